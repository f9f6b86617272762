"""Accepting many tags at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.review import bulk, deciding
from kgnlp.review.deciding import Sent
from kgnlp.review.store.decisions import ConflictError, Draft
from kgnlp.review.web import forms
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.finding import active_theme
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page

router = APIRouter()
STEPS = (0.9, 0.95, 0.98, 0.99)


class BulkForm(forms.Form):
    """Which tags are accepted."""

    theme: forms.ThemeId
    least: float = Field(ge=bulk.LEAST_PROBABILITY, le=1, allow_inf_nan=False)
    count: int = Field(ge=1, le=bulk.MOST_AT_ONCE)


@router.get("/bulk")
def show_bulk(
    request: Request,
    desk: OfDesk,
    caller: Reviewer,
    theme: Annotated[str, Query(max_length=40)] = "",
    least: Annotated[float, Query(ge=bulk.LEAST_PROBABILITY, le=1)] = 0.95,
) -> Response:
    """What could be accepted at once, and how often people kept such tags."""
    work = desk.work()
    chosen = active_theme(desk, theme) if theme else desk.themes()[0].id
    steps = sorted({*STEPS, least})
    return page(
        request,
        "bulk.html",
        theme=chosen,
        least=least,
        steps=[
            (
                step,
                len(bulk.candidates(desk, work, caller.name or "", chosen, step)),
                bulk.measured(work, chosen, step),
            )
            for step in steps
        ],
        count=len(bulk.candidates(desk, work, caller.name or "", chosen, least)),
        measured=desk.measured,
        of_theme=desk.measured.themes.get(chosen),
        themes=[one.id for one in desk.themes()],
        labels=theme_labels(desk, caller),
        last=work.last_act(caller.name or ""),
    )


@router.post("/bulk")
def accept_bulk(desk: OfDesk, caller: Reviewer, form: Annotated[BulkForm, Form()]) -> Response:
    """Accept the tags that were shown, as one act; refused where others came in between."""
    work = desk.work()
    theme = active_theme(desk, form.theme)
    items = bulk.candidates(desk, work, caller.name or "", theme, form.least)
    if len(items) != form.count:
        raise ConflictError(
            f"{len(items)} tags",
            expected=f"the {form.count} that were shown",
            action="Look at the page again: others have decided in between.",
        )
    drafts = []
    for number, item in enumerate(items):
        sent = Sent(caller.name or "", f"{form.token}-{number}", 0, form.shown)
        draft = deciding.decide(desk, work, sent, item.passage, theme)
        drafts.append(Draft(replace(draft.decision, batch=form.token, took_s=None), draft.seen))
    desk.keep(*drafts)
    return RedirectResponse(f"/bulk?theme={theme}&least={form.least}", 303)
