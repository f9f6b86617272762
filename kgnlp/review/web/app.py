"""The app: pages put together with what holds for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from kgnlp.errors import KgnlpError
from kgnlp.review.desk import Desk
from kgnlp.review.store.decisions import ConflictError
from kgnlp.review.web.access import Access, LoginNeededError, identify, own_form
from kgnlp.review.web.guard import Guard
from kgnlp.review.web.login_limit import LoginLimit
from kgnlp.review.web.pages import ALL
from kgnlp.review.web.render import page
from kgnlp.review.web.sessions import Sessions, load_secret

_THREADS = 2  # one computes while the other waits for the database; docs/decisions/0006-review.md
_STATIC = Path(__file__).parent / "static"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(desk: Desk, access: Access, hosts: Sequence[str] = LOOPBACK) -> FastAPI:
    """The app of a run under review.

    Args:
        desk: the run, its store, codebook and guides.
        access: who may come in, and how.
        hosts: names that browsers may call it by; others are refused: no other site's name may lead here.
    """
    app = FastAPI(
        title="kgnlp review",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(own_form)],
        lifespan=_few_threads,
        default_response_class=HTMLResponse,
    )
    app.state.desk = desk
    app.state.access = access
    app.state.sessions = Sessions(load_secret(desk.database))
    app.state.login_limit = LoginLimit()
    for router in ALL:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_exception_handler(LoginNeededError, _to_login)
    app.add_exception_handler(KgnlpError, _refused)
    app.add_exception_handler(StarletteHTTPException, _http_fault)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*hosts], www_redirect=False)
    app.add_middleware(Guard, tls=access.secure)
    return app


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:  # noqa: ARG001
    """Answer few requests at a time: Python runs one at once, and many in turns make all of them late."""
    current_default_thread_limiter().total_tokens = _THREADS
    yield


def _to_login(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return RedirectResponse("/login", 303)


def _refused(request: Request, error: Exception) -> Response:
    """What was found, expected and what to do; the message holds ids only."""
    status = 409 if isinstance(error, ConflictError) else 400
    return _fault(request, status, "fault.conflict" if status == 409 else "fault.refused", str(error))


def _http_fault(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 400
    known = {403: "fault.forbidden", 404: "fault.missing", 405: "fault.missing", 422: "fault.not_valid"}
    return _fault(request, status, known.get(status, "fault.refused"))


def _not_valid(request: Request, error: Exception) -> Response:  # noqa: ARG001 - it would repeat what was sent
    return _fault(request, 422, "fault.not_valid")


def _fault(request: Request, status: int, key: str, detail: str = "") -> Response:
    if not hasattr(request.state, "caller"):
        identify(request)
    return page(request, "fault.html", status, reason=key, detail=detail)
