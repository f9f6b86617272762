"""Corrections of segments and speakers that differ, and what a lead settles of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.decisions import DecisionKind, Layer
from kgnlp.domain import Role, Span
from kgnlp.review import deciding
from kgnlp.review.contests import Contest
from kgnlp.review.desk import Desk
from kgnlp.review.labels import ItemKey
from kgnlp.review.segments import Aspect
from kgnlp.review.showing import question_text, questions_of, seen_at
from kgnlp.review.store.decisions import Draft
from kgnlp.review.web import forms
from kgnlp.review.web.access import Caller, Lead, OfDesk, Reviewer
from kgnlp.review.web.finding import interview_number, known_question
from kgnlp.review.web.pages.queue import sent, theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.work import ADJUDICATED, Work

router = APIRouter()
_MOST_TURNS = 100_000
_MOST_SHOWN = 12  # turns of the text; more are read in the interview


class SettleForm(forms.Form):
    """What a lead says of turns that were corrected differently."""

    aspect: Aspect
    turn: int = Field(ge=0, le=_MOST_TURNS)
    value: forms.Short = ""


def contested(desk: Desk, work: Work) -> list[tuple[str, Contest]]:
    """All corrections that differ or were settled, with their interviews."""
    stamp = (work.corpus.generation, work.corrected_at)

    def make() -> list[tuple[str, Contest]]:
        names = [name for name, corrections in list(work.corrections.items()) if corrections]
        return [
            (name, contest)
            for name in sorted(names)
            for contest in work.contests(work.corpus.interview_number[name])
        ]

    return desk.reckon("contests", stamp, make)


@router.get("/corrections/{interview_id}/{aspect}/{turn}")
def show_contest(
    request: Request,
    desk: OfDesk,
    caller: Reviewer,
    interview_id: str,
    aspect: Aspect,
    turn: Annotated[int, Path(ge=0, le=_MOST_TURNS)],
) -> Response:
    """What each said of the turns, and what a lead may say."""
    work = desk.work()
    interview = interview_number(work, interview_id)
    contest = _contest(desk, work, interview_id, aspect, turn)
    row, outline = work.corpus.interviews[interview], work.outline(interview)
    around = range(max(contest.turns[0] - 1, 0), min(contest.turns[-1] + 2, len(outline.turns)))
    turns = [outline.turns[number] for number in around][:_MOST_SHOWN]
    return page(
        request,
        "contest.html",
        interview=row,
        contest=contest,
        segment=outline.segment_of(contest.turns[0]),
        turns=[(one, row.text[one.start : one.end]) for one in turns],
        more=len(around) - len(turns),
        questions=questions_of(desk, row),
        text_of=lambda question_id: question_text(desk, row, question_id),
        seen=_seen(work, interview, contest),
        labels=theme_labels(desk, caller),
        last=work.last_act(caller.name or ""),
    )


@router.post("/corrections/{interview_id}")
def settle_contest(
    desk: OfDesk, caller: Lead, interview_id: str, form: Annotated[SettleForm, Form()]
) -> Response:
    """Keep what was settled: it stands over what others say, before and after."""
    work = desk.work()
    interview = interview_number(work, interview_id)
    contest = _contest(desk, work, interview_id, form.aspect, form.turn)
    _check(desk, work, interview, form)
    desk.keep(*_drafts(desk, work, caller, interview, contest, form))
    address = f"/corrections/{quote(interview_id, safe='')}/{form.aspect}/{form.turn}"
    waiting = any(one.waits for _, one in contested(desk, desk.work()))
    return RedirectResponse("/disagreements" if waiting else address, 303)


def _contest(desk: Desk, work: Work, interview_id: str, aspect: Aspect, turn: int) -> Contest:
    for name, contest in contested(desk, work):
        if (name, contest.aspect, contest.turns[0]) == (interview_id, aspect, turn):
            return contest
    raise HTTPException(404, "correction")


def _check(desk: Desk, work: Work, interview: int, form: SettleForm) -> None:
    if form.aspect is Aspect.QUESTION:
        known_question(desk, work, interview, form.value)
    elif form.value not in (_BOUNDARIES if form.aspect is Aspect.BOUNDARY else list(Role)):
        raise HTTPException(422, "value")


_BOUNDARIES = (DecisionKind.SPLIT.value, DecisionKind.JOINED.value)


def _drafts(
    desk: Desk, work: Work, caller: Caller, interview: int, contest: Contest, form: SettleForm
) -> list[Draft]:
    """One decision; for turns of a speaker of which only some are meant, one a turn."""
    spans, note = _meant(work, interview, contest)
    kind, value = DecisionKind.QUESTION_SET, form.value
    if contest.aspect is Aspect.BOUNDARY:
        kind, value = DecisionKind(form.value), ""
    elif contest.aspect is Aspect.ROLE:
        kind = DecisionKind.ROLE_SET
    drafts = []
    for number, span in enumerate(spans):
        came = sent(form, caller)
        decision = deciding.on_span(desk, work, came, interview, span, kind)
        drafts.append(
            Draft(
                replace(
                    decision,
                    layer=Layer.ADJUDICATED,
                    value=value,
                    note=note,
                    token=f"{form.token}-{number}",
                    batch=form.token if len(spans) > 1 else None,
                ),
                form.seen if number == 0 else None,
            )
        )
    return drafts


def _meant(work: Work, interview: int, contest: Contest) -> tuple[list[Span], str]:
    """The stretches that are settled, and the speaker, where it is all of a speaker's turns."""
    turns = work.outline(interview).turns
    spans = [Span(turns[number].start, turns[number].end) for number in contest.turns]
    if contest.aspect is not Aspect.ROLE:
        return [Span(spans[0].start, spans[-1].end)], ""
    speaker = turns[contest.turns[0]].speaker
    if speaker and len(contest.turns) == sum(turn.speaker == speaker for turn in turns):
        return spans[:1], speaker
    return spans, ""


def _seen(work: Work, interview: int, contest: Contest) -> int:
    """Number of settlements on it that stand."""
    span = _meant(work, interview, contest)[0][0]
    interview_id = work.corpus.interviews[interview].interview_id
    return seen_at(work, ItemKey(interview_id, span.start, span.end, ""), ADJUDICATED)
