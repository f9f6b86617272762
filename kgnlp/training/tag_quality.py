"""How good stance, evidence and the choice of what to review are, on interviews not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgnlp.themes.tagging import evidence_of
from kgnlp.training.examples import ThemeExamples
from kgnlp.training.themes import Booleans, Floats, HeldOut


def stance_accuracy(
    examples: Sequence[ThemeExamples], held_out: Sequence[HeldOut], themes: Sequence[str]
) -> float:
    """Share of rightly tagged passages whose stance is that of a mark on them."""
    right = []
    for interview, found in zip(examples, held_out, strict=True):
        for row, theme in np.argwhere(found.tagged & interview.carried):
            passage = interview.passages[row]
            true = {
                mark.stance
                for mark in interview.annotated.marks
                if mark.theme == themes[theme] and mark.start < passage.end and passage.start < mark.end
            }
            right.append(found.stances[row][theme] in true)
    return float(np.mean(right)) if right else 0.0


def evidence_word_f1(
    examples: Sequence[ThemeExamples], held_out: Sequence[HeldOut], themes: Sequence[str]
) -> float:
    """F1 of the words in evidence against the words in marks, over rightly tagged passages."""
    counted = [evidence_words(*pair, themes) for pair in zip(examples, held_out, strict=True)]
    both, shown, marked = (sum(column) for column in zip(*counted, strict=True))
    return 2 * both / (shown + marked) if shown + marked else 0.0


def evidence_words(interview: ThemeExamples, found: HeldOut, themes: Sequence[str]) -> tuple[int, int, int]:
    """Numbers of words in the rightly tagged passages: in evidence and marks, in evidence, in marks."""
    both = shown = marked = 0
    for row, theme in np.argwhere(found.tagged & interview.carried):
        evidence = evidence_of(interview.inputs[row], found.sentences[row][:, theme])
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


def errors_reviewed(truth: Booleans, tagged: Booleans, probabilities: Floats, share: float) -> float:
    """Share of the errors that are in the ``share`` of passages that the model is least sure of.

    A passage is as unsure as its unsurest theme: 1 - |2p - 1|.
    """
    wrong = (truth != tagged).any(axis=1)
    if not wrong.any():
        return 1.0
    unsure = (1 - np.abs(2 * probabilities - 1)).max(axis=1)
    chosen = np.argsort(-unsure, kind="stable")[: round(share * len(unsure))]
    return float(wrong[chosen].sum() / wrong.sum())
