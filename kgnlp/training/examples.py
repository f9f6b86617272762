"""Annotated interviews -> what the theme classifiers learn from: inputs and the truth on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import delayed

from kgnlp import language, progress
from kgnlp.domain import AnalysedInterview, AnnotatedInterview, Language, Passage, Stance
from kgnlp.guide import Guide
from kgnlp.language import cut
from kgnlp.segment import Placing, merge_turns
from kgnlp.themes.concepts import Concepts
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.inputs import PassageInput, build_inputs
from kgnlp.training.processes import in_processes

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class StanceExample:
    """What carries a mark, and its stance."""

    theme: int  # number of the theme
    sentences: npt.NDArray[np.intp]  # that the mark touches, among those of all passages of the interview
    stance: Stance


@dataclass(frozen=True)
class Material:
    """What all interviews are read by."""

    guides: Mapping[str, Guide]
    themes: Sequence[str]  # ids of the codebook's active themes
    max_words: int  # of a passage
    concepts: Concepts


@dataclass(frozen=True)
class LabelledCounts:
    """What the classifiers see of the passages of one interview, and the truth on them."""

    counts: InputCounts
    carried: Booleans  # shape (passages, themes): the passage carries the theme
    known: Booleans  # of the same shape: whether it does is known; else it is neither learnt nor measured
    sentence_carried: tuple[Booleans, ...]  # per passage, shape (sentences, themes)
    sentence_known: tuple[Booleans, ...]  # of the same shapes: as ``known``, for each sentence
    stances: tuple[StanceExample, ...]


@dataclass(frozen=True)
class ThemeExamples(LabelledCounts):
    """The passages of one interview with the truth on them."""

    interview_id: str
    passages: tuple[Passage, ...]
    inputs: tuple[PassageInput, ...]
    annotated: AnnotatedInterview
    guide: Guide  # that it was held by

    @property
    def labelled_counts(self) -> LabelledCounts:
        """Without the texts: a third of the work to hand to another process."""
        return LabelledCounts(**{field.name: getattr(self, field.name) for field in fields(LabelledCounts)})


def with_known(examples: ThemeExamples, known: Booleans) -> ThemeExamples:
    """The examples with another word on which themes of which passages are known, and of their sentences."""
    sentences = tuple(
        np.broadcast_to(of_passage, carried.shape)
        for of_passage, carried in zip(known, examples.sentence_carried, strict=True)
    )
    return replace(examples, known=known, sentence_known=sentences)


def analyse_all(
    corpus: Sequence[AnnotatedInterview], pipeline: str
) -> list[tuple[AnnotatedInterview, AnalysedInterview]]:
    """Annotated interviews, each with the analysis by the language pipeline that is named."""
    calls = (delayed(_analyse_by_name)(annotated, pipeline) for annotated in corpus)
    return list(zip(corpus, _reported(calls, len(corpus)), strict=True))


def read_examples(
    corpus: Sequence[AnnotatedInterview], pipeline: str, material: Material
) -> list[tuple[AnalysedInterview, ThemeExamples]]:
    """Annotated interviews as the language pipeline that is named gives them, and what each teaches."""
    calls = (delayed(_read_by_name)(annotated, pipeline, material) for annotated in corpus)
    return list(_reported(calls, len(corpus)))


def _reported(calls: Iterable[Any], interviews: int) -> Iterator[Any]:
    """Results of calls, one an interview, with the progress of reading labels."""
    progress.report("read labels", 0, interviews)
    for number, result in enumerate(in_processes(calls, interviews), 1):
        progress.report("read labels", number, interviews)
        yield result


def _read_by_name(
    annotated: AnnotatedInterview, pipeline: str, material: Material
) -> tuple[AnalysedInterview, ThemeExamples]:
    analysed = _analyse_by_name(annotated, pipeline)
    return analysed, theme_examples(annotated, analysed, material)


def _analyse_by_name(annotated: AnnotatedInterview, pipeline: str) -> AnalysedInterview:
    # Loaded once a process.
    return language.load(pipeline).analyse_interview(annotated.interview, annotated.turns)


def theme_examples(
    annotated: AnnotatedInterview,
    analysed: AnalysedInterview,
    material: Material,
    placing: Placing | None = None,
) -> ThemeExamples:
    """What one interview teaches.

    Args:
        annotated: the interview with the truth.
        analysed: the same as the language pipeline gives it.
        material: what all interviews are read by.
        placing: the questions of its turns; the annotated ones where not given.
    """
    placing = placing or Placing(annotated.question_ids, (1.0,) * len(annotated.turns))
    segments = merge_turns(annotated.turns, placing)
    passages = cut(analysed, segments, material.max_words, lambda _: Language(annotated.interview.language))
    guide = material.guides[annotated.interview.guide]
    inputs = build_inputs(analysed, passages, guide)
    spans = [(passage.start, passage.end) for passage in passages]
    sentences = [(span.start, span.end) for passage in inputs for span in passage.sentences]
    carried = _carried(annotated, sentences, material.themes)
    passage_carried = _carried(annotated, spans, material.themes)
    ends = np.cumsum([len(passage.sentences) for passage in inputs])[:-1]
    return ThemeExamples(
        annotated=annotated,
        guide=guide,
        interview_id=annotated.interview.interview_id,
        passages=passages,
        inputs=inputs,
        carried=passage_carried,
        known=np.ones_like(passage_carried),
        sentence_carried=tuple(np.split(carried, ends)),
        sentence_known=tuple(np.split(np.ones_like(carried), ends)),
        stances=tuple(_stances(annotated, sentences, material.themes)),
        counts=InputCounts.of(inputs, material.concepts),
    )


def _stances(
    annotated: AnnotatedInterview, sentences: Sequence[tuple[int, int]], themes: Sequence[str]
) -> Iterator[StanceExample]:
    starts, ends = np.array(sentences).reshape(-1, 2).T
    for mark in annotated.marks:
        touched = np.flatnonzero((starts < mark.end) & (mark.start < ends))
        if mark.theme in themes and len(touched):
            yield StanceExample(themes.index(mark.theme), touched, mark.stance)


def _carried(
    annotated: AnnotatedInterview, spans: Sequence[tuple[int, int]], themes: Sequence[str]
) -> Booleans:
    """Which of the spans a mark of each theme overlaps; shape (spans, themes)."""
    found = np.zeros((len(spans), len(themes)), dtype=bool)
    for mark in annotated.marks:
        if mark.theme in themes:
            for number, (start, end) in enumerate(spans):
                found[number, themes.index(mark.theme)] |= mark.start < end and start < mark.end
    return found
