"""What was decided so far, laid on the tables of the run; kept up to date decision by decision."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kgnlp.decisions import Decision, DecisionKind, Label, Layer
from kgnlp.domain import Turn
from kgnlp.review.anchors import Place, locate, move
from kgnlp.review.contests import Contest, find_contests
from kgnlp.review.corpus import STANCES, Corpus
from kgnlp.review.labels import LABELLING, ItemKey, Placed, derive, holder, verdict
from kgnlp.review.memos import PlacedMemo
from kgnlp.review.segments import CORRECTIONS, Outline, ShownSegment, correct, turns_of
from kgnlp.review.store.rows import holder_of, holder_of_all, target_of

ADJUDICATED = holder_of_all(Layer.ADJUDICATED)
_MOST_OUTLINES = 200  # kept in memory; 50 kB each
UNDECIDED, REJECTED, SKIPPED = 0, -1, -2  # above 0: place of the stance in STANCES, plus one
Views = Mapping[str, tuple[Placed, ...]]  # decisions that stand on an item, by whose view, in order


@dataclass
class Work:
    """The decisions on a corpus.

    Threads read while one adds: what is inside ``items`` is replaced, never changed.
    """

    corpus: Corpus
    themes: tuple[str, ...]  # columns of the views: the codebook's, the machine's, and what was decided on
    decisions: list[Decision] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    items: dict[ItemKey, Views] = field(default_factory=dict)
    views: dict[str, npt.NDArray[np.int8]] = field(default_factory=dict)
    opened: dict[ItemKey, dict[str, Placed]] = field(default_factory=dict)  # views when the second came in
    differing: dict[ItemKey, None] = field(default_factory=dict)  # where coders differ, not settled
    unread: set[ItemKey] = field(default_factory=set)  # accepted in bulk
    memos: dict[str, tuple[PlacedMemo, ...]] = field(default_factory=dict)  # by interview
    corrections: dict[str, tuple[Decision, ...]] = field(default_factory=dict)  # by interview
    corrected_at: int = 0  # id of the latest decision that changed a correction
    gone: tuple[Decision, ...] = ()  # decisions whose words are no longer in the transcripts
    revisions: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    _acts: dict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    _placed: dict[int, Placed] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _outlines: dict[int, tuple[tuple[Decision, ...], Outline]] = field(default_factory=dict)

    @property
    def last_id(self) -> int:
        """Id of the latest decision that is known."""
        return self.decisions[-1].decision_id if self.decisions else 0

    def add(self, decisions: Iterable[Decision]) -> None:
        """Take in decisions, in the order that they were kept; those already known are left out."""
        with self._lock:
            for decision in decisions:
                if decision.decision_id > self.last_id:
                    self._add(decision)

    def _add(self, decision: Decision) -> None:
        self.decisions.append(decision)
        self.revisions[holder_of(decision), target_of(decision)] += 1
        if decision.kind is DecisionKind.UNDONE:
            self._undo(decision)
            return
        self._acts[decision.reviewer].append(decision)
        place = self._located(decision)
        if place is None:
            self.gone = (*self.gone, decision)
            return
        interview = decision.anchor.interview_id
        if decision.kind in CORRECTIONS:
            self.corrections[interview] = (*self.corrections.get(interview, ()), decision)
            self.corrected_at = decision.decision_id
        elif decision.kind is DecisionKind.MEMO:
            memo = PlacedMemo(decision, place.start, place.end)
            self.memos[interview] = (*self.memos.get(interview, ()), memo)
        else:
            self._add_to_item(decision, place)

    def _add_to_item(self, decision: Decision, place: Place) -> None:
        placed = self._place(decision, place)
        self._placed[decision.decision_id] = placed
        views = self.items.get(placed.key, {})
        name = holder(decision)
        self.items[placed.key] = {**views, name: (*views.get(name, ()), placed)}
        self._show(placed, name)
        latest = self.latest(placed.key)
        if placed.key not in self.opened and len(latest.keys() - {ADJUDICATED}) > 1:
            self.opened[placed.key] = latest

    def _undo(self, decision: Decision) -> None:
        number = decision.undoes or 0
        self.undone.add(number)
        acts = self._acts[decision.reviewer]
        acts[:] = [act for act in acts if act.decision_id != number]
        interview = decision.anchor.interview_id
        if any(one.decision_id == number for one in self.corrections.get(interview, ())):
            rest = tuple(one for one in self.corrections[interview] if one.decision_id != number)
            self.corrections[interview] = rest
            self.corrected_at = decision.decision_id
        if interview in self.memos:
            kept = self.memos[interview]
            self.memos[interview] = tuple(one for one in kept if one.decision.decision_id != number)
        self.gone = tuple(one for one in self.gone if one.decision_id != number)
        placed = self._placed.pop(number, None)
        if placed is not None:
            name = holder(placed.decision)
            stack = tuple(one for one in self.items[placed.key][name] if one.decision.decision_id != number)
            self.items[placed.key] = {**self.items[placed.key], name: stack}
            self._show(placed, name)

    def _located(self, decision: Decision) -> Place | None:
        """Where a decision stands in the text as it is now; None where its words are gone."""
        anchor = decision.anchor
        interview = self.corpus.interview_number.get(anchor.interview_id)
        if interview is None:
            return None
        if anchor.start == anchor.end:
            return Place(0, 0, unchanged=True)  # of the interview as a whole
        return locate(anchor, self.corpus.interviews[interview].text, self.corpus.hashes[interview])

    def _place(self, decision: Decision, place: Place) -> Placed:
        anchor = decision.anchor
        interview = self.corpus.interview_number[anchor.interview_id]
        row = self.corpus.interviews[interview]
        moved = (move(span, anchor, place, row.text) for span in decision.evidence)
        passage = self.corpus.passage_at(interview, place.start, place.end)
        if passage is not None:
            begin, end = int(self.corpus.start[passage]), int(self.corpus.end[passage])
            place = Place(begin, end, place.unchanged)
        key = ItemKey(anchor.interview_id, place.start, place.end, decision.theme or "")
        passage_id = None if passage is None else self.corpus.passage_ids[passage]
        return Placed(decision, key, passage_id, tuple(span for span in moved if span is not None))

    def _show(self, placed: Placed, name: str) -> None:
        """Bring the cell of a view, and what follows from all views of the item, up to date."""
        if placed.passage_id is not None and placed.key.theme in self.themes:
            cell = (self.corpus.passage_number[placed.passage_id], self.themes.index(placed.key.theme))
            self.view(name)[cell] = _code(self.items[placed.key].get(name, ()))
        latest = self.latest(placed.key)
        if differing(latest):
            self.differing[placed.key] = None
        else:
            self.differing.pop(placed.key, None)
        if any(one.decision.batch and not one.decision.blind for one in latest.values()):
            self.unread.add(placed.key)
        else:
            self.unread.discard(placed.key)

    def view(self, name: str) -> npt.NDArray[np.int8]:
        """What one view says of every passage and theme, as codes."""
        if name not in self.views:
            self.views[name] = np.zeros((len(self.corpus.passage_ids), len(self.themes)), np.int8)
        return self.views[name]

    def human(self) -> npt.NDArray[np.int8]:
        """What people say of every passage and theme, as codes: settled, else what all who decided say."""
        shape = (len(self.corpus.passage_ids), len(self.themes))
        said, differs = np.zeros(shape, np.int8), np.zeros(shape, np.bool_)
        for name, view in list(self.views.items()):
            if name != ADJUDICATED:
                says = (view > UNDECIDED) | (view == REJECTED)
                differs |= says & (said != UNDECIDED) & (said != view)
                said = np.where(says, view, said)
        said[differs] = UNDECIDED
        settled = self.views.get(ADJUDICATED, np.zeros(shape, np.int8))
        return np.where(settled != UNDECIDED, settled, said)

    def latest(self, key: ItemKey) -> dict[str, Placed]:
        """The decision that stands in each view of an item; skips are none."""
        found: dict[str, Placed] = {}
        for name, stack in self.items.get(key, {}).items():
            said = [one for one in stack if one.decision.kind in LABELLING]
            if said:
                found[name] = said[-1]
        return found

    def last_act(self, reviewer: str) -> Decision | None:
        """A reviewer's latest act that still stands: what an undo would undo."""
        acts = self._acts.get(reviewer)
        return acts[-1] if acts else None

    def acts(self, reviewer: str) -> int:
        """Number of a reviewer's acts that stand."""
        return len(self._acts.get(reviewer, ()))

    def key(self, passage: int, theme: str) -> ItemKey:
        """The item of a theme on a passage."""
        corpus = self.corpus
        return ItemKey(
            corpus.interview(passage).interview_id,
            int(corpus.start[passage]),
            int(corpus.end[passage]),
            theme,
        )

    def labels(self) -> list[Label]:
        """The current labels."""
        placed = sorted(self._placed.items())
        return derive(one for _, one in placed)

    def outline(self, interview: int) -> Outline:
        """Turns and segments of an interview, as corrected."""
        corrections = self.corrections.get(self.corpus.interviews[interview].interview_id, ())
        kept = self._outlines.get(interview)
        if kept is None or kept[0] is not corrections:
            turns, segments, text, sha256 = self._of_run(interview)
            kept = corrections, correct(turns, segments, corrections, text, sha256)
            if len(self._outlines) >= _MOST_OUTLINES:
                self._outlines.clear()
            self._outlines[interview] = kept
        return kept[1]

    def contests(self, interview: int) -> list[Contest]:
        """Where people corrected an interview's segments or speakers differently, and what was settled."""
        corrections = self.corrections.get(self.corpus.interviews[interview].interview_id, ())
        turns, _, text, sha256 = self._of_run(interview)
        return find_contests(turns, corrections, text, sha256)

    def _of_run(self, interview: int) -> tuple[tuple[Turn, ...], list[ShownSegment], str, str]:
        row = self.corpus.interviews[interview]
        turns = turns_of(self.corpus.turns_of(row.interview_id))
        segments = [
            ShownSegment(s["question_id"], s["first_turn"], s["last_turn"], s["confidence"])
            for s in self.corpus.segments_of(row.interview_id)
        ]
        return turns, segments, row.text, self.corpus.hashes[interview]


def _code(stack: tuple[Placed, ...]) -> int:
    said = [one.decision for one in stack if one.decision.kind in LABELLING]
    if said:
        stance = verdict(said[-1])
        return REJECTED if stance is None else STANCES.index(stance) + 1
    return SKIPPED if stack else UNDECIDED


def differing(views: Mapping[str, Placed]) -> bool:
    """Whether coders differ on an item that is not settled."""
    own = {verdict(one.decision) for name, one in views.items() if name != ADJUDICATED}
    return ADJUDICATED not in views and len(own) > 1
