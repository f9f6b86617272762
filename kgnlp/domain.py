"""The records that travel through the stages. Standard library only.

Every ``start, end`` is in Unicode code points of the interview's canonical text, end exclusive, unless
the record says otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# Begins the model version of tags of a theme without a classifier.
RANKED = "definition-"


def is_ranked(model_version: str) -> bool:
    """Whether passages were ranked by the theme's definition: what stands as probability is then a rank."""
    return model_version.startswith(RANKED)


class Role(StrEnum):
    """Who speaks in a turn."""

    INTERVIEWER = "interviewer"
    INFORMANT = "informant"


class Language(StrEnum):
    """The two written forms of Norwegian (ISO 639-1)."""

    BOKMAAL = "nb"
    NYNORSK = "nn"


class Stance(StrEnum):
    """Whether what is said speaks for or against the core group."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """What a reader finds in a source file: a stretch of speech, before cues are joined into turns."""

    text: str
    speaker: str | None = None  # the label as in the source; None where the source has none
    begins_s: float | None = None  # seconds from the start of the recording
    ends_s: float | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an interview beside its transcript: one row of interviews.csv."""

    file: str  # name of the transcript file, relative to the input folder
    interview_id: str
    group: str  # KUBU, KLIMA, KRISE, VA, KOMP …
    phase: int  # data-collection phase: 1, 2, 3
    role: str  # leder, sekretariatsleder, medarbeider, direktorat …
    guide: str  # id of the interview guide
    date: dt.date | None = None
    interviewers: tuple[str, ...] = ()  # names as they may stand in the transcript


@dataclass(frozen=True, slots=True)
class Interview:
    """One conversation: its canonical text and what is known of it."""

    interview_id: str
    source: str  # path of the transcript file, relative to the input folder
    sha256: str  # of the file's bytes, lower-case hex
    format: str  # name of the form it was read as
    group: str
    phase: int
    role: str
    guide: str
    language: Language
    date: dt.date | None
    text: str  # canonical: NFC, "\n" line ends, one turn a line, no labels or timestamps
    words: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another speaks: one line of the canonical text."""

    turn: int  # 0-based
    speaker: str  # as in the source; "" where the source has none
    role: Role
    start: int
    end: int
    begins_s: float | None = None
    ends_s: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """An unbroken stretch of turns on one guide question; question_id is None outside the guide."""

    segment: int  # 0-based
    question_id: str | None
    start: int
    end: int
    first_turn: int
    last_turn: int  # inclusive
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is tagged: one informant turn, or a sentence-aligned part of a long one."""

    passage_id: str
    interview_id: str
    segment: int
    turn: int
    question_id: str | None
    start: int
    end: int
    text: str
    speaker: str
    language: Language
    words: int
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the interview's text that carries a tag."""

    start: int
    end: int
    weight: float  # share of the passage's score that it carries, 0 to 1


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme on a passage."""

    passage_id: str
    theme: str
    probability: float  # calibrated; of a theme ranked by its definition a rank from 0 to 0.4, see is_ranked
    tagged: bool
    needs_review: bool
    stance: Stance
    stance_probability: float
    evidence: tuple[Evidence, ...]
    model_version: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an analysed text; offsets are into that text."""

    start: int
    end: int
    lemma: str  # lower case
    pos: str  # universal part of speech (UPOS), "" where the pipeline gives none
    is_word: bool  # holds a letter or digit, and is no mark of the transcriber
    form: str = ""  # lemma that nynorsk and bokmål share (ikkje: ikke); "" where it was not asked for
    parts: tuple[str, ...] = ()  # lemmas a compound is made of; () for no compound


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of an analysed text; offsets are into that text."""

    start: int
    end: int
    kind: str  # PER, ORG, GPE_LOC, GPE_ORG, LOC, PROD, EVT, DRV, MISC


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language pipeline says of one text; all offsets are into that text."""

    sentences: tuple[Span, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelManifest:
    """What a model version was made of."""

    version: str
    data_hash: str
    code_version: str
    seed: int
    configuration: Mapping[str, object] = field(default_factory=dict)
    metrics: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnalysedInterview:
    """An interview with what the language pipeline says of each turn; what stages after it read."""

    interview: Interview
    turns: tuple[Turn, ...]
    analyses: tuple[Analysis, ...]  # one per turn, offsets into the turn's text

    def turn_text(self, turn: int) -> str:
        """The text of one turn."""
        span = self.turns[turn]
        return self.interview.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's evidence for a theme, in an annotated interview."""

    theme: str
    stance: Stance
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnnotatedInterview:
    """An interview with the truth that people set on it: questions of turns, marks of themes."""

    interview: Interview
    turns: tuple[Turn, ...]
    question_ids: tuple[str | None, ...]  # one per turn; None outside the guide
    marks: tuple[Mark, ...]
    personal_data: tuple[Entity, ...]  # kinds PER, TLF, EPOST, FNR, ADR
