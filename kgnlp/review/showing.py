"""A passage as a reviewer may see it: with its surroundings, what the machine says, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgnlp.codebook import Theme
from kgnlp.decisions import Decision, DecisionKind, MachineSaid
from kgnlp.domain import Span, Turn
from kgnlp.review.corpus import InterviewRow
from kgnlp.review.desk import Desk
from kgnlp.review.labels import ItemKey, Placed
from kgnlp.review.marking import Marked, Piece, pieces
from kgnlp.review.memos import PlacedMemo, memos_at
from kgnlp.review.segments import Outline
from kgnlp.review.store.rows import stretch_key
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

    passage_id: str  # or ``INTERVIEW_ID~START-END`` where no passage is
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
    memos: tuple[PlacedMemo, ...]

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
    interview, at = int(corpus.interview_of[passage]), int(corpus.turn_of[passage])
    span = Span(int(corpus.start[passage]), int(corpus.end[passage]))
    hidden = bool(corpus.blind[passage]) and not audited(desk, work, passage, reviewer)
    themes = [show_theme(work, passage, theme, reviewer, is_lead, hidden) for theme in desk.themes()]
    name = corpus.interviews[interview].interview_id
    memos = memos_at(work, name, span.start, span.end, reviewer, is_lead)
    return replace(
        _surrounded(desk, work, interview, at, span),
        passage_id=corpus.passage_ids[passage],
        themes=tuple(themes),
        blind=bool(corpus.blind[passage]),
        memos=memos,
    )


def show_stretch(desk: Desk, work: Work, key: ItemKey, theme: Theme) -> ShownPassage:
    """A stretch that no passage holds, as in an interviewer's turn, with the theme that coders put there."""
    interview = work.corpus.interview_number[key.interview_id]
    turns = work.outline(interview).turns
    at = next((turn.turn for turn in turns if turn.start <= key.start < turn.end), 0)
    latest = work.latest(key)
    evidence = dict.fromkeys(span for one in latest.values() for span in one.evidence)
    shown = ShownTheme(
        theme=theme,
        machine=None,
        suggested=False,
        mine=None,
        skipped=False,
        others=(),
        settled=None,
        evidence=tuple(evidence),
        seen=0,
    )
    return replace(
        _surrounded(desk, work, interview, at, Span(key.start, key.end)),
        passage_id=f"{key.interview_id}~{key.start}-{key.end}",
        themes=(shown,),
    )


def _surrounded(desk: Desk, work: Work, interview: int, at: int, span: Span) -> ShownPassage:
    """A stretch of a turn with what stands around it, and nothing said of it yet."""
    outline, row = work.outline(interview), work.corpus.interviews[interview]
    turn = outline.turns[at]
    question_id = outline.segments[outline.segment_of(at)].question_id
    return ShownPassage(
        passage_id="",
        interview=row,
        question_id=question_id,
        question=question_text(desk, row, question_id),
        turn=turn,
        before=_around(outline, row, range(max(at - _BEFORE, 0), at)),
        after=_around(outline, row, range(at + 1, min(at + 1 + _AFTER, len(outline.turns)))),
        lead=row.text[turn.start : span.start],
        rest=row.text[span.end : turn.end],
        start=span.start,
        end=span.end,
        text=row.text[span.start : span.end],
        themes=(),
        blind=False,
        memos=(),
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
    return seen_at(work, work.key(passage, theme), holder)


def seen_at(work: Work, key: ItemKey, holder: str) -> int:
    """Number of decisions of one view on a theme on a stretch, as the text stands now."""
    target = stretch_key(key.interview_id, key.start, key.end, key.theme)
    return work.revisions.get((holder, target), 0)


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


def questions_of(desk: Desk, row: InterviewRow) -> list[tuple[str, str]]:
    """Ids and texts of the questions of an interview's guide; none where the guide is not known."""
    guide = desk.guides.get(row.guide)
    return [(entry.question_id, entry.text) for entry in guide.entries()] if guide else []


def _around(outline: Outline, row: InterviewRow, turns: range) -> tuple[tuple[Turn, str], ...]:
    return tuple(
        (turn, row.text[turn.start : turn.end]) for turn in (outline.turns[number] for number in turns)
    )
