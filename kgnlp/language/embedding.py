"""The embedding layer of the trained pipelines: hashed parts of words, and what word lists say of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

import numpy as np
from spacy.lang.lex_attrs import word_shape
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    uniqued,
    with_array,
)
from thinc.types import Floats2d, Ints2d

from kgnlp.language import lexicon
from kgnlp.wordforms import lemma

# Norwegian endings are up to five characters (-ingane, -heten); spaCy's own suffix has three.
_SUFFIXES = (2, 3, 4, 5)
_PREFIXES = (3, 5)
_TABLES = 4 + len(_SUFFIXES) + len(_PREFIXES)
# The form as written stands first. No table reads it: it tells which tokens are the same, so that each
# different one is embedded once a batch, which takes less than half the time.
_COLUMNS = 1 + _TABLES


@registry.architectures("kgnlp.AffixEmbed.v2")  # type: ignore[untyped-decorator]
def affix_embed(
    width: int, table_width: int, norm_rows: int, lemma_rows: int, affix_rows: int, shape_rows: int
) -> Model[list[Doc], list[Floats2d]]:
    """Embed each token from its lower-cased form, lemma, shape, word class, and first and last characters.

    Lemma and word class come from word lists, so that words that training never saw are not unknown.

    Args:
        width: columns of the output.
        table_width: columns of each table.
        norm_rows: rows of the table of forms.
        lemma_rows: rows of the table of lemmas.
        affix_rows: rows of the table of each ending and beginning.
        shape_rows: rows of the table of shapes (case and digits), and of that of word classes.

    """
    rows = [norm_rows, lemma_rows, shape_rows, shape_rows, *[affix_rows] * (_TABLES - 4)]
    tables: list[Model[Ints2d, Floats2d]] = [
        HashEmbed(table_width, size, column=column, seed=column + 7, dropout=0.0)
        for column, size in enumerate(rows, start=1)
    ]
    mixed = Maxout(width, table_width * len(rows), nP=3, dropout=0.0, normalize=True)
    different: Model[Ints2d, Floats2d] = uniqued(chain(concatenate(*tables), mixed), column=0)
    layer: Model[list[Doc], list[Floats2d]] = chain(
        chain(_features(), list2ragged()),
        with_array(different),  # type: ignore[misc]
        ragged2list(),
    )
    return layer


def _features() -> Model[list[Doc], list[Ints2d]]:
    return Model("kgnlp_affixes", _forward)


def _forward(
    model: Model[list[Doc], list[Ints2d]],
    docs: list[Doc],
    is_train: bool,  # noqa: ARG001 - thinc's signature
) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
    features = [model.ops.asarray2i(_hashes(doc), dtype="uint64") for doc in docs]
    return features, lambda _: []


def _hashes(doc: Doc) -> Ints2d:
    """One row a token, one column a part; (0, columns) for an empty text."""
    rows = np.array([_parts(token.text) for token in doc], dtype="uint64")
    return cast(Ints2d, rows.reshape(len(doc), _COLUMNS))


@lru_cache(maxsize=100_000)
def _parts(text: str) -> tuple[int, ...]:
    """Hashes of a token, its lower-cased form, lemma, shape, word class, beginnings and endings."""
    lower = text.lower()
    words = [text, lower, lemma(lower), word_shape(text), lexicon.word_class(lower)]
    affixes = [*(lower[:n] for n in _PREFIXES), *(lower[-n:] for n in _SUFFIXES)]
    return tuple(hash_string(part) for part in words + affixes)
