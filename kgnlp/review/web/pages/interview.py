"""The interview page: the whole transcript, and tags added by marking text."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.decisions import DecisionKind
from kgnlp.domain import Span, Stance
from kgnlp.review import deciding
from kgnlp.review.store.decisions import Draft
from kgnlp.review.transcript import show_transcript
from kgnlp.review.web import forms
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.finding import active_theme, interview_number
from kgnlp.review.web.pages.queue import sent, theme_labels
from kgnlp.review.web.render import page

router = APIRouter()
_OFFSET = Field(ge=0, le=100_000_000)


class TagForm(forms.Form):
    """A theme on a stretch of text that the reviewer marked."""

    interview: forms.Name
    start: int = _OFFSET
    end: int = _OFFSET
    theme: forms.ThemeId
    stance: Literal["positive", "negative", "mixed", "neutral"]


@router.get("/interviews/{interview_id}")
def show_interview(request: Request, desk: OfDesk, caller: Reviewer, interview_id: str) -> Response:
    """One interview."""
    work, name = desk.work(), caller.name or ""
    transcript = show_transcript(desk, work, interview_number(work, interview_id), name, caller.is_lead)
    themes = [theme for theme in desk.codebook.themes if theme.id in work.themes]
    return page(
        request,
        "interview.html",
        t=transcript,
        themes=[theme.id for theme in desk.themes()],
        mark={theme.id: number % 6 for number, theme in enumerate(themes)},
        jumps={theme.id: transcript.tagged(theme.id) for theme in desk.themes()},
        stances=desk.codebook.stances,
        labels=theme_labels(desk, caller),
        last=work.last_act(name),
        explains=desk.explains,
    )


@router.post("/tags")
def add_tag(desk: OfDesk, caller: Reviewer, form: Annotated[TagForm, Form()]) -> Response:
    """Add a theme to the passage that the marked text is in, with that text as evidence."""
    work = desk.work()
    interview = interview_number(work, form.interview)
    theme = active_theme(desk, form.theme)
    outline = work.outline(interview)
    row = work.corpus.interviews[interview]
    turn = next((t for t in outline.turns if t.start <= form.start < t.end), None)
    if turn is None or form.end <= form.start or not row.text[form.start : form.end].strip():
        raise HTTPException(422, "marking")
    came = sent(form, caller)
    span = Span(form.start, min(form.end, turn.end))
    passage = work.corpus.passage_at(interview, span.start, span.end)
    stance = Stance(form.stance)
    if passage is None:
        decision = deciding.on_span(
            desk, work, came, interview, Span(turn.start, turn.end), DecisionKind.ADDED
        )
        added = Draft(replace(decision, theme=theme, stance=stance, evidence=(span,)))
    else:
        begin, end = int(work.corpus.start[passage]), int(work.corpus.end[passage])
        inside = Span(max(span.start, begin), min(span.end, end))
        added = deciding.decide(desk, work, came, passage, theme, stance=stance, evidence=(inside,))
    desk.keep(added)
    return RedirectResponse(f"/interviews/{quote(form.interview, safe='')}#turn-{turn.turn}", 303)
