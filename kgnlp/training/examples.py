"""Annotated interviews -> what the theme classifiers learn from: inputs and the truth on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.domain import AnalysedInterview, AnnotatedInterview, Language, Passage, Stance
from kgnlp.guide import Guide
from kgnlp.language import LanguagePipeline, cut
from kgnlp.segment import Placing, merge_turns
from kgnlp.themes.inputs import PassageInput, build_inputs

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class StanceExample:
    """A marked stretch of text and its stance."""

    theme: int  # number of the theme
    text: str
    asked: str  # the interviewer's turn before it
    stance: Stance


@dataclass(frozen=True)
class ThemeExamples:
    """The passages of one interview with the truth on them."""

    interview_id: str
    passages: tuple[Passage, ...]
    inputs: tuple[PassageInput, ...]
    carried: Booleans  # shape (passages, themes): the passage carries the theme
    sentence_carried: tuple[Booleans, ...]  # per passage, shape (sentences, themes)
    stances: tuple[StanceExample, ...]
    annotated: AnnotatedInterview


def analyse(annotated: AnnotatedInterview, language: LanguagePipeline) -> AnalysedInterview:
    """An annotated interview with the language pipeline's analysis of each turn."""
    texts = [annotated.interview.text[turn.start : turn.end] for turn in annotated.turns]
    return AnalysedInterview(annotated.interview, annotated.turns, tuple(language.analyse(texts)))


def theme_examples(
    annotated: AnnotatedInterview,
    analysed: AnalysedInterview,
    guides: Mapping[str, Guide],
    themes: Sequence[str],
    max_words: int,
) -> ThemeExamples:
    """What one interview teaches; its segments are the annotated ones."""
    placing = Placing(annotated.question_ids, (1.0,) * len(annotated.turns))
    segments = merge_turns(annotated.turns, placing)
    passages = cut(analysed, segments, max_words, lambda _: Language(annotated.interview.language))
    inputs = build_inputs(analysed, passages, guides[annotated.interview.guide])
    spans = [(passage.start, passage.end) for passage in passages]
    sentence_spans = [[(span.start, span.end) for span in passage.sentences] for passage in inputs]
    text = annotated.interview.text
    return ThemeExamples(
        annotated=annotated,
        interview_id=annotated.interview.interview_id,
        passages=passages,
        inputs=inputs,
        carried=_carried(annotated, spans, themes),
        sentence_carried=tuple(_carried(annotated, spans, themes) for spans in sentence_spans),
        stances=tuple(
            StanceExample(
                themes.index(mark.theme), text[mark.start : mark.end], passage_input.asked, mark.stance
            )
            for passage, passage_input in zip(passages, inputs, strict=True)
            for mark in annotated.marks
            if mark.theme in themes and passage.start <= mark.start < passage.end
        ),
    )


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
