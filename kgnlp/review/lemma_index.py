"""Full-text search by lemma: any form of a word finds all of its forms.

The lemmas are those of the run. Which lemma a typed form has is read from the passages that hold it, so no
language pipeline is needed here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kgnlp.review.columns import numbers

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_QUERY = re.compile(r'"([^"]+)"|(\S+)')
_MOST_READ = 40  # passages read to learn the lemma of a form; it is the same in nearly all of them
# A form's lemma must be that of at least this share of its uses: "var" is mostly være, now and then var.
_LEAST_SHARE = 0.2


@dataclass(frozen=True)
class LemmaIndex:
    """The lemmas of all passages as numbers, one after another."""

    words: npt.NDArray[np.int32]  # place in the vocabulary
    offsets: npt.NDArray[np.int32]  # where the lemmas of each passage begin; one more than passages
    vocabulary: tuple[str, ...]

    @classmethod
    def of(cls, lemmas: pa.Array) -> LemmaIndex:
        """The index of the lemmas column."""
        flat = lemmas.flatten().dictionary_encode()
        lengths = np.diff(numbers(lemmas.offsets))
        return cls(
            words=numbers(flat.indices).astype(np.int32),
            offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
            vocabulary=tuple(flat.dictionary.to_pylist()),
        )

    @cached_property
    def number(self) -> dict[str, int]:
        """Place of a lemma in the vocabulary."""
        return {lemma.lower(): number for number, lemma in enumerate(self.vocabulary)}

    def lemmas_of(self, passage: int) -> list[str]:
        """The lemmas of a passage."""
        begin, end = self.offsets[passage], self.offsets[passage + 1]
        return [self.vocabulary[word] for word in self.words[begin:end]]

    def passages_with(self, lemmas: set[str]) -> npt.NDArray[np.bool_]:
        """Which passages hold one of the lemmas; ``*`` at the end stands for any ending."""
        numbers: set[int] = set()
        for lemma in lemmas:
            if lemma.endswith("*"):
                numbers.update(n for word, n in self.number.items() if word.startswith(lemma[:-1]))
            elif lemma in self.number:
                numbers.add(self.number[lemma])
        hits = np.flatnonzero(np.isin(self.words, np.fromiter(numbers, np.int32)))
        found = np.zeros(len(self.offsets) - 1, np.bool_)
        found[np.searchsorted(self.offsets, hits, side="right") - 1] = True
        return found


def search(index: LemmaIndex, texts: pa.Array, query: str) -> npt.NDArray[np.bool_]:
    """Which passages hold all that a query asks for.

    Args:
        index: of the passages' lemmas.
        texts: of the passages.
        query: words, found in any form; ``word*`` any word that begins so; ``"some words"`` just so.
    """
    found = np.ones(len(texts), np.bool_)
    for phrase, word in _QUERY.findall(query.lower()):
        if phrase:
            found &= _holding(texts, phrase)
        elif word.endswith("*"):
            found &= index.passages_with({word})
        else:
            for form in _WORD.findall(word):
                found &= index.passages_with({form} | _lemmas(index, texts, form))
    return found


def _holding(texts: pa.Array, phrase: str) -> npt.NDArray[np.bool_]:
    holding: npt.NDArray[np.bool_] = numbers(pc.match_substring(texts, phrase, ignore_case=True))
    return holding


def _lemmas(index: LemmaIndex, texts: pa.Array, form: str) -> set[str]:
    """The lemmas that a form has in the passages that hold it, the rare ones left out."""
    seen: Counter[str] = Counter()
    for passage in np.flatnonzero(_holding(texts, form))[:_MOST_READ]:
        words = _WORD.findall(texts[int(passage)].as_py().lower())
        lemmas = index.lemmas_of(int(passage))
        if len(words) == len(lemmas):  # else the language pipeline cut the words otherwise
            seen.update(lemma for word, lemma in zip(words, lemmas, strict=True) if word == form)
    return {lemma for lemma, count in seen.items() if count >= _LEAST_SHARE * seen.total()}
