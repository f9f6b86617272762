"""Who may be let in from where, and what is said when it can't be."""

import socket
from pathlib import Path

import pytest

from kgnlp.errors import ReviewError
from kgnlp.review.serve import ServeOptions, _hosts, _listening, check

TLS = {"certificate": Path("c.pem"), "private_key": Path("k.pem")}


# where it is to be reached, whether there are accounts, and what is asked for; None: it may be
@pytest.mark.parametrize(
    ("options", "accounts", "asked"),
    [
        ({}, False, None),
        ({"host": "localhost"}, False, None),
        ({"host": "::1"}, False, None),
        ({"host": "127.0.0.5"}, True, None),
        ({"host": "0.0.0.0"}, False, "--add-account"),
        ({"host": "0.0.0.0", **TLS}, False, "--add-account"),
        ({"host": "0.0.0.0"}, True, "Give one of them"),
        ({"host": "0.0.0.0", **TLS}, True, None),
        ({"host": "review.example"}, True, "Give one of them"),
        # a proxy on this machine would let others in without login
        ({"proxy_name": "review.example"}, False, "--add-account"),
        ({"proxy_name": "review.example"}, True, None),
        ({"host": "0.0.0.0", "proxy_name": "review.example"}, True, None),
        ({"certificate": Path("c.pem")}, True, "Give both"),
    ],
)
def test_where_it_may_be_reached(options, accounts, asked):
    if asked is None:
        check(ServeOptions(**options), accounts)
        return
    with pytest.raises(ReviewError) as raised:
        check(ServeOptions(**options), accounts)
    assert asked in raised.value.action


def test_a_port_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ReviewError) as raised:
            _listening(ServeOptions(port=port))
    assert "--port 0" in raised.value.action


def test_on_loopback_only_its_names_lead_here():
    assert _hosts(ServeOptions()) == ["127.0.0.1", "localhost", "[::1]"]
    assert "review.example" in _hosts(ServeOptions(proxy_name="review.example"))
