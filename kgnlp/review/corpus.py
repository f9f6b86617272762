"""The tables of a run in memory, as arrays: every page is answered from here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kgnlp.decisions import MachineSaid
from kgnlp.domain import Language, Span, Stance, is_ranked
from kgnlp.review.anchors import text_hash
from kgnlp.review.blind import blind_mask
from kgnlp.review.columns import by_interview, numbers, whole
from kgnlp.review.lemma_index import LemmaIndex
from kgnlp.tables import Store

STANCES = tuple(Stance)
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """What is known of an interview."""

    interview_id: str
    group: str
    phase: int
    role: str
    guide: str
    language: Language
    date: dt.date | None
    text: str
    words: int

    @property
    def text_sha256(self) -> str:
        """Hash of the canonical text."""
        return text_hash(self.text)


@dataclass(frozen=True)
class TagArrays:
    """What the machine says, one row a passage and one column a theme."""

    themes: tuple[str, ...]
    row: Ints  # of the tags table; -1 where it has none
    probability: Floats
    tagged: Bools
    needs_review: Bools
    stance: Ints  # place in STANCES
    stance_probability: Floats
    versions: tuple[str, ...]
    version: Ints  # place in versions
    evidence: pa.Array

    @property
    def suggested(self) -> Bools:
        """What the machine puts forward: tagged, or worth a second look."""
        return self.tagged | self.needs_review

    @cached_property
    def ranked(self) -> Bools:
        """What is only ranked by a theme's definition: its probability is a rank, and no stance is known."""
        by_definition = [number for number, version in enumerate(self.versions) if is_ranked(version)]
        return np.asarray((self.row >= 0) & np.isin(self.version, by_definition), np.bool_)


@dataclass(frozen=True)
class Corpus:
    """The tables of one run. Passages are named by their number, themes by their column."""

    generation: str
    interviews: tuple[InterviewRow, ...]
    passage_ids: tuple[str, ...]
    interview_of: Ints
    segment_of: Ints
    turn_of: Ints
    start: Ints
    end: Ints
    words: Ints  # of each passage
    question_of: tuple[str | None, ...]
    language_of: tuple[str, ...]
    texts: pa.Array
    tags: TagArrays
    lemmas: LemmaIndex
    turns: pa.Table
    turn_rows: Mapping[str, tuple[int, int]]  # by interview: first row and number of rows
    segments: pa.Table
    segment_rows: Mapping[str, tuple[int, int]]

    def turns_of(self, interview_id: str) -> list[dict[str, Any]]:
        """The rows of an interview's turns, in order."""
        rows: list[dict[str, Any]] = self.turns.slice(*self.turn_rows[interview_id]).to_pylist()
        return rows

    def segments_of(self, interview_id: str) -> list[dict[str, Any]]:
        """The rows of an interview's segments, in order."""
        rows: list[dict[str, Any]] = self.segments.slice(*self.segment_rows[interview_id]).to_pylist()
        return rows

    @cached_property
    def interview_number(self) -> dict[str, int]:
        """Number of an interview by its id."""
        return {row.interview_id: number for number, row in enumerate(self.interviews)}

    @cached_property
    def passage_number(self) -> dict[str, int]:
        """Number of a passage by its id."""
        return {passage_id: number for number, passage_id in enumerate(self.passage_ids)}

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        """Hash of the text of every interview."""
        return tuple(row.text_sha256 for row in self.interviews)

    @cached_property
    def blind(self) -> Bools:
        """The passages of the blind audit."""
        names = [self.interviews[number].interview_id for number in self.interview_of]
        return blind_mask(names, self.texts.to_pylist())

    def interview(self, passage: int) -> InterviewRow:
        """The interview of a passage."""
        row: InterviewRow = self.interviews[self.interview_of[passage]]
        return row

    def passages_in(self, interview: int) -> Ints:
        """Numbers of the passages of an interview, in order."""
        return self._passages[interview]

    @cached_property
    def _passages(self) -> tuple[Ints, ...]:
        by_interview = np.argsort(self.interview_of, kind="stable").astype(np.int32)
        ends = np.cumsum(np.bincount(self.interview_of, minlength=len(self.interviews)))
        return tuple(np.split(by_interview, ends[:-1]))

    def text(self, passage: int) -> str:
        """Text of a passage."""
        return self.interview(passage).text[self.start[passage] : self.end[passage]]

    def passage_at(self, interview: int, start: int, end: int) -> int | None:
        """The passage that most of a stretch is in; None where no passage holds half of either."""
        inside = self.passages_in(interview)
        shared = np.minimum(self.end[inside], end) - np.maximum(self.start[inside], start)
        if not len(shared) or shared.max() <= 0:
            return None
        best = inside[int(shared.argmax())]
        least = min(end - start, int(self.end[best] - self.start[best])) / 2
        return int(best) if shared.max() >= least else None

    def said(self, passage: int, theme: str) -> MachineSaid | None:
        """What the machine says of a theme on a passage; None where it says nothing."""
        tags = self.tags
        if theme not in tags.themes:
            return None
        cell = (passage, tags.themes.index(theme))
        if tags.row[cell] < 0:
            return None
        return MachineSaid(
            model_version=tags.versions[tags.version[cell]],
            probability=float(tags.probability[cell]),
            tagged=bool(tags.tagged[cell]),
            stance=STANCES[tags.stance[cell]],
            stance_probability=float(tags.stance_probability[cell]),
        )

    def evidence(self, passage: int, theme: str) -> tuple[Span, ...]:
        """The machine's evidence for a theme on a passage."""
        tags = self.tags
        row = tags.row[passage, tags.themes.index(theme)] if theme in tags.themes else -1
        found: list[dict[str, Any]] = tags.evidence[int(row)].as_py() if row >= 0 else []
        return tuple(Span(piece["start"], piece["end"]) for piece in found)


