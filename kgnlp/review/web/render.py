"""Templates to answers."""

from __future__ import annotations

import secrets
import time
from functools import lru_cache
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from kgnlp.review.contests import word_of
from kgnlp.review.web.access import Access, Caller
from kgnlp.review.web.sessions import COOKIE, LIFETIME_S
from kgnlp.wording import Messages, PageLanguage, formats, load_catalogue

Answer = TypeVar("Answer", bound=Response)


@lru_cache
def messages(language: PageLanguage) -> Messages:
    """The pages' words in a language."""
    return load_catalogue("kgnlp.review.web", language)


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kgnlp.review.web"),
        auto_reload=False,
        autoescape=True,  # transcripts, memos and names are text, whatever they hold
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        whole=formats.whole,
        percent=formats.percent,
        decimal=formats.decimal,
        signed=formats.signed,
        date=formats.date,
        clock=formats.clock,
        in_sentence=formats.in_sentence,
        word_of=word_of,
    )
    return environment


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page in the caller's language."""
    caller: Caller = request.state.caller
    m = messages(caller.preferences.language)
    html = (
        _environment()
        .get_template(template)
        .render(
            m=m,
            me=caller,
            here=request.url.path,
            fresh=lambda: secrets.token_hex(16),
            now_ms=int(time.time() * 1000),
            **values,
        )
    )
    return with_session(request, HTMLResponse(html, status))


def with_session(request: Request, response: Answer) -> Answer:
    """The answer with the session's cookie, where the browser has none that holds."""
    session = request.state.session
    sessions = request.app.state.sessions
    if sessions.read(request.cookies.get(COOKIE)) != session:
        set_cookie(request, response, COOKIE, sessions.cookie(session))
    return response


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """Set a cookie that no script reads and no other site sends."""
    access: Access = request.app.state.access
    response.set_cookie(
        name, value, max_age=LIFETIME_S, httponly=True, samesite="strict", secure=access.secure, path="/"
    )
