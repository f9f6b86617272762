"""Texts -> counts of hashed words, character n-grams and concepts, made once whatever is learnt from them.

Words are counted in the form that nynorsk and bokmål share, compounds also by their parts.

Hashing keeps no vocabulary, so a model version holds numbers only, and no word of a confidential text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import block_diag, csr_matrix, vstack
from sklearn.feature_extraction.text import HashingVectorizer

from kgnlp.themes.concepts import Concepts
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.terms import Terms, common_terms

Floats = npt.NDArray[np.float64]

# Dimensions. Round numbers above the vocabulary of sixty interviews; what collisions cost is not measured.
_WORD_DIMENSIONS = 2**16
_CHARACTER_DIMENSIONS = 2**17
# alternate_sign would break the logarithm in sublinear weights.
_COMMON = {"alternate_sign": False, "norm": None, "lowercase": True, "dtype": np.float32}


CHARACTERS = HashingVectorizer(
    analyzer="char_wb", ngram_range=(3, 5), n_features=_CHARACTER_DIMENSIONS, **_COMMON
)


def word_vectorizer(terms: Callable[[Any], list[str]]) -> HashingVectorizer:
    """What counts the terms of documents, whatever a document is."""
    return HashingVectorizer(analyzer=terms, n_features=_WORD_DIMENSIONS, **_COMMON)


@dataclass(frozen=True)
class Counts:
    """What stands in some texts, a row a text."""

    words: csr_matrix  # common forms, pairs of them, parts of compounds
    characters: csr_matrix
    concepts: csr_matrix

    @classmethod
    def of(cls, texts: Sequence[str], concepts: Concepts, terms: Terms = common_terms) -> Self:
        """Count; texts that recur, as questions do, are read once."""
        words = word_vectorizer(terms)
        distinct = sorted(set(texts))
        row = {text: number for number, text in enumerate(distinct)}
        rows = [row[text] for text in texts]
        return cls(
            words.transform(distinct)[rows],
            CHARACTERS.transform(distinct)[rows],
            concepts.counts(distinct)[rows],
        )

    def at(self, texts: npt.NDArray[np.intp]) -> Counts:
        """Counts of some of the texts, by their numbers; -1 stands for a text without words."""
        empty = (csr_matrix((1, block.shape[1]), dtype=block.dtype) for block in self._blocks)
        pairs = zip(self._blocks, empty, strict=True)
        blocks = (vstack(pair, format="csr") for pair in pairs) if (texts < 0).any() else self._blocks
        return Counts(*(block[texts] for block in blocks))

    @property
    def _blocks(self) -> tuple[csr_matrix, ...]:
        return tuple(getattr(self, block.name) for block in fields(self))

    def summed(self, groups: csr_matrix) -> Counts:
        """Counts of groups of these texts: each row of ``groups`` has 1 where a text belongs to it.

        Pairs of words across two texts are not counted.
        """
        concepts = groups @ self.concepts
        concepts.data = np.minimum(concepts.data, 1.0)  # as often as a concept counts in one text
        return Counts(groups @ self.words, groups @ self.characters, concepts)


@dataclass(frozen=True)
class InputCounts:
    """Counts of what the classifiers see of some passages."""

    passages: Counts
    asked: Counts
    questions: Counts
    sentences: Counts  # of all passages, in their order
    of_passage: npt.NDArray[np.intp]  # number of the passage that each sentence is in
    neighbours: csr_matrix  # (sentences, sentences): 1 where one stands next to the other in the same passage
    sentence_lengths: Floats  # words of each sentence

    @classmethod
    def of(cls, inputs: Sequence[PassageInput], concepts: Concepts, terms: Terms = common_terms) -> Self:
        """Count what is seen of passages."""
        sentences = Counts.of([text for passage in inputs for text in passage.texts], concepts, terms)
        of_passage = np.repeat(np.arange(len(inputs)), [len(passage.texts) for passage in inputs])
        return cls(
            passages=sentences.summed(_groups(of_passage)),
            asked=Counts.of([passage.asked for passage in inputs], concepts, terms),
            questions=Counts.of([passage.question for passage in inputs], concepts, terms),
            sentences=sentences,
            of_passage=of_passage,
            neighbours=_neighbours(of_passage),
            sentence_lengths=np.array(
                [len(text.split()) for passage in inputs for text in passage.texts], dtype=float
            ),
        )

    def kept(self, passages: npt.NDArray[np.intp], sentences: Sequence[npt.NDArray[np.intp]]) -> InputCounts:
        """Counts of passages of which only some sentences are left, as if the others had not been said.

        Args:
            passages: numbers of the passages; one may stand several times.
            sentences: for each, numbers of the sentences that are left, among those of all passages. Where
                none is, the passage is one sentence without words.
        """
        left = [numbers if len(numbers) else np.array([-1]) for numbers in sentences]
        of_passage = np.repeat(np.arange(len(left)), [len(numbers) for numbers in left])
        numbers = np.concatenate(left)
        found = self.sentences.at(numbers)
        return InputCounts(
            passages=found.summed(_groups(of_passage)),
            asked=self.asked.at(passages),
            questions=self.questions.at(passages),
            sentences=found,
            of_passage=of_passage,
            neighbours=_neighbours(of_passage),
            sentence_lengths=np.where(numbers < 0, 0.0, self.sentence_lengths[numbers]),
        )

    @property
    def lengths(self) -> Floats:
        """Words of each passage."""
        return np.bincount(self.of_passage, self.sentence_lengths).astype(float)

    @property
    def in_passage(self) -> csr_matrix:
        """Shape (passages, sentences): 1 where the sentence is in the passage."""
        return _groups(self.of_passage)

    @property
    def outside(self) -> npt.NDArray[np.bool_]:
        """Which passages are under no guide question."""
        found: npt.NDArray[np.bool_] = np.diff(self.questions.characters.indptr) == 0
        return found


def _groups(of_passage: npt.NDArray[np.intp]) -> csr_matrix:
    """Shape (passages, sentences): 1 where the sentence is in the passage; every passage has one."""
    ones = np.ones(len(of_passage), dtype=np.float32)
    return csr_matrix((ones, (of_passage, np.arange(len(of_passage)))))


def _neighbours(of_passage: npt.NDArray[np.intp]) -> csr_matrix:
    count = len(of_passage)
    firsts = np.flatnonzero(of_passage[:-1] == of_passage[1:])
    ones = np.ones(len(firsts), dtype=np.float32)
    following = csr_matrix((ones, (firsts, firsts + 1)), shape=(count, count))
    return (following + following.T).tocsr()


def joined(counts: Sequence[InputCounts]) -> InputCounts:
    """The counts of several interviews as those of one."""
    shifts = np.cumsum([0, *(one.passages.words.shape[0] for one in counts)])[:-1]
    return InputCounts(
        passages=_stacked([one.passages for one in counts]),
        asked=_stacked([one.asked for one in counts]),
        questions=_stacked([one.questions for one in counts]),
        sentences=_stacked([one.sentences for one in counts]),
        of_passage=np.concatenate(
            [one.of_passage + shift for one, shift in zip(counts, shifts, strict=True)]
        ),
        neighbours=block_diag([one.neighbours for one in counts], format="csr"),
        sentence_lengths=np.concatenate([one.sentence_lengths for one in counts]),
    )


def _stacked(counts: Sequence[Counts]) -> Counts:
    return Counts(*(vstack([getattr(one, f.name) for one in counts], format="csr") for f in fields(Counts)))