def load_corpus(store: Store, generation: str = "") -> Corpus:
    """Read the current tables of a run.

    Raises:
        TableError: a table is missing or of another schema.
    """
    interviews = store.read("interviews")
    passages = store.read("passages").combine_chunks()
    numbers = {name: number for number, name in enumerate(interviews["interview_id"].to_pylist())}
    passage_ids = passages["passage_id"]
    turns, turn_rows = by_interview(store.read("turns"))
    segments, segment_rows = by_interview(store.read("segments"))
    return Corpus(
        generation=generation,
        interviews=tuple(_interview(row) for row in interviews.to_pylist()),
        passage_ids=tuple(passage_ids.to_pylist()),
        interview_of=np.array([numbers[name] for name in passages["interview_id"].to_pylist()], np.int32),
        segment_of=_ints(passages["segment"]),
        turn_of=_ints(passages["turn"]),
        start=_ints(passages["start"]),
        end=_ints(passages["end"]),
        words=_ints(passages["words"]),
        question_of=tuple(passages["question_id"].to_pylist()),
        language_of=tuple(passages["language"].to_pylist()),
        texts=whole(passages["text"]),
        tags=_tags(store.read("tags"), whole(passage_ids)),
        lemmas=LemmaIndex.of(whole(passages["lemmas"])),
        turns=turns,
        turn_rows=turn_rows,
        segments=segments,
        segment_rows=segment_rows,
    )


def _interview(row: dict[str, Any]) -> InterviewRow:
    names = InterviewRow.__dataclass_fields__
    return InterviewRow(**{name: row[name] for name in names} | {"language": Language(row["language"])})


def _ints(column: Any) -> Ints:
    return numbers(column).astype(np.int32)


def _tags(table: pa.Table, passage_ids: pa.Array) -> TagArrays:
    theme = whole(table["theme"]).dictionary_encode()
    version = whole(table["model_version"]).dictionary_encode()
    themes = tuple(theme.dictionary.to_pylist())
    cells = (
        numbers(pc.index_in(whole(table["passage_id"]), value_set=passage_ids)),
        numbers(theme.indices),
    )
    shape = (len(passage_ids), len(themes))

    def spread(values: Any, kind: Any, empty: Any = 0) -> Any:
        array = np.full(shape, empty, kind)
        array[cells] = values
        return array

    def column(name: str) -> Any:
        return numbers(table[name])

    stance = whole(table["stance"]).dictionary_encode()
    places = np.array([STANCES.index(Stance(name)) for name in stance.dictionary.to_pylist()], np.int32)
    stances = places[numbers(stance.indices)] if len(places) else np.zeros(0, np.int32)
    return TagArrays(
        themes=themes,
        row=spread(np.arange(table.num_rows), np.int32, -1),
        probability=spread(column("probability"), np.float32),
        tagged=spread(column("tagged"), np.bool_),
        needs_review=spread(column("needs_review"), np.bool_),
        stance=spread(stances, np.int32),
        stance_probability=spread(column("stance_probability"), np.float32),
        versions=tuple(version.dictionary.to_pylist()),
        version=spread(numbers(version.indices), np.int32),
        evidence=whole(table["evidence"]),
    )
