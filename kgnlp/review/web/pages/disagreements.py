"""Where coders differ on themes, and what a lead settles; corrections that differ are listed too."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from kgnlp.decisions import Layer
from kgnlp.review import deciding
from kgnlp.review.desk import Desk
from kgnlp.review.labels import ItemKey, Placed
from kgnlp.review.showing import ShownPassage, seen_at, show_passage, show_stretch
from kgnlp.review.store.decisions import Draft
from kgnlp.review.web import forms
from kgnlp.review.web.access import Caller, Lead, OfDesk, Reviewer
from kgnlp.review.web.finding import active_theme, find_item, find_stretch, stretch_name
from kgnlp.review.web.pages.contest import contested
from kgnlp.review.web.pages.queue import sent, theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.web.sheets import sheet_of
from kgnlp.review.work import ADJUDICATED, Work

router = APIRouter()
PER_PAGE = 50


@router.get("/disagreements")
def list_disagreements(
    request: Request, desk: OfDesk, caller: Reviewer, sheet: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """Where coders differ: all of it to a lead, to a coder what they have decided."""
    work = desk.work()
    found = _open_to(work, caller)
    contests = contested(desk, work)
    shown = sheet_of(found, sheet, PER_PAGE)
    return page(
        request,
        "disagreements.html",
        rows=[(key, _name(work, key), list(work.latest(key).values())) for key in shown.rows],
        count=len(found) + sum(one.waits for _, one in contests),
        contests=sorted(contests, key=lambda one: not one[1].waits),
        sheet=shown.number,
        sheets=shown.count,
        labels=theme_labels(desk, caller),
        last=work.last_act(caller.name or ""),
    )


@router.get("/disagreements/{name}")
def show_disagreement(request: Request, desk: OfDesk, caller: Reviewer, name: str) -> Response:
    """One disagreement, with what each coder said."""
    work = desk.work()
    key = _key(work, name)
    theme = active_theme(desk, key.theme)
    latest = work.latest(key)
    own = _coders(latest)
    if len(own) < 2 or not (caller.is_lead or caller.name in own):
        raise HTTPException(404, "item")
    shown = _shown(desk, work, key, name, caller)
    return page(
        request,
        "disagreement.html",
        shown=shown,
        focus=shown.theme(theme),
        decisions=[latest[coder].decision for coder in sorted(own)],
        settled=latest[ADJUDICATED].decision if ADJUDICATED in latest else None,
        seen=seen_at(work, key, ADJUDICATED),
        stances=desk.codebook.stances,
        labels=theme_labels(desk, caller),
        last=work.last_act(caller.name or ""),
    )


@router.post("/disagreements")
def settle(desk: OfDesk, caller: Lead, form: Annotated[forms.DecideForm, Form()]) -> Response:
    """Keep what was settled, and go on to the next disagreement."""
    work = desk.work()
    key = _key(work, f"{form.passage}~{form.theme}")
    active_theme(desk, key.theme)
    if form.act in ("skip", "accept"):
        raise HTTPException(422, "act")
    if len(_coders(work.latest(key))) < 2:
        raise HTTPException(404, "item")
    desk.keep(_settled(desk, work, caller, form, key))
    work = desk.work()
    rest = _open_to(work, caller)
    if not rest:
        return RedirectResponse("/disagreements", 303)
    return RedirectResponse(f"/disagreements/{quote(_name(work, rest[0]), safe='')}", 303)


def _settled(desk: Desk, work: Work, caller: Caller, form: forms.DecideForm, key: ItemKey) -> Draft:
    item = find_item(work, f"{form.passage}~{form.theme}")
    if item is None:
        return deciding.settle_stretch(desk, work, sent(form, caller), key, form.stance)
    return deciding.decide(
        desk,
        work,
        sent(form, caller),
        item.passage,
        key.theme,
        stance=form.stance,
        rejected=form.act == "reject",
        evidence=form.spans,
        layer=Layer.ADJUDICATED,
    )


def _key(work: Work, name: str) -> ItemKey:
    """What an address names, a theme on a passage or on a stretch outside; else 404."""
    item = find_item(work, name)
    key = find_stretch(work, name) if item is None else work.key(item.passage, work.themes[item.theme])
    if key is None:
        raise HTTPException(404, "item")
    return key


def _shown(desk: Desk, work: Work, key: ItemKey, name: str, caller: Caller) -> ShownPassage:
    item = find_item(work, name)
    if item is not None:
        return show_passage(desk, work, item.passage, caller.name or "", caller.is_lead)
    theme = next(theme for theme in desk.themes() if theme.id == key.theme)
    return show_stretch(desk, work, key, theme)


def _coders(latest: dict[str, Placed]) -> set[str]:
    return latest.keys() - {ADJUDICATED}


def _open_to(work: Work, caller: Caller) -> list[ItemKey]:
    """Disagreements that are not settled, as far as the caller may see them."""
    return [key for key in sorted(work.differing.copy()) if caller.is_lead or caller.name in work.latest(key)]


def _name(work: Work, key: ItemKey) -> str:
    """The item in an address."""
    latest = work.latest(key)
    passage_id = next((one.passage_id for one in latest.values() if one.passage_id), None)
    return f"{passage_id}~{key.theme}" if passage_id else stretch_name(key)
