"""A passage as a reviewer may see it: with its surroundings, what the machine says, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgnlp.codebook import Theme
from kgnlp.decisions import Decision, DecisionKind, MachineSaid
from kgnlp.domain import Span, Turn
from kgnlp.review.corpus import InterviewRow
from kgnlp.review.desk import Desk
from kgnlp.review.labels import Placed
from kgnlp.review.marking import Marked, Piece, pieces
from kgnlp.review.segments import Outline
from kgnlp.review.work import ADJUDICATED, SKIPPED, UNDECIDED, Work

_BEFORE, _AFTER = 2, 1  # turns shown around the one that the passage is in


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """A theme on a passage as one reviewer may see it."""

    theme: Theme
    machine: MachineSaid | None  # None too where it is hidden
    suggested: bool
    mine: Decision | None  # the reviewer's latest that stands
    skipped: bool
    others: tuple[Decision, ...]  # of other coders, once both have decided
    settled: Decision | None
    evidence: tuple[Span, ...]  # the reviewer's, else the machine's
    seen: int  # decisions on it that the reviewer knows of

    @property
    def ranked(self) -> bool:
        """Whether the machine has only ranked the passage by the theme's definition."""
        return self.machine is not None and self.machine.ranked

    @property
    def decided(self) -> bool:
        """Whether the reviewer has decided."""
        return self.mine is not None


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage with what stands around it."""

    number: int
    passage_id: str
    interview: InterviewRow
    question_id: str | None
    question: str | None
    turn: Turn
    before: tuple[tuple[Turn, str], ...]
    after: tuple[tuple[Turn, str], ...]
    lead: str  # of the same turn, before the passage
    rest: str  # of the same turn, after it
    start: int
    end: int
    text: str
    themes: tuple[ShownTheme, ...]
    blind: bool
    memos: tuple[Decision, ...]

    def theme(self, theme_id: str) -> ShownTheme | None:
        """A theme of the passage; None where it is not tagged any more."""
        return next((shown for shown in self.themes if shown.theme.id == theme_id), None)

    def marked(self, theme_ids: Sequence[str]) -> list[Piece]:
        """The text with the evidence of themes."""
        marks = [
            Marked(span, shown.theme.id)
            for shown in self.themes
            if shown.theme.id in theme_ids
            for span in shown.evidence
        ]
        return pieces(self.interview.text, self.start, self.end, marks)


def show_passage(desk: Desk, work: Work, passage: int, reviewer: str, is_lead: bool) -> ShownPassage:
    """A passage as a reviewer may see it."""
    corpus = work.corpus
    row = corpus.interview(passage)
    outline = work.outline(int(corpus.interview_of[passage]))
    at = int(corpus.turn_of[passage])
    turn = outline.turns[at]
    question_id = outline.segments[outline.segment_of(at)].question_id
    start, end = int(corpus.start[passage]), int(corpus.end[passage])
    hidden = bool(corpus.blind[passage]) and not audited(desk, work, passage, reviewer)
    return ShownPassage(
        number=passage,
        passage_id=corpus.passage_ids[passage],
        interview=row,
        question_id=question_id,
        question=question_text(desk, row, question_id),
        turn=turn,
        before=_around(outline, row, range(max(at - _BEFORE, 0), at)),
        after=_around(outline, row, range(at + 1, min(at + 1 + _AFTER, len(outline.turns)))),
        lead=row.text[turn.start : start],
        rest=row.text[end : turn.end],
        start=start,
        end=end,
        text=row.text[start:end],
        themes=tuple(show_theme(work, passage, theme, reviewer, is_lead, hidden) for theme in desk.themes()),
        blind=bool(corpus.blind[passage]),
        memos=memos_at(work, row.interview_id, start, end, reviewer, is_lead),
    )


def show_theme(
    work: Work, passage: int, theme: Theme, reviewer: str, is_lead: bool, hidden: bool
) -> ShownTheme:
    """A theme on a passage as a reviewer may see it; hidden: without the machine's word."""
    key = work.key(passage, theme.id)
    latest = work.latest(key)
    mine = latest.get(reviewer)
    own = {name: one for name, one in latest.items() if name != ADJUDICATED}
    opened = (mine is not None or is_lead) and len(own) > 1
    machine = None if hidden else work.corpus.said(passage, theme.id)
    column = work.themes.index(theme.id)
    known = column < len(work.corpus.tags.themes)
    evidence = mine.evidence if mine is not None else ()
    if not evidence and not hidden and (mine is None or mine.decision.kind is DecisionKind.ACCEPTED):
        evidence = work.corpus.evidence(passage, theme.id)
    return ShownTheme(
        theme=theme,
        machine=machine,
        suggested=known and not hidden and bool(work.corpus.tags.suggested[passage, column]),
        mine=None if mine is None else mine.decision,
        skipped=work.view(reviewer)[passage, column] == SKIPPED,
        others=tuple(one.decision for name, one in own.items() if opened and name != reviewer),
        settled=_settled(latest, opened),
        evidence=evidence,
        seen=seen(work, passage, theme.id, reviewer),
    )


def _settled(latest: dict[str, Placed], opened: bool) -> Decision | None:
    settled = latest.get(ADJUDICATED)
    return settled.decision if settled is not None and opened else None


def seen(work: Work, passage: int, theme: str, holder: str) -> int:
    """Number of decisions of one view on an item, as the text stands now."""
    row = work.corpus.interview(passage)
    start, end = int(work.corpus.start[passage]), int(work.corpus.end[passage])
    return work.revisions.get((holder, f"{row.interview_id}:{start}-{end}:{theme}"), 0)


def audited(desk: Desk, work: Work, passage: int, reviewer: str) -> bool:
    """Whether a reviewer has decided every theme of a passage."""
    view = work.view(reviewer)[passage]
    return all(view[work.themes.index(theme.id)] not in (UNDECIDED, SKIPPED) for theme in desk.themes())


def question_text(desk: Desk, row: InterviewRow, question_id: str | None) -> str | None:
    """Text of a guide question; None outside the guide, or where guide or question is not known."""
    guide = desk.guides.get(row.guide)
    if guide is None or question_id is None:
        return None
    try:
        return guide.text_of(question_id)
    except KeyError:
        return None


def memos_at(
    work: Work, interview_id: str, start: int, end: int, reviewer: str, is_lead: bool
) -> tuple[Decision, ...]:
    """Memos on a stretch that a reviewer may see: their own, and others' once both have decided."""
    inside = [
        memo
        for memo in work.memos.get(interview_id, ())
        if memo.passage_id is not None and memo.anchor.start < end and memo.anchor.end > start
    ]
    return tuple(memo for memo in inside if memo.reviewer == reviewer or _open(work, memo, reviewer, is_lead))


def _open(work: Work, memo: Decision, reviewer: str, is_lead: bool) -> bool:
    for key in [key for key in work.opened if key.interview_id == memo.anchor.interview_id]:
        same = key.start < memo.anchor.end and key.end > memo.anchor.start
        if same and memo.theme in (None, key.theme) and (is_lead or reviewer in work.latest(key)):
            return True
    return False


def _around(outline: Outline, row: InterviewRow, turns: range) -> tuple[tuple[Turn, str], ...]:
    return tuple(
        (turn, row.text[turn.start : turn.end]) for turn in (outline.turns[number] for number in turns)
    )
