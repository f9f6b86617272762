"""Reads the treebanks: NDT (conll) and Universal Dependencies (conllu), both with names as in NorNE."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kgnlp.errors import InputError

# Columns of both forms, 0-based.
_FORM, _LEMMA, _POS, _FEATS, _HEAD, _RELATION, _MISC = 1, 2, 3, 5, 6, 7, 9
# No space before these, none after those; NDT does not say where the spaces were.
_CLOSING = frozenset(".,:;!?)]»”%…")
_OPENING = frozenset("([«“")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank; ``pos`` and ``feats`` are those of the file's own scheme."""

    form: str
    lemma: str
    pos: str
    feats: str  # "_" for none
    relation: str
    governs: str  # the relation and part of speech of its dependents that decide between UD tags
    name: str  # O, B-PER, I-PER …
    space_after: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank; ``document`` is the original's number in its file, 0 where it isn't said."""

    words: tuple[Word, ...]
    document: int
    named: bool  # whether names are marked

    @property
    def forms(self) -> tuple[str, ...]:
        """The words as written; what two copies of a sentence have in common."""
        return tuple(word.form for word in self.words)


def read(file: Path) -> list[Sentence]:
    """All sentences of a gzipped treebank file. Raises InputError where it isn't there or isn't one."""
    if not file.is_file():
        raise InputError(
            f"no {file.name} in {file.parent}",
            expected="the gzipped treebank files named in docs/decisions/0004-language.md",
            action="Name the folder that holds them with --treebank.",
        )
    return list(_sentences(file))


def _sentences(file: Path) -> Iterator[Sentence]:
    document, named = 0, not file.name.startswith("lia")
    rows: list[list[str]] = []
    universal = file.name.endswith(".conllu.gz")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        # An empty line ends a sentence; the last may lack it.
        for line in chain(lines, ("",)):
            stripped = line.rstrip("\n")
            if stripped.startswith("# file"):
                document += 1
            elif stripped and not stripped.startswith("#"):
                rows.append(stripped.split("\t"))
            elif not stripped and rows:
                words = tuple(_words(rows, universal))
                if words:
                    yield Sentence(words, document, named)
                rows = []


def _words(rows: list[list[str]], universal: bool) -> Iterator[Word]:
    # NDT ends headlines with a bar that is not in the text, and that UD leaves out.
    rows = [row for row in rows if row[0].isdigit() and row[_FORM] != "|"]
    inside_quotes = False
    for index, row in enumerate(rows):
        form, misc = row[_FORM], dict(pair.split("=", 1) for pair in row[_MISC].split("|") if "=" in pair)
        following = rows[index + 1][_FORM] if index + 1 < len(rows) else ""
        if form == '"':
            inside_quotes = not inside_quotes
        yield Word(
            form=form,
            # NDT marks lemmas of punctuation with $; that is markup, no lemma.
            lemma=row[_LEMMA][1:] if row[_LEMMA].startswith("$") and len(row[_LEMMA]) > 1 else row[_LEMMA],
            pos=row[_POS],
            feats=row[_FEATS],
            relation=row[_RELATION],
            governs=_governs(rows, row[0]),
            name=misc.get("name", "O"),
            space_after=(
                misc.get("SpaceAfter") != "No" if universal else _spaced(form, following, inside_quotes)
            ),
        )


def _spaced(form: str, following: str, inside_quotes: bool) -> bool:
    """Whether a space stands between two words, by the rules of Norwegian type."""
    if following in _CLOSING or form in _OPENING:
        return False
    if form == '"' and inside_quotes:
        return False
    return not (following == '"' and inside_quotes)


def _governs(rows: list[list[str]], number: str) -> str:
    """Dependents that tell an auxiliary from a verb (INFV) and a preposition from a subjunction (PUTFYLL)."""
    return " ".join(
        sorted(
            {
                f"{row[_RELATION]}:{row[_POS]}"
                for row in rows
                if row[_HEAD] == number and row[_RELATION] in {"INFV", "PUTFYLL", "SPRED"}
            }
        )
    )
