"""Texts -> which word each thing that is counted in them stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, vstack

from kgnlp.domain import Span
from kgnlp.themes.concepts import Concepts
from kgnlp.themes.counts import CHARACTERS, word_vectorizer
from kgnlp.themes.terms import pair_of, pieces_of
from kgnlp.wordforms import forms_of

Floats = npt.NDArray[np.float64]

_STRETCH = re.compile(r"\S+")
_INSIDE = re.compile(r"\w(?:.*\w)?", re.DOTALL)


@dataclass(frozen=True)
class Located:
    """The words of a text, with what is counted of each.

    A word is a stretch without white space; signs at its ends count with it but are not in its span.
    """

    stretches: tuple[Span, ...]  # with the signs at the ends
    words: tuple[Span, ...]  # without
    counts: csr_matrix  # shape (words, dimensions of TextVectors); a pair of words is halved between them

    @classmethod
    def of(cls, text: str, concepts: Concepts) -> Self:
        """Find the words of one text; offsets are into it."""
        stretches = tuple(Span(*match.span()) for match in _STRETCH.finditer(text))
        words = tuple(_inside(text, span) for span in stretches)
        parts = [text[span.start : span.end] for span in stretches]
        # The vectorizers refuse to count nothing, so a word without letters stands last, and is dropped.
        counted = hstack([_word_counts([*parts, ""]), CHARACTERS.transform([*parts, ""])], format="csr")
        blocks = [counted[:-1], _concept_counts(text, stretches, concepts)]
        return cls(stretches, words, hstack(blocks, format="csr", dtype=np.float64))

    @classmethod
    def joined(cls, located: Sequence[Located]) -> csr_matrix:
        """What is counted of the words of several texts, one after another."""
        return vstack([one.counts for one in located], format="csr")

    @cached_property
    def total(self) -> Floats:
        """What is counted of all words together; shape (dimensions,)."""
        return total_of(self.counts)


def total_of(counts: csr_matrix) -> Floats:
    """What is counted of all words together; shape (dimensions,)."""
    return np.asarray(counts.sum(axis=0)).ravel()


def _inside(text: str, span: Span) -> Span:
    match = _INSIDE.search(text, span.start, span.end)
    return Span(*match.span()) if match else span


def _word_counts(parts: Sequence[str]) -> csr_matrix:
    """Common forms, pairs of them and what they are made of; a pair is halved between its words."""
    forms = [forms_of(part) for part in parts]
    terms = [of_word + pieces_of(of_word) for of_word in forms]
    halves: list[list[str]] = [[] for _ in parts]
    placed = [(form, number) for number, of_word in enumerate(forms) for form in of_word]
    for (first, here), (second, there) in pairwise(placed):
        for number in (here, there):
            halves[number].append(pair_of(first, second))
    count = word_vectorizer(list)
    return count.transform(terms) + 0.5 * count.transform(halves)


def _concept_counts(text: str, stretches: Sequence[Span], concepts: Concepts) -> csr_matrix:
    """A concept of several words is shared equally between them."""
    origin = [place for place, character in enumerate(text) for _ in character.lower()]
    starts = [span.start for span in stretches]
    found = np.zeros((len(stretches), len(concepts.words)))
    for concept, amount, start, end in concepts.occurrences(text.lower()):
        first = bisect_right(starts, origin[start]) - 1
        last = bisect_right(starts, origin[end - 1]) - 1
        found[first : last + 1, concept] += amount / (last + 1 - first)
    return csr_matrix(found)
