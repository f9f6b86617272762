"""Starting the app: on loopback as it is, elsewhere only with accounts and TLS."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from kgnlp.errors import ReviewError
from kgnlp.review import styles
from kgnlp.review.agreement_segments import decided_segments
from kgnlp.review.agreement_tables import coder_tables, machine_tables
from kgnlp.review.audit_queue import audit_order
from kgnlp.review.desk import Desk
from kgnlp.review.web.access import Access
from kgnlp.review.web.app import LOOPBACK, create_app
from kgnlp.wording import PageLanguage

_WARM_AFTER_S = 3  # the first page comes first
_MODELS_AFTER_S = 20  # while the first passage is being read; they take some seconds of a processor


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """How the app is reached."""

    host: str = "127.0.0.1"
    port: int = 8321  # 0 for one that is free
    certificate: Path | None = None
    private_key: Path | None = None
    proxy_name: str | None = None  # name that browsers call a proxy by, which brings TLS
    local_name: str = "local"  # the reviewer where no account is needed
    language: PageLanguage = "nb"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def serve(desk: Desk, options: ServeOptions, announce: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        desk: the run under review.
        options: how it is reached.
        announce: called with the address once it can be opened.

    Raises:
        ReviewError: it may not be reached so, or the port is taken.
        TableError: the run's tables are missing or of another schema.
        ConfigurationError: the style sheets are missing.
    """
    styles.check()
    check(options, has_accounts=desk.has_accounts())
    desk.work()  # what is wrong with the tables is said now, and the first page is quick
    tls = options.certificate is not None
    access = Access(
        local_name=options.local_name,
        secure=tls or options.proxy_name is not None,
        language=options.language,
    )
    app = create_app(desk, access, _hosts(options))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # addresses hold ids, and who looked at what is nobody's business
        server_header=False,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.private_key,
        proxy_headers=options.proxy_name is not None,
        forwarded_allow_ips="127.0.0.1" if options.proxy_name else None,
        limit_concurrency=200,
        timeout_graceful_shutdown=5,
    )
    for after_s, warm in ((_WARM_AFTER_S, _warm), (_MODELS_AFTER_S, _load_models)):
        warming = threading.Timer(after_s, warm, (desk,))
        warming.daemon = True
        warming.start()
    with _listening(options) as listener:
        host, port = listener.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        announce(f"{'https' if tls else 'http'}://{shown}:{port}/")
        uvicorn.Server(config).run(sockets=[listener])


def _warm(desk: Desk) -> None:
    """Make what takes long before anyone asks for it."""
    work = desk.work()
    desk.offered(work)
    audit_order(desk, work)
    coder_tables(desk, work)
    machine_tables(desk, work)
    decided_segments(desk, work)


def _load_models(desk: Desk) -> None:
    """Have the first passage explained, so that the models are there when someone asks why."""
    work = desk.work()
    if desk.explanations is not None and work.corpus.passage_ids:
        desk.explanations.ask(work.corpus.generation, work.corpus.passage_ids[0])


def check(options: ServeOptions, has_accounts: bool) -> None:
    """Raise ReviewError where the app may not be reached as the options say."""
    outside = not options.is_loopback or options.proxy_name is not None
    if outside and not has_accounts:
        raise ReviewError(
            f"no accounts, to be reached at {options.proxy_name or options.host}",
            expected="an account for everyone who is to come in from other machines",
            action="Make them: kgnlp review OUT --add-account NAME --role lead",
        )
    if not options.is_loopback and options.certificate is None and options.proxy_name is None:
        raise ReviewError(
            f"{options.host} without TLS",
            expected="--certificate and --private-key, or --behind-proxy for a proxy that brings TLS",
            action="Give one of them, or leave --host out to be reached from this machine alone.",
        )
    if (options.certificate is None) != (options.private_key is None):
        raise ReviewError(
            "a certificate without its key, or a key without its certificate",
            expected="both --certificate and --private-key",
            action="Give both.",
        )


def _hosts(options: ServeOptions) -> list[str]:
    """Names that browsers may call the app by."""
    named = [options.proxy_name] if options.proxy_name else []
    if options.is_loopback:
        return [*LOOPBACK, *named]
    own = [socket.getfqdn(), socket.gethostname()]
    # A certificate ties browsers to its name, so with TLS of our own any name will do.
    return ["*"] if options.certificate else [options.host, *own, *named]


def _listening(options: ServeOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        listener = socket.create_server((options.host, options.port), family=family, backlog=256)
    except OSError as error:
        raise ReviewError(
            f"port {options.port} of {options.host} that can't be used ({type(error).__name__})",
            expected="one that is free",
            action="End the other program, or choose another: --port 0 takes one that is free.",
        ) from error
    # Else every answer waits 40 ms for the browser to confirm its first part.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
