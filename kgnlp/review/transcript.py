"""The whole transcript of an interview as a reviewer may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgnlp.decisions import Decision
from kgnlp.domain import Span, Turn
from kgnlp.review.corpus import InterviewRow
from kgnlp.review.desk import Desk
from kgnlp.review.marking import Marked, Piece, pieces
from kgnlp.review.memos import PlacedMemo, memos_at
from kgnlp.review.segments import Outline, ShownSegment
from kgnlp.review.showing import ShownTheme, audited, questions_of, show_theme
from kgnlp.review.work import ADJUDICATED, Work


@dataclass(frozen=True, slots=True)
class ShownTag:
    """A tag on a passage of the transcript."""

    passage_id: str
    shown: ShownTheme


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn with its text in pieces, and the tags of its passages."""

    turn: Turn
    pieces: tuple[Piece, ...]
    tags: tuple[ShownTag, ...]
    passages: tuple[str, ...]  # ids of its passages
    loose: tuple[Decision, ...]  # themes that the reviewer added, or a lead settled, outside passages
    memos: tuple[PlacedMemo, ...]  # on its passages and their tags


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A segment with its question and turns."""

    number: int
    segment: ShownSegment
    question: str | None  # its own words: those that the items of a question share would fill the margin
    turns: tuple[ShownTurn, ...]
    memos: tuple[PlacedMemo, ...]  # on the segment


@dataclass(frozen=True, slots=True)
class Transcript:
    """An interview in segments."""

    number: int
    interview: InterviewRow
    parts: tuple[ShownPart, ...]
    memos: tuple[PlacedMemo, ...]  # on the interview
    corrections: int
    gone: tuple[Decision, ...]
    hidden: int  # passages of the blind audit that the reviewer has not decided yet

    def tagged(self, theme: str) -> list[ShownTag]:
        """The tags of a theme, in the order of the text."""
        return [
            tag
            for part in self.parts
            for turn in part.turns
            for tag in turn.tags
            if tag.shown.theme.id == theme
        ]


def show_transcript(desk: Desk, work: Work, interview: int, reviewer: str, is_lead: bool) -> Transcript:
    """An interview as a reviewer may see it."""
    row = work.corpus.interviews[interview]
    outline = work.outline(interview)
    maker = _TurnMaker(desk, work, interview, reviewer, is_lead)
    # Memos on the interview and its segments are for all; those on passages and tags stand with them.
    memos = work.memos.get(row.interview_id, ())
    wordings = dict(questions_of(desk, row))
    parts = tuple(
        ShownPart(
            number,
            segment,
            wordings.get(segment.question_id or ""),
            tuple(maker.make(turn) for turn in outline.turns[segment.first_turn : segment.last_turn + 1]),
            segment_memos(memos, outline, segment),
        )
        for number, segment in enumerate(outline.segments)
    )
    return Transcript(
        number=interview,
        interview=row,
        parts=parts,
        memos=tuple(memo for memo in memos if memo.on_interview),
        corrections=len(work.corrections.get(row.interview_id, ())),
        gone=tuple(one for one in work.gone if one.anchor.interview_id == row.interview_id),
        hidden=maker.hidden,
    )


def segment_memos(
    memos: Sequence[PlacedMemo], outline: Outline, segment: ShownSegment
) -> tuple[PlacedMemo, ...]:
    """The memos on a segment, as it is cut now: those that begin in it."""
    start, end = outline.turns[segment.first_turn].start, outline.turns[segment.last_turn].end
    return tuple(memo for memo in memos if memo.on_segment and start <= memo.start < end)


class _TurnMaker:
    """Makes the turns of one interview."""

    def __init__(self, desk: Desk, work: Work, interview: int, reviewer: str, is_lead: bool) -> None:
        self.desk, self.work, self.reviewer, self.is_lead = desk, work, reviewer, is_lead
        self.row = work.corpus.interviews[interview]
        self.themes = desk.themes()
        self.hidden = 0
        self.by_turn: dict[int, list[int]] = {}
        for passage in work.corpus.passages_in(interview):
            self.by_turn.setdefault(int(work.corpus.turn_of[passage]), []).append(int(passage))
        self.loose = _loose(work, self.row.interview_id, reviewer)

    def make(self, turn: Turn) -> ShownTurn:
        passages = self.by_turn.get(turn.turn, [])
        tags = [tag for passage in passages for tag in self._tags(passage)]
        loose = [one for one in self.loose if turn.start <= one[0].start < turn.end]
        marks = [Marked(span, tag.shown.theme.id) for tag in tags for span in tag.shown.evidence]
        marks += [Marked(span, decision.theme or "") for span, decision in loose]
        return ShownTurn(
            turn,
            tuple(pieces(self.row.text, turn.start, turn.end, marks)),
            tuple(tags),
            tuple(self.work.corpus.passage_ids[passage] for passage in passages),
            tuple(dict.fromkeys(decision for _, decision in loose)),
            memos_at(self.work, self.row.interview_id, turn.start, turn.end, self.reviewer, self.is_lead)
            if passages
            else (),
        )

    def _tags(self, passage: int) -> list[ShownTag]:
        """The tags that are shown: the machine's, less what was rejected, and the reviewer's."""
        corpus = self.work.corpus
        hidden = bool(corpus.blind[passage]) and not audited(self.desk, self.work, passage, self.reviewer)
        self.hidden += hidden
        shown = []
        for theme in self.themes:
            if not hidden and not self._worth(passage, theme.id):
                continue
            one = show_theme(self.work, passage, theme, self.reviewer, self.is_lead, hidden)
            if one.suggested or one.mine is not None or one.others or one.settled:
                shown.append(ShownTag(corpus.passage_ids[passage], one))
        return shown

    def _worth(self, passage: int, theme: str) -> bool:
        """Whether there is anything to show, told cheaply: most themes of most passages have nothing."""
        tags = self.work.corpus.tags
        column = self.work.themes.index(theme)
        if column < len(tags.themes) and tags.suggested[passage, column]:
            return True
        return any(view[passage, column] for view in list(self.work.views.values()))


def _loose(work: Work, interview_id: str, reviewer: str) -> Sequence[tuple[Span, Decision]]:
    """Evidence of what the reviewer added where no passage is, such as in an interviewer's turn."""
    found = []
    for key, views in list(work.items.items()):
        if key.interview_id != interview_id:
            continue
        # What a lead settled stands over the reviewer's own.
        stack = views.get(ADJUDICATED) or views.get(reviewer, ())
        if stack and stack[-1].passage_id is None and stack[-1].decision.stance is not None:
            found += [(span, stack[-1].decision) for span in stack[-1].evidence]
    return found
