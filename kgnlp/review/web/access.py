"""Who is asking, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

from kgnlp.review.desk import Desk
from kgnlp.review.store.accounts import AccountRole, read_account
from kgnlp.review.store.preferences import Preferences, read_preferences
from kgnlp.review.web.sessions import COOKIE, Session, Sessions
from kgnlp.wording import LANGUAGES, PageLanguage

LANGUAGE_COOKIE = "kgnlp_language"


@dataclass(frozen=True, slots=True)
class Access:
    """How the app is reached."""

    local_name: str  # the reviewer where there are no accounts
    secure: bool = False  # whether browsers come by TLS
    language: PageLanguage = "nb"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking. ``name`` is None before login."""

    name: str | None
    role: AccountRole | None
    session: Session
    form_token: str
    preferences: Preferences
    has_account: bool

    @property
    def is_lead(self) -> bool:
        """Whether the caller may adjudicate, assign and edit."""
        return self.role is AccountRole.LEAD


class LoginNeededError(Exception):
    """The page is for those who are logged in."""


# What needs no database is asynchronous: it then takes no turn in the queue for a thread.
async def desk_of(request: Request) -> Desk:
    """The run under review."""
    desk: Desk = request.app.state.desk
    return desk


def identify(request: Request) -> Caller:
    """Who is asking, logged in or not."""
    desk: Desk = request.app.state.desk
    access: Access = request.app.state.access
    sessions: Sessions = request.app.state.sessions
    session = sessions.read(request.cookies.get(COOKIE)) or sessions.new()
    request.state.session = session
    has_accounts = desk.has_accounts()
    name, role = (None, None) if has_accounts else (access.local_name, AccountRole.LEAD)
    preferences = None
    with desk.database.reading() as connection:
        if session.account is not None:
            account = read_account(connection, session.account)
            if account and account.active and account.epoch == session.epoch:
                name, role = account.name, account.role
        if name is not None:
            preferences = read_preferences(connection, name)
    preferences = preferences or Preferences(language=_language(request, access))
    caller = Caller(name, role, session, sessions.form_token(session), preferences, has_accounts)
    request.state.caller = caller
    return caller


async def own_form(request: Request, caller: Annotated[Caller, Depends(identify)], form: _Form) -> None:
    """Refuse a form that another site, or no page of ours, made. Holds for the whole app."""
    if request.method in ("GET", "HEAD"):
        return
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    foreign |= request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    sessions: Sessions = request.app.state.sessions
    if foreign or not sessions.is_own_form(caller.session, form):
        raise HTTPException(403, "form")


async def _csrf(request: Request) -> str:
    if request.method in ("GET", "HEAD"):
        return ""
    value = (await request.form(max_files=0)).get("csrf")
    return value if isinstance(value, str) else ""


_Form = Annotated[str, Depends(_csrf)]


async def reviewer(caller: Annotated[Caller, Depends(identify)]) -> Caller:
    """The caller, who must be logged in."""
    if caller.name is None:
        raise LoginNeededError
    return caller


async def lead(caller: Annotated[Caller, Depends(reviewer)]) -> Caller:
    """The caller, who must be a lead."""
    if not caller.is_lead:
        raise HTTPException(403, "lead")
    return caller


def _language(request: Request, access: Access) -> PageLanguage:
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return next((language for language in LANGUAGES if language == chosen), access.language)


OfDesk = Annotated[Desk, Depends(desk_of)]
AnyCaller = Annotated[Caller, Depends(identify)]
Reviewer = Annotated[Caller, Depends(reviewer)]
Lead = Annotated[Caller, Depends(lead)]
