"""The filter, and the list of passages that it leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.review.corpus import InterviewRow
from kgnlp.review.corrected import Corrected
from kgnlp.review.filters import Filter, Status, passage_mask
from kgnlp.review.web import forms
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.choices import filter_choices
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.web.sheets import sheet_of
from kgnlp.review.work import Work

router = APIRouter()
PER_PAGE = 25


class FilterForm(forms.Form):
    """The filter; probabilities in per cent, as people write them."""

    theme: forms.Name = ""
    group: forms.Name = ""
    role: forms.Name = ""
    phase: forms.Short = ""
    question: forms.Short = ""
    language: forms.Short = ""
    coder: forms.Name = ""
    status: Status = "open"
    least: float = Field(default=0, ge=0, le=100, allow_inf_nan=False)
    most: float = Field(default=100, ge=0, le=100, allow_inf_nan=False)
    words: forms.Name = ""
    clear: bool = False
    back: Literal["queue", "search"] = "queue"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in the list."""

    passage_id: str
    interview: InterviewRow
    question_id: str | None
    turn: int
    text: str


@router.post("/filter")
def set_filter(desk: OfDesk, caller: Reviewer, form: Annotated[FilterForm, Form()]) -> Response:
    """Keep the filter with the reviewer's preferences, so that no address holds what was searched for."""
    fields = form.model_dump(include=set(Filter.model_fields))
    share = {name: fields[name] / 100 for name in ("least", "most")}
    found = Filter() if form.clear else Filter.model_validate(fields | share)
    desk.preferences.set(caller.name or "", replace(caller.preferences, filter=found))
    return RedirectResponse(f"/{form.back}", 303)


@router.get("/search")
def show_search(
    request: Request, desk: OfDesk, caller: Reviewer, sheet: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """Passages by the filter's words and what is known of them; the machine's word plays no part."""
    work = desk.work()
    found = caller.preferences.filter
    corrected = desk.corrected(work)
    mask = passage_mask(work.corpus, corrected, found) if found.narrows else np.zeros(0, np.bool_)
    numbers: list[int] = np.flatnonzero(mask).tolist()
    shown = sheet_of(numbers, sheet, PER_PAGE)
    return page(
        request,
        "search.html",
        hits=[_hit(work, corrected, number) for number in shown.rows],
        count=len(numbers),
        sheet=shown.number,
        sheets=shown.count,
        choices=filter_choices(desk, work),
        labels=theme_labels(desk, caller),
        first_theme=desk.themes()[0].id,
    )


def _hit(work: Work, corrected: Corrected, passage: int) -> Hit:
    corpus = work.corpus
    return Hit(
        corpus.passage_ids[passage],
        corpus.interview(passage),
        corrected.question_of(passage),
        int(corpus.turn_of[passage]),
        corpus.text(passage),
    )
