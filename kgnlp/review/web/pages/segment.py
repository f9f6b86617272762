"""Corrections of an interview's segments and of who is interviewer."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.decisions import Decision, DecisionKind, Layer
from kgnlp.domain import Role, Span
from kgnlp.errors import ReviewError
from kgnlp.review import deciding
from kgnlp.review.contests import Contest
from kgnlp.review.desk import Desk
from kgnlp.review.segments import ASPECTS, Aspect, Outline, ShownSegment, turns_meant
from kgnlp.review.showing import question_text, questions_of
from kgnlp.review.store.decisions import Draft
from kgnlp.review.store.rows import holder_of_all
from kgnlp.review.transcript import segment_memos
from kgnlp.review.web import forms
from kgnlp.review.web.access import Caller, OfDesk, Reviewer
from kgnlp.review.web.finding import interview_number, known_question
from kgnlp.review.web.pages.queue import sent, theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.work import Work

router = APIRouter()
_MOST_TURNS = 100_000


class SegmentForm(forms.Form):
    """A correction of a segment. ``turn`` is the turn that a segment is to begin, or no longer to begin."""

    act: Literal["question", "split", "join"]
    first: int = Field(ge=0, le=_MOST_TURNS)
    last: int = Field(ge=0, le=_MOST_TURNS)
    turn: int = Field(default=0, ge=0, le=_MOST_TURNS)
    question: Annotated[str, Field(max_length=16)] = ""


class RoleForm(forms.Form):
    """Who is interviewer: a speaker by their label, or one turn."""

    turn: int = Field(ge=0, le=_MOST_TURNS)
    whole: bool = False  # all turns of the speaker
    role: Role


@router.get("/interviews/{interview_id}/segments/{number}")
def show_segment(
    request: Request,
    desk: OfDesk,
    caller: Reviewer,
    interview_id: str,
    number: Annotated[int, Path(ge=0, le=_MOST_TURNS)],
) -> Response:
    """One segment with its turns, to be corrected."""
    work = desk.work()
    interview = interview_number(work, interview_id)
    outline = work.outline(interview)
    if number >= len(outline.segments):
        raise HTTPException(404, "segment")
    row = work.corpus.interviews[interview]
    segment = outline.segments[number]
    turns = outline.turns[segment.first_turn : segment.last_turn + 1]
    return page(
        request,
        "segment.html",
        interview=row,
        number=number,
        count=len(outline.segments),
        segment=segment,
        question=question_text(desk, row, segment.question_id),
        questions=questions_of(desk, row),
        turns=[(turn, row.text[turn.start : turn.end]) for turn in turns],
        settled=_settled_question(work, interview, segment),
        memos=segment_memos(work.memos.get(interview_id, ()), outline, segment),
        seen=_seen(work, interview_id),
        last=work.last_act(caller.name or ""),
        labels=theme_labels(desk, caller),
    )


@router.post("/interviews/{interview_id}/segments")
def correct_segment(
    desk: OfDesk, caller: Reviewer, interview_id: str, form: Annotated[SegmentForm, Form()]
) -> Response:
    """Keep a correction of segments."""
    work = desk.work()
    interview = interview_number(work, interview_id)
    outline = work.outline(interview)
    if not form.first <= form.last < len(outline.turns) or form.turn >= len(outline.turns):
        raise HTTPException(404, "turn")
    if form.act == "question":
        known_question(desk, work, interview, form.question)
        span = Span(outline.turns[form.first].start, outline.turns[form.last].end)
        kind, value, at = DecisionKind.QUESTION_SET, form.question, form.first
    else:
        turn = outline.turns[form.turn]
        span, value, at = Span(turn.start, turn.end), "", form.turn
        kind = DecisionKind.SPLIT if form.act == "split" else DecisionKind.JOINED
    _keep(desk, work, interview, caller, form, span, kind, value)
    segment = desk.work().outline(interview).segment_of(at)
    return RedirectResponse(f"/interviews/{quote(interview_id, safe='')}/segments/{segment}", 303)


@router.get("/interviews/{interview_id}/speakers")
def show_speakers(request: Request, desk: OfDesk, caller: Reviewer, interview_id: str) -> Response:
    """The speakers of an interview, with who is interviewer."""
    work = desk.work()
    interview = interview_number(work, interview_id)
    outline = work.outline(interview)
    return page(
        request,
        "speakers.html",
        interview=work.corpus.interviews[interview],
        speakers=_speakers(outline),
        seen=_seen(work, interview_id),
        last=work.last_act(caller.name or ""),
        labels=theme_labels(desk, caller),
    )


@router.post("/interviews/{interview_id}/speakers")
def correct_role(
    desk: OfDesk, caller: Reviewer, interview_id: str, form: Annotated[RoleForm, Form()]
) -> Response:
    """Keep who is interviewer."""
    work = desk.work()
    interview = interview_number(work, interview_id)
    outline = work.outline(interview)
    if form.turn >= len(outline.turns):
        raise HTTPException(404, "turn")
    turn = outline.turns[form.turn]
    note = turn.speaker if form.whole else ""
    _keep(
        desk,
        work,
        interview,
        caller,
        form,
        Span(turn.start, turn.end),
        DecisionKind.ROLE_SET,
        form.role,
        note,
    )
    address = f"/interviews/{quote(interview_id, safe='')}"
    back = "speakers" if form.whole else f"segments/{outline.segment_of(form.turn)}"
    return RedirectResponse(f"{address}/{back}", 303)


def _keep(
    desk: Desk,
    work: Work,
    interview: int,
    caller: Caller,
    form: forms.Form,
    span: Span,
    kind: DecisionKind,
    value: str,
    note: str = "",
) -> None:
    decision = deciding.on_span(desk, work, sent(form, caller), interview, span, kind)
    _check_open(work, interview, replace(decision, value=str(value), note=note))
    decision = replace(decision, layer=Layer.SHARED, value=str(value), note=note)
    desk.keep(Draft(decision, form.seen))


def _settled_question(work: Work, interview: int, segment: ShownSegment) -> Contest | None:
    """What a lead settled of the segment's question, if anything."""
    for contest in work.contests(interview):
        inside = segment.first_turn <= contest.turns[-1] and contest.turns[0] <= segment.last_turn
        if contest.aspect is Aspect.QUESTION and not contest.waits and inside:
            return contest
    return None


def _check_open(work: Work, interview: int, decision: Decision) -> None:
    """Raise ReviewError where a lead settled it: a correction would change nothing."""
    row = work.corpus.interviews[interview]
    turns = work.outline(interview).turns
    meant = set(turns_meant(turns, decision, row.text, work.corpus.hashes[interview]))
    for contest in work.contests(interview):
        if not contest.waits and contest.aspect is ASPECTS[decision.kind] and meant & set(contest.turns):
            raise ReviewError(
                f"a correction of turn {contest.turns[0] + 1} of {row.interview_id}, which a lead settled",
                expected="one that is not settled",
                action="Ask a lead to settle it anew, on the page of disagreements.",
            )


def _seen(work: Work, interview_id: str) -> int:
    return work.revisions.get((holder_of_all(Layer.SHARED), interview_id), 0)


def _speakers(outline: Outline) -> list[tuple[str, int, int, int]]:
    """Label, first turn, turns as interviewer, turns as informant; of every speaker."""
    found: dict[str, list[int]] = {}
    for turn in outline.turns:
        counts = found.setdefault(turn.speaker, [turn.turn, 0, 0])
        counts[1 if turn.role is Role.INTERVIEWER else 2] += 1
    return [(speaker, *counts) for speaker, counts in found.items()]  # type: ignore[misc]
