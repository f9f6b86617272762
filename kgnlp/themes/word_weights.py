"""What each word adds to the scores of its sentence and of its passage: exact, as the classifiers are linear.

A classifier's score is a sum over dimensions. What a dimension adds is divided among the words that count in
it, each by how much it counts there. Scores are in log-odds of the classifier's own probability.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from kgnlp.domain import Span
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.located import Located, total_of
from kgnlp.themes.model import INTERCEPT, NEIGHBOUR_SHARE, SLOPE, TextClassifiers, rows_of

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a passage; offsets are into the text of its sentence."""

    sentence: int  # number of its sentence
    word: Span
    stretch: Span  # with the signs at its ends


@dataclass(frozen=True)
class Added:
    """What words add to a score. Log-odds."""

    words: Floats  # the passage's, in their order
    asked: Floats  # those of the interviewer's turn before
    question: Floats  # those of the guide question
    rest: float  # what is there without any word

    @property
    def score(self) -> float:
        """All together."""
        return float(self.words.sum() + self.asked.sum() + self.question.sum()) + self.rest


class WordWeights:
    """The words of one passage, with what they add."""

    def __init__(self, classifiers: TextClassifiers, passage: PassageInput) -> None:
        concepts = classifiers.vectors.concepts
        self._classifiers = classifiers
        self._rows = rows_of(classifiers.vectors, InputCounts.of([passage], concepts))
        self._asked, self._question = (
            Located.of(text, concepts) for text in (passage.asked, passage.question)
        )
        self.sentences = [Located.of(text, concepts) for text in passage.texts]
        self.words = [
            PlacedWord(number, *spans)
            for number, sentence in enumerate(self.sentences)
            for spans in zip(sentence.words, sentence.stretches, strict=True)
        ]
        self._passage = Located.joined(self.sentences)
        ends = np.cumsum([0, *(len(sentence.words) for sentence in self.sentences)])
        self._places = [slice(first, end) for first, end in pairwise(ends)]

    def of_passage(self, theme: int) -> Added:
        """What words add to the passage's score."""
        own, asked, question = self._blocks("passage", 0, theme)
        words = _divided(own, self._passage, total_of(self._passage))
        return self._added("passage", theme, words, asked, question)

    def of_sentence(self, theme: int, sentence: int) -> Added:
        """What words add to the score of a sentence: its own, and those that stand by it in the passage."""
        own, asked, question, around, beside = self._blocks("sentence", sentence, theme)
        words = _divided(around, self._passage, total_of(self._passage))
        located = self.sentences[sentence]
        words[self._places[sentence]] += _divided(own, located.counts, located.total)
        for number in (sentence - 1, sentence + 1):
            if 0 <= number < len(self.sentences):
                neighbour = self.sentences[number]
                # The block is the sum of the neighbours' vectors; each has its own share in it.
                vector = NEIGHBOUR_SHARE * self._rows["sentence_alone"][number]
                added = vector.data.astype(np.float64) * beside.weights[vector.indices]
                its_own = _Block(vector.indices, added, beside.weights)
                words[self._places[number]] += _divided(its_own, neighbour.counts, neighbour.total)
        return self._added("sentence", theme, words, asked, question)

    def together(self, theme: int) -> Floats:
        """Per word of the passage, what it adds to its own sentence's score and to the passage's."""
        found = self.of_passage(theme).words
        for number, place in enumerate(self._places):
            found[place] += self.of_sentence(theme, number).words[place]
        return found

    def _added(self, layer: str, theme: int, words: Floats, asked: _Block, question: _Block) -> Added:
        intercept = float(self._classifiers.layers[layer][theme].intercept_[0])
        return Added(
            words=SLOPE * words,
            asked=SLOPE * _divided(asked, self._asked.counts, self._asked.total),
            question=SLOPE * _divided(question, self._question.counts, self._question.total),
            rest=SLOPE * intercept + INTERCEPT,
        )

    def _blocks(self, layer: str, row: int, theme: int) -> Iterator[_Block]:
        """What a row's dimensions add, text by text in the order of rows_of."""
        weights = self._classifiers.layers[layer][theme].coef_[0]
        found = self._rows[layer][row]
        size = self._passage.shape[1]
        for first in range(0, len(weights), size):
            inside = (first <= found.indices) & (found.indices < first + size)
            places = found.indices[inside]
            added = found.data[inside].astype(np.float64) * weights[places]
            yield _Block(places - first, added, weights[first : first + size])


@dataclass(frozen=True)
class _Block:
    """What one text's dimensions add to a score."""

    dimensions: npt.NDArray[np.int32]
    added: Floats  # by each of them
    weights: npt.NDArray[np.float32]  # of the classifier, for all dimensions


def _divided(block: _Block, counts: csr_matrix, total: Floats) -> Floats:
    """What a text's dimensions add, divided among its words; shape (words,)."""
    rates = np.zeros(len(total))
    rates[block.dimensions] = block.added / total[block.dimensions]
    found: Floats = counts @ rates
    return found
