"""What holds for every answer: headers, size of requests, and faults that tell nothing of the text."""

from __future__ import annotations

import logging
import traceback

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 300_000  # of a request; the longest form is a codebook's theme
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the design system's icons are data addresses in its style sheet
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
log = logging.getLogger("kgnlp.review")


class Guard:
    """The outermost layer of the app."""

    def __init__(self, app: ASGIApp, tls: bool = False) -> None:
        self.app = app
        headers = _HEADERS | ({"strict-transport-security": "max-age=31536000"} if tls else {})
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *self._extra(scope)]
            await send(message)

        if _length(scope) > MOST_BYTES:
            await PlainTextResponse("Too large", 413)(scope, receive, sending)
            return
        try:
            await self.app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - the last stop: a trace with messages could hold text
            log.error("%s at %s", type(error).__name__, _where(error))
            if not started:
                await PlainTextResponse("Feil i programmet / Internal error", 500)(scope, receive, sending)

    def _extra(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        static = scope["path"].startswith("/static/")
        cache = b"max-age=3600" if static else b"no-store"
        return [*self.headers, (b"cache-control", cache)]


def _length(scope: Scope) -> int:
    """Length that a request says it has; without a length a body is not read."""
    headers = dict(scope["headers"])
    said = headers.get(b"content-length", b"0")
    if b"transfer-encoding" in headers or not said.isdigit():
        return MOST_BYTES + 1
    return int(said)


def _where(error: BaseException) -> str:
    """File and line of the innermost frames; no values, no message."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
