"""Agreement, and the disagreements that a lead settles."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from kgnlp.decisions import Layer
from kgnlp.review import deciding
from kgnlp.review.agreement_tables import coder_tables, machine_tables
from kgnlp.review.labels import ItemKey
from kgnlp.review.showing import seen, show_passage
from kgnlp.review.web import forms
from kgnlp.review.web.access import Caller, Lead, OfDesk, Reviewer
from kgnlp.review.web.finding import active_theme, find_item, passage_number
from kgnlp.review.web.pages.queue import sent, theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.work import ADJUDICATED, Work

router = APIRouter()
PER_PAGE = 50


@router.get("/agreement")
def show_agreement(request: Request, desk: OfDesk, caller: Reviewer) -> Response:
    """How far coders agree, and people with the machine."""
    work = desk.work()
    return page(
        request,
        "agreement.html",
        coders=coder_tables(desk, work),
        machine=machine_tables(desk, work),
        labels=theme_labels(desk, caller),
    )


@router.get("/disagreements")
def list_disagreements(
    request: Request, desk: OfDesk, caller: Reviewer, sheet: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """Where coders differ: all of them to a lead, to a coder those that they have decided."""
    work = desk.work()
    found = _open_to(work, caller)
    sheets = max(1, -(-len(found) // PER_PAGE))
    sheet = min(sheet, sheets)
    shown = found[(sheet - 1) * PER_PAGE : sheet * PER_PAGE]
    return page(
        request,
        "disagreements.html",
        rows=[(key, passage_id, list(work.latest(key).values())) for key, passage_id in shown],
        count=len(found),
        sheet=sheet,
        sheets=sheets,
        labels=theme_labels(desk, caller),
        last=work.last_act(caller.name or ""),
    )


@router.get("/disagreements/{name}")
def show_disagreement(request: Request, desk: OfDesk, caller: Reviewer, name: str) -> Response:
    """One disagreement, with what each coder said."""
    work = desk.work()
    item = find_item(work, name)
    if item is None:
        raise HTTPException(404, "item")
    theme = active_theme(desk, work.themes[item.theme])
    latest = work.latest(work.key(item.passage, theme))
    own = {coder for coder in latest if coder != ADJUDICATED}
    if len(own) < 2 or not (caller.is_lead or caller.name in own):
        raise HTTPException(404, "item")
    shown = show_passage(desk, work, item.passage, caller.name or "", caller.is_lead)
    return page(
        request,
        "disagreement.html",
        shown=shown,
        focus=shown.theme(theme),
        decisions=[one.decision for coder, one in sorted(latest.items()) if coder != ADJUDICATED],
        settled=latest[ADJUDICATED].decision if ADJUDICATED in latest else None,
        seen=seen(work, item.passage, theme, ADJUDICATED),
        stances=desk.codebook.stances,
        labels=theme_labels(desk, caller),
        last=work.last_act(caller.name or ""),
    )


@router.post("/disagreements")
def settle(desk: OfDesk, caller: Lead, form: Annotated[forms.DecideForm, Form()]) -> Response:
    """Keep what was settled, and go on to the next disagreement."""
    work = desk.work()
    passage = passage_number(work, form.passage)
    theme = active_theme(desk, form.theme)
    if form.act in ("skip", "accept"):
        raise HTTPException(422, "act")
    if len(work.latest(work.key(passage, theme)).keys() - {ADJUDICATED}) < 2:
        raise HTTPException(404, "item")
    draft = deciding.decide(
        desk,
        work,
        sent(form, caller),
        passage,
        theme,
        stance=form.stance,
        rejected=form.act == "reject",
        evidence=form.spans,
        layer=Layer.ADJUDICATED,
    )
    desk.keep(draft)
    rest = _open_to(desk.work(), caller)
    if not rest:
        return RedirectResponse("/disagreements", 303)
    key, passage_id = rest[0]
    return RedirectResponse(f"/disagreements/{quote(f'{passage_id}~{key.theme}', safe='')}", 303)


def _open_to(work: Work, caller: Caller) -> list[tuple[ItemKey, str]]:
    """Disagreements that are not settled, with their passages, as far as the caller may see them."""
    found = []
    for key in sorted(work.differing.copy()):
        latest = work.latest(key)
        passage_id = next((one.passage_id for one in latest.values() if one.passage_id), None)
        if passage_id and (caller.is_lead or caller.name in latest):
            found.append((key, passage_id))
    return found
