"""A mail server on loopback that keeps what it is sent: as much of SMTP as a sender needs."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

_ANSWERS = {b"MAIL": b"250 ok", b"RCPT": b"250 ok", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


@contextmanager
def mail_sink() -> Iterator[tuple[int, list[EmailMessage]]]:
    """Its port and the messages that came."""
    received: list[EmailMessage] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.answer(b"220 sink")
            while line := self.rfile.readline():
                command = line[:4].upper()
                self.answer(_ANSWERS.get(command, b"250 sink"))
                if command == b"DATA":
                    received.append(self.message())
                    self.answer(b"250 ok")
                elif command == b"QUIT":
                    return

        def answer(self, text: bytes) -> None:
            self.wfile.write(text + b"\r\n")

        def message(self) -> EmailMessage:
            content = b""
            while (line := self.rfile.readline()) != b".\r\n":
                content += line
            return email.message_from_bytes(content, policy=email.policy.default)  # type: ignore[return-value]

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1], received
        finally:
            server.shutdown()
            thread.join()
