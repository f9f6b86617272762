"""The kind of each name, looked at again: by the name itself, what is around it, and where else it stands.

The trained entity recogniser finds nine in ten names, but takes one in five of them for another kind. It
reads each place by itself; here a name is also judged by the other places of the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
from spacy.language import Language as Nlp
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc, Span

from kgnlp.language import lexicon
from kgnlp.wordforms import lemma

NAME = "kgnlp_name_types"
_FILE = "weights.npz"
COLUMNS = 2**16  # of hashed features
# What the recogniser's own word counts, as log odds. F of the names in the choosing documents is 76.1 % by
# its word alone, 77.4 % without it, and 78.0 to 78.5 % between 2 and 4.
_RECOGNISED = 2.5
_NEAR = 4  # words on either side, each by its place
_AROUND = 12  # words on either side, without their places
_PIECES = (2, 3, 4, 5)  # characters
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})

Columns = npt.NDArray[np.int64]  # those that a name has, sorted
Weights = npt.NDArray[np.float32]


class NameTypes:
    """A spaCy component; stands after the entity recogniser and the morphologizer, which it reads."""

    def __init__(
        self, kinds: Sequence[str] = (), weights: Weights | None = None, bias: Weights | None = None
    ) -> None:
        self.kinds = list(kinds)
        self.weights = np.zeros((0, COLUMNS), np.float32) if weights is None else weights
        self.bias = np.zeros(0, np.float32) if bias is None else bias

    def __call__(self, doc: Doc) -> Doc:
        """Give each entity the kind that is likeliest by both."""
        if doc.ents and self.kinds:
            likeliest = self.scores(doc).argmax(axis=1)
            doc.set_ents(
                [
                    Span(doc, name.start, name.end, self.kinds[kind])
                    for name, kind in zip(doc.ents, likeliest, strict=True)
                ]
            )
        return doc

    def scores(self, doc: Doc) -> Weights:
        """Log odds of each entity of a document, shape (entities, kinds)."""
        found = np.array([self.weights[:, columns].sum(axis=1) for columns in columns_of(doc)])
        said = np.array([[name.label_ == kind for kind in self.kinds] for name in doc.ents], np.float32)
        scores: Weights = found + self.bias + _RECOGNISED * said
        return scores

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Write the weights into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        half = self.weights.astype(np.float16)
        np.savez_compressed(Path(path) / _FILE, kinds=np.array(self.kinds), weights=half, bias=self.bias)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Self:  # noqa: ARG002
        """Read the weights from a folder."""
        with np.load(Path(path) / _FILE, allow_pickle=False) as file:
            self.kinds = file["kinds"].tolist()
            self.weights, self.bias = file["weights"].astype(np.float32), file["bias"]
        return self


@Nlp.factory(NAME, assigns=["doc.ents"], requires=["doc.ents", "token.pos"])
def create(nlp: Nlp, name: str) -> NameTypes:  # noqa: ARG001 - spaCy's signature
    """Without weights, to be filled by from_disk."""
    return NameTypes()


def add(nlp: Nlp, fitted: NameTypes) -> None:
    """Put what was fitted behind the entity recogniser of a trained pipeline."""
    component = nlp.add_pipe(NAME, after="ner")
    component.__dict__.update(fitted.__dict__)


def columns_of(doc: Doc) -> list[Columns]:
    """What each entity of a document is judged by, as columns of the weights."""
    hashes = [{hash_string(feature) for feature in row} for row in features(doc)]
    return [np.unique(np.fromiter(row, np.uint64, len(row)) % COLUMNS).astype(np.int64) for row in hashes]


def features(doc: Doc) -> list[list[str]]:
    """What each entity of a document is judged by."""
    names = doc.ents
    around = [list(_around(doc, name)) for name in names]
    keys = [_key(name) for name in names]
    return [
        [*_own(name), *around[number], *_bag(doc, name), *_elsewhere(number, keys, around)]
        for number, name in enumerate(names)
    ]


def _own(name: Span) -> Iterator[str]:
    words = [token.text for token in name]
    whole = f"^{' '.join(words).lower()}$"
    yield f"whole={whole}"
    yield f"words={min(len(words), _NEAR)}"
    yield f"shape={' '.join(token.shape_ for token in name)}"
    for length in _PIECES:
        yield from (f"piece={whole[start : start + length]}" for start in range(len(whole) - length + 1))
    for word in words:
        yield from _word("in", word)
    yield from _word("first", words[0])
    yield from _word("last", words[-1])


def _around(doc: Doc, name: Span) -> Iterator[str]:
    before = [token.text for token in doc[max(0, name.start - _NEAR) : name.start]][::-1]
    after = [token.text for token in doc[name.end : name.end + _NEAR]]
    for side, words in (("before", before), ("after", after)):
        for place in range(_NEAR):
            word = words[place] if place < len(words) else "^"
            yield from _word(f"{side}{place}", word)
            yield from _word(side, word)
        yield f"{side}:pair={' '.join(words[:2]).lower()}"
    yield f"between={' | '.join(before[:1] + after[:1]).lower()}"
    yield from (f"pos-{n}={doc[name.start - n].pos_}" for n in (1, 2) if name.start >= n)
    yield from (f"pos+{n}={doc[name.end + n].pos_}" for n in (0, 1) if name.end + n < len(doc))


def _bag(doc: Doc, name: Span) -> Iterator[str]:
    for token in doc[max(0, name.start - _AROUND) : name.end + _AROUND]:
        if token.pos_ in _CONTENT:
            yield f"near={token.lower_}"


def _elsewhere(number: int, keys: Sequence[_Key], around: Sequence[Sequence[str]]) -> list[str]:
    """What is around the same name elsewhere in the document, whole or as a part of it."""
    found: set[str] = set()
    for other, key in enumerate(keys):
        relation = _relation(keys[number], key) if other != number else ""
        if relation:
            found.add(f"elsewhere={relation}")
            found.update(f"{relation}:{feature}" for feature in around[other])
    return sorted(found)


class _Key(NamedTuple):
    """A name without case and genitives, to know it by: whole, its first word, and its last."""

    whole: str
    first: str
    last: str
    single: bool


def _key(name: Span) -> _Key:
    words = [token.lower_.removesuffix("s") for token in name]
    return _Key(name.text.lower().removesuffix("s"), words[0], words[-1], len(words) == 1)


def _relation(name: _Key, other: _Key) -> str:
    if name.whole == other.whole:
        return "same"
    if name.single and not other.single:
        return {other.first: "begin", other.last: "end"}.get(name.whole, "")
    if other.single and not name.single:
        return "short" if other.whole == name.last else ""
    return ""


def _word(what: str, word: str) -> tuple[str, str, str]:
    lower, its_lemma, its_class = _listed(word)
    return f"{what}={lower}", f"{what}~{its_lemma}", f"{what}+{its_class}"


@lru_cache(maxsize=100_000)
def _listed(word: str) -> tuple[str, str, str]:
    """A word in lower case, its lemma and its class."""
    lower = word.lower()
    return lower, lemma(lower), lexicon.word_class(lower)
