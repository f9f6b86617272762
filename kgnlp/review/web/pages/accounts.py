"""Accounts and assignments; for leads."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.errors import ReviewError
from kgnlp.review.store.accounts import AccountRole
from kgnlp.review.web import forms
from kgnlp.review.web.access import Caller, Lead, OfDesk
from kgnlp.review.web.choices import filter_choices
from kgnlp.review.web.render import page

router = APIRouter()


class NewAccountForm(forms.Form):
    """An account to be made."""

    name: Annotated[str, Field(max_length=100)]
    password: Annotated[str, Field(max_length=1000)]
    role: AccountRole


class ActiveForm(forms.Form):
    """Whether an account may log in."""

    name: Annotated[str, Field(max_length=100)]
    active: bool


class AssignForm(forms.Form):
    """Two coders, and the share of the passages that both are to decide."""

    first: Annotated[str, Field(min_length=1, max_length=40)]
    second: Annotated[str, Field(min_length=1, max_length=40)]
    share: int = Field(ge=1, le=100, description="Per cent")
    group: forms.Name = ""


class UnassignForm(forms.Form):
    """An assignment to be taken back."""

    assignment: int = Field(ge=1, le=10**9)


@router.get("/accounts")
def show_accounts(request: Request, desk: OfDesk, caller: Lead) -> Response:
    """Accounts and assignments."""
    return _accounts(request, desk, caller)


@router.post("/accounts")
def make_account(
    request: Request, desk: OfDesk, caller: Lead, form: Annotated[NewAccountForm, Form()]
) -> Response:
    """Make an account."""
    if not desk.has_accounts() and form.role is not AccountRole.LEAD:
        return _accounts(request, desk, caller, 422, "accounts.first")
    try:
        desk.accounts.make(form.name, form.role, form.password)
    except ReviewError:
        return _accounts(request, desk, caller, 422, "accounts.refused")
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/active")
def set_active(request: Request, desk: OfDesk, caller: Lead, form: Annotated[ActiveForm, Form()]) -> Response:
    """Let an account log in, or no longer; not one's own, so that a lead is left."""
    if form.name == caller.name:
        return _accounts(request, desk, caller, 422, "accounts.own")
    desk.accounts.set_active(form.name, form.active)
    return RedirectResponse("/accounts", 303)


@router.post("/assignments")
def assign(request: Request, desk: OfDesk, caller: Lead, form: Annotated[AssignForm, Form()]) -> Response:
    """Have two coders decide a share both."""
    known = _coders(desk, caller)
    if form.first == form.second or not {form.first, form.second} <= set(known):
        return _accounts(request, desk, caller, 422, "accounts.two")
    desk.assignments.add(form.first, form.second, form.share / 100, form.group, caller.name or "")
    return RedirectResponse("/accounts", 303)


@router.post("/assignments/remove")
def unassign(desk: OfDesk, caller: Lead, form: Annotated[UnassignForm, Form()]) -> Response:  # noqa: ARG001
    """Take an assignment back; decisions made by it stand."""
    if form.assignment not in {one.assignment_id for one in desk.assignments.all()}:
        raise HTTPException(404, "assignment")
    desk.assignments.remove(form.assignment)
    return RedirectResponse("/accounts", 303)


def _coders(desk: OfDesk, caller: Caller) -> list[str]:
    names = [account.name for account in desk.accounts.all() if account.active]
    return names or [caller.name or ""]


Fault = Literal["", "accounts.refused", "accounts.own", "accounts.two", "accounts.first"]


def _accounts(
    request: Request, desk: OfDesk, caller: Caller, status: int = 200, fault: Fault = ""
) -> Response:
    work = desk.work()
    doubled = {one.assignment_id: int(desk.drawn(work.corpus, one).sum()) for one in desk.assignments.all()}
    return page(
        request,
        "accounts.html",
        status,
        fault=fault,
        accounts=desk.accounts.all(),
        coders=_coders(desk, caller),
        assignments=desk.assignments.all(),
        doubled=doubled,
        groups=filter_choices(desk, work)["group"],
    )
