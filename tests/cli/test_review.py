"""``kgnlp review`` as a user starts it."""

import http.client
import os
import re
import signal
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from kgnlp.cli import app
from kgnlp.review.store import open_database
from kgnlp.review.store.accounts import AccountStore
from tests.review.tables import TOLD, Interviewed, write_tables

COMMAND = [sys.executable, "-c", "from kgnlp.cli import main; main()", "review"]


def test_an_account_is_made_from_input(tmp_path):
    result = CliRunner().invoke(
        app,
        ["review", str(tmp_path), "--add-account", "liv", "--role", "lead"],
        input="et langt nok passord\n",
    )
    assert result.exit_code == 0
    assert result.output == "Account liv (lead) made\n"
    database = open_database(tmp_path / "review")
    assert AccountStore(database).check("liv", "et langt nok passord") is not None
    database.close()


def test_a_folder_without_tables_says_what_to_do(tmp_path):
    result = subprocess.run([*COMMAND, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert result.returncode == 1
    assert "Run: kgnlp run INPUT --output" in result.stderr


@pytest.fixture
def address(tmp_path):
    write_tables(tmp_path, Interviewed("x01", TOLD))
    process = subprocess.Popen(
        [*COMMAND, str(tmp_path), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    found = re.search(r"http://(127\.0\.0\.1):(\d+)/", process.stdout.readline())
    yield found.group(1), int(found.group(2))
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=20)
    # nothing of what was asked or answered is logged
    assert "måned" not in "".join(said)
    assert "x01" not in "".join(said)


def test_it_prints_an_address_that_opens(address):
    connection = http.client.HTTPConnection(*address, timeout=20)
    connection.request("GET", "/interviews/x01")
    answer = connection.getresponse()
    assert answer.status == 200
    assert "Vi møtes hver måned" in answer.read().decode()
    connection.close()
