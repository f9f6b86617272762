"""Logging in and out, language and keys, and the accessibility statement."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.errors import ReviewError
from kgnlp.review.web import forms
from kgnlp.review.web.access import LANGUAGE_COOKIE, AnyCaller, OfDesk, Reviewer
from kgnlp.review.web.login_limit import LoginLimit
from kgnlp.review.web.render import page, set_cookie
from kgnlp.review.web.sessions import COOKIE
from kgnlp.wording import PageLanguage

router = APIRouter()


class LoginForm(forms.Form):
    """Name and password."""

    name: Annotated[str, Field(max_length=40)]
    password: Annotated[str, Field(max_length=1000)]


class LanguageForm(forms.Form):
    """The written form of the pages."""

    language: PageLanguage


class KeysForm(forms.Form):
    """Whether single keys decide."""

    keys: bool = False


class PasswordForm(forms.Form):
    """Another password of one's own."""

    old: Annotated[str, Field(max_length=1000)]
    new: Annotated[str, Field(max_length=1000)]


@router.get("/login")
def show_login(request: Request, caller: AnyCaller) -> Response:
    """The login page; the overview for those who are in."""
    if caller.name is not None:
        return RedirectResponse("/", 303)
    return page(request, "login.html", fault="")


@router.post("/login")
def login(request: Request, desk: OfDesk, caller: AnyCaller, form: Annotated[LoginForm, Form()]) -> Response:
    """Start a session, where name and password are right and there were not too many tries."""
    limit: LoginLimit = request.app.state.login_limit
    address = request.client.host if request.client else ""
    if not limit.allows(address, form.name):
        return page(request, "login.html", 429, fault="login.too_many")
    account = desk.accounts.check(form.name, form.password)
    if account is None:
        return page(request, "login.html", 401, fault="login.wrong")
    session = request.app.state.sessions.new(account.name, account.epoch)
    if caller.preferences.language != desk.preferences.get(account.name).language:
        known = desk.preferences.get(account.name, caller.preferences.language)
        desk.preferences.set(account.name, known)
    response = RedirectResponse("/", 303)
    set_cookie(request, response, COOKIE, request.app.state.sessions.cookie(session))
    return response


@router.post("/logout")
def logout(desk: OfDesk, caller: Reviewer) -> Response:
    """End all sessions of the account."""
    if caller.has_account and caller.name:
        desk.accounts.end_sessions(caller.name)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


@router.post("/language")
def set_language(
    request: Request, desk: OfDesk, caller: AnyCaller, form: Annotated[LanguageForm, Form()]
) -> Response:
    """Bokmål or nynorsk."""
    response = RedirectResponse("/" if caller.name else "/login", 303)
    if caller.name:
        desk.preferences.set(caller.name, replace(caller.preferences, language=form.language))
    set_cookie(request, response, LANGUAGE_COOKIE, form.language)
    return response


@router.get("/settings")
def show_settings(request: Request, caller: Reviewer) -> Response:  # noqa: ARG001 - for those who are in
    """Keys and password."""
    return page(request, "settings.html", fault=None, done=False)


@router.post("/settings/keys")
def set_keys(desk: OfDesk, caller: Reviewer, form: Annotated[KeysForm, Form()]) -> Response:
    """Turn single keys on or off."""
    desk.preferences.set(caller.name or "", replace(caller.preferences, keys=form.keys))
    return RedirectResponse("/settings", 303)


@router.post("/settings/password")
def set_password(
    request: Request, desk: OfDesk, caller: Reviewer, form: Annotated[PasswordForm, Form()]
) -> Response:
    """Another password; all sessions end, this one begins anew."""
    name = caller.name or ""
    limit: LoginLimit = request.app.state.login_limit
    address = request.client.host if request.client else ""
    if not caller.has_account or not limit.allows(address, name) or not desk.accounts.check(name, form.old):
        return page(request, "settings.html", 403, fault="settings.wrong", done=False)
    try:
        desk.accounts.set_password(name, form.new)
    except ReviewError:
        return page(request, "settings.html", 422, fault="settings.password_length", done=False)
    account = desk.accounts.get(name)
    request.state.session = request.app.state.sessions.new(name, account.epoch if account else 0)
    response = RedirectResponse("/settings", 303)
    set_cookie(request, response, COOKIE, request.app.state.sessions.cookie(request.state.session))
    return response


@router.get("/accessibility")
def show_accessibility(request: Request, caller: AnyCaller) -> Response:  # noqa: ARG001 - sets the language
    """The accessibility statement."""
    return page(request, "accessibility.html")
