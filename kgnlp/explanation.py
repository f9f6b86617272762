"""What spoke for and against the tags of a passage. Standard library only.

Whatever ``moved`` says was checked by removal: the passage was tagged from scratch without it. It is the
log-odds of the tag with it less those without: above 0 it speaks for the theme, below 0 against.

Every ``start, end`` is in Unicode code points of the interview's canonical text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kgnlp.domain import Evidence, Span, Stance


class Part(StrEnum):
    """What a tag can rest on."""

    ANSWER = "answer"  # all that is said in the passage
    ASKED = "asked"  # the interviewer's turn before it
    QUESTION = "question"  # the wording of the guide question
    PLACE = "place"  # whether it stands under a guide question, or outside the guide
    BEFORE = "before"  # the answer before it
    AFTER = "after"  # the answer after it


@dataclass(frozen=True, slots=True)
class MovedPart:
    """What one part did to a tag's probability."""

    part: Part
    moved: float  # log-odds
    share: float  # of what all parts moved, whether for or against; 0 to 1
    without: float  # probability without it; of PLACE: on the other side of the guide's border


@dataclass(frozen=True, slots=True)
class Word:
    """What one word of the passage did to a tag's probability."""

    start: int
    end: int
    sentence: Span  # that it stands in
    weight: float  # that it adds to the scores of its sentence and of the passage; log-odds
    moved: float  # log-odds
    without: float  # probability without it


@dataclass(frozen=True, slots=True)
class ThemeExplanation:
    """Why a passage has, or has not, a theme."""

    theme: str
    probability: float  # calibrated
    threshold: float  # probability from which it is tagged
    stance: Stance
    stance_probability: float
    evidence: tuple[Evidence, ...]  # as in the tags table; none where the probability is low
    without_evidence: float | None  # probability; None where there is no evidence
    evidence_alone: float | None  # probability with nothing else of the passage left
    words: tuple[Word, ...]  # that moved it most, for and against, in the order of the text
    parts: tuple[MovedPart, ...]  # in the order of Part; those that are there

    @property
    def tagged(self) -> bool:
        """Whether the passage is tagged with the theme."""
        return self.probability >= self.threshold

    @property
    def words_for(self) -> list[Word]:
        """Words that speak for it, the strongest first."""
        return sorted((word for word in self.words if word.moved > 0), key=lambda word: -word.moved)

    @property
    def words_against(self) -> list[Word]:
        """Words that speak against it, the strongest first."""
        return sorted((word for word in self.words if word.moved < 0), key=lambda word: word.moved)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A passage, and why it has the themes that it has."""

    passage_id: str
    interview_id: str
    model_version: str
    question_id: str | None  # None outside the guide
    question: str = field(repr=False)  # as the model read it; "" outside the guide
    asked: str = field(repr=False)  # the interviewer's turn before; "" where there is none
    start: int
    end: int
    text: str = field(repr=False)  # of the passage
    themes: tuple[ThemeExplanation, ...]

    def of(self, span: Span | Evidence | Word) -> str:
        """The text of a stretch of the passage."""
        return self.text[span.start - self.start : span.end - self.start]
