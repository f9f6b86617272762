"""Stance, evidence and choice for review of tags -> counts by interview."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.domain import AnnotatedInterview, Passage, Stance
from kgnlp.themes.evidence import as_spans
from kgnlp.training.annotated import joint_stance
from kgnlp.training.evaluation.estimates import Floats, Ratio
from kgnlp.training.evaluation.predict import View
from kgnlp.training.examples import ThemeExamples
from kgnlp.training.themes import HeldOut
from kgnlp.training.thresholds import chance_of_error, review_bar

Booleans = npt.NDArray[np.bool_]


def true_stance(annotated: AnnotatedInterview, passage: Passage, theme: str) -> Stance | None:
    """The stance of a passage's marks for a theme: mixed where they differ, None where there are none."""
    return joint_stance(
        mark
        for mark in annotated.marks
        if mark.theme == theme and mark.start < passage.end and passage.start < mark.end
    )


def stance_accuracy(view: View, themes: Sequence[str]) -> Ratio:
    """Share of the rightly tagged passages whose stance is the true one."""
    right, rightly_tagged = np.zeros((2, len(view.examples)))
    for number, (interview, found) in enumerate(zip(view.examples, view.held_out, strict=True)):
        for row, theme in np.argwhere(found.tagged & interview.carried):
            truth = true_stance(interview.annotated, interview.passages[row], themes[theme])
            right[number] += found.stances[row][theme] == truth
            rightly_tagged[number] += 1
    return Ratio(right, rightly_tagged)


def evidence_word_f1(view: View, themes: Sequence[str]) -> Ratio:
    """F1 of the words in evidence against the words in marks, over the rightly tagged passages."""
    counted = np.array(
        [
            evidence_words(interview, found, themes)
            for interview, found in zip(view.examples, view.held_out, strict=True)
        ],
        dtype=float,
    )
    both, shown, marked = counted.T
    return Ratio(2 * both, shown + marked)


def evidence_words(interview: ThemeExamples, found: HeldOut, themes: Sequence[str]) -> tuple[int, int, int]:
    """Numbers of words in the rightly tagged passages: in evidence and marks, in evidence, in marks."""
    both = shown = marked = 0
    for row, theme in np.argwhere(found.tagged & interview.carried):
        scores, sentences = found.sentences[row][:, theme], found.evidence[row][theme]
        evidence = as_spans(interview.inputs[row], scores, sentences)
        marks = [mark for mark in interview.annotated.marks if mark.theme == themes[theme]]
        words = _word_starts(interview, row)
        by_model = {word for word in words if any(span.start <= word < span.end for span in evidence)}
        by_person = {word for word in words if any(mark.start <= word < mark.end for mark in marks)}
        both += len(by_model & by_person)
        shown += len(by_model)
        marked += len(by_person)
    return both, shown, marked


def _word_starts(interview: ThemeExamples, row: int) -> list[int]:
    """Where the words of a passage begin in the interview's text."""
    passage = interview.passages[row]
    starts, position = [], 0
    for word in passage.text.split():
        position = passage.text.index(word, position)
        starts.append(passage.start + position)
        position += len(word)
    return starts


def needs_review(probabilities: Floats, thresholds: Floats, share: float) -> Booleans:
    """Which tags are put to a person: those that are likeliest to be wrong.

    Args:
        probabilities: shape (passages, themes).
        thresholds: of the same shape; they differ between folds.
        share: share of the passages that may be put to a person.

    In a run the chance of error from which this is done is fixed in training, so that it held this share of
    the training passages; here so that it holds it of the passages measured on.
    """
    errors = chance_of_error(probabilities, probabilities >= thresholds)
    likely: Booleans = errors >= review_bar(errors, share)
    return likely


def review_ratios(view: View, share: float) -> tuple[Ratio, Ratio]:
    """Share of the wrong tags that needs_review is set on, and share of the passages with one so set."""
    sizes = [len(interview.passages) for interview in view.examples]
    ends = np.cumsum(sizes)[:-1]
    probabilities = np.vstack([found.probabilities for found in view.held_out])
    thresholds = np.repeat([found.thresholds for found in view.held_out], sizes, axis=0)
    reviewed = np.split(needs_review(probabilities, thresholds, share), ends)
    pairs = zip(view.examples, view.held_out, strict=True)
    wrong = [interview.carried != found.tagged for interview, found in pairs]
    caught = [int((a & b).sum()) for a, b in zip(wrong, reviewed, strict=True)]
    passages = [int(put.any(axis=1).sum()) for put in reviewed]
    return (
        Ratio(np.array(caught, dtype=float), np.array([one.sum() for one in wrong], dtype=float)),
        Ratio(np.array(passages, dtype=float), np.array(sizes, dtype=float)),
    )
