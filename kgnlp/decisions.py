"""What people decide, and the labels that follow. Standard library only.

Every ``start, end`` is in Unicode code points of the interview's canonical text, end exclusive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kgnlp.domain import Interview, Span, Stance, Turn, is_ranked


class DecisionKind(StrEnum):
    """What a person did. The first four are said of a theme on a passage and make labels."""

    ACCEPTED = "accepted"  # the machine's tag, as it is
    CHANGED = "changed"  # the machine's theme, with another stance or other evidence
    ADDED = "added"  # a theme that the machine had not suggested
    REJECTED = "rejected"  # the passage does not carry the theme
    SKIPPED = "skipped"  # left open by this reviewer
    MEMO = "memo"  # a note, in ``note``
    QUESTION_SET = "question_set"  # ``value``: the question that the turns are on; "" outside the guide
    SPLIT = "split"  # a segment begins at the anchor's start
    JOINED = "joined"  # no segment begins at the anchor's start
    ROLE_SET = "role_set"  # ``value``: interviewer or informant, for the speaker or the turn
    UNDONE = "undone"  # ``undoes`` no longer counts


class Layer(StrEnum):
    """Whose view a decision belongs to."""

    OWN = "own"  # the reviewer's, hidden from other coders until both have decided
    ADJUDICATED = "adjudicated"  # what was settled after coders differed
    SHARED = "shared"  # corrections of segments and speakers: one view for all


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in an interview something stands, so that it is found again in a corrected transcript."""

    interview_id: str
    start: int
    end: int
    quote: str  # text[start:end]
    before: str  # some of the text before it
    after: str  # some of the text after it
    text_sha256: str  # of the canonical text that the offsets are into


@dataclass(frozen=True, slots=True)
class MachineSaid:
    """What the machine had said of a theme on a passage when a person decided."""

    model_version: str
    probability: float  # calibrated; a rank where ``ranked``
    tagged: bool
    stance: Stance
    stance_probability: float

    @property
    def ranked(self) -> bool:
        """Whether it only ranked the passage by the theme's definition: it suggests no stance then."""
        return is_ranked(self.model_version)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person did, once; never overwritten, only followed by another."""

    kind: DecisionKind
    reviewer: str
    anchor: Anchor
    layer: Layer = Layer.OWN
    passage_id: str | None = None  # as it was called then; None outside passages
    theme: str | None = None
    stance: Stance | None = None
    evidence: tuple[Span, ...] = ()
    machine: MachineSaid | None = None  # None where it had said nothing
    blind: bool = False  # part of the blind audit: decided without seeing what the machine said
    took_s: float | None = None  # seconds from being shown to being decided
    codebook_version: int | None = None
    note: str = ""
    value: str = ""
    undoes: int | None = None  # decision_id
    batch: str | None = None  # shared by decisions made, and undone, as one
    token: str = ""  # of the form that it was sent by: sent twice, it is kept once
    decision_id: int = 0  # 1-based, in the order that they were kept; 0: not yet kept
    decided_at: dt.datetime | None = None  # UTC; None: not yet kept


class Provenance(StrEnum):
    """What a label rests on, the strongest first."""

    ADJUDICATED = "adjudicated"
    DOUBLE = "double"  # two or more coders agree
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Label:
    """The current truth of a passage and theme, from decisions."""

    interview_id: str
    passage_id: str | None  # None where no passage holds the text
    start: int
    end: int
    theme: str
    present: bool
    stance: Stance | None  # None where the theme is not present
    evidence: tuple[Span, ...]
    provenance: Provenance
    blind: bool  # of the blind audit: for evaluation, never for training
    reviewers: tuple[str, ...]  # names; those of annotated interviews are not known
    coders: int
    codebook_version: int | None
    decided_at: dt.datetime | None  # None where it is not known, as in annotated interviews
    decision_id: int  # the latest decision that it follows from; 0 where it follows from none


@dataclass(frozen=True, slots=True)
class LabelledInterview:
    """An interview with what people said of it, as it came in by one door."""

    origin: str  # the door and a name: annotated-corpus, review-1f2e3d4c
    interview: Interview
    turns: tuple[Turn, ...]  # roles as people corrected them
    question_ids: tuple[str | None, ...]  # one per turn, as people corrected them
    questions_checked: bool  # whether a person set questions or cut segments; else they are the machine's
    synthetic: bool  # known to be invented
    labels: tuple[Label, ...]
