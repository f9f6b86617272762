"""Labels that do not look like any («kari», «informant fra KLD»), told by how often they begin lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kgnlp.ingest.labels import LabelledLine, is_role_word, split_line, trimmed
from kgnlp.ingest.lines import Line

# Times a phrase must recur.
_OFTEN = 3
# Of the lines. Hardly a phrase before a colon or in bold begins one in twenty, unless it says who speaks.
_SHARE = 0.05
# A label alone on its line makes one line of two, or fewer where turns are of several lines.
_ALONE_SHARE = 0.1
_ALONE_TWICE = 2
_MAX_WORDS = 7
_ANSWERS = frozenset(
    (
        "ja", "nei", "jo", "nja", "jada", "neida", "javel", "mm", "mhm", "hm", "hmm", "ok", "okei", "okay",
        "nettopp", "akkurat", "riktig", "stemmer", "enig", "einig", "absolutt", "klart", "greit", "fint",
        "takk", "ikke sant", "ikkje sant", "det stemmer", "latter", "pause", "ler", "uhørlig", "uhøyrleg",
    )
)  # fmt: skip


def recurring_labels(lines: Sequence[Line]) -> frozenset[str]:
    """Words before a colon or tab, or in bold, that begin so many lines that they say who speaks."""
    counts: Counter[str] = Counter()
    for line in lines:
        found = split_line(line.text)
        if found is not None and found.closed_by:
            counts[found.label] += 1
        elif line.bold and line.text.startswith(line.bold):
            counts[trimmed(line.bold)] += 1
    often = max(_OFTEN, _SHARE * len(lines))
    return frozenset(
        label for label, count in counts.items() if count >= often and len(label.split()) <= _MAX_WORDS
    )


def labels_alone(parsed: Sequence[LabelledLine | None], texts: Sequence[str]) -> frozenset[str]:
    """Labels that stand alone on their lines, without colon, time or bold type.

    A role or a name of two parts is one where it recurs. Any other line is one where it, with others like
    it, recurs so often, and never one after another, that it can be no answer.
    """
    counts = Counter(
        line.label
        for line in parsed
        if line is not None and not line.text and not line.closed_by and _says_who(line.label)
    )
    found = {label for label, count in counts.items() if count >= _ALONE_TWICE}
    return frozenset(found) or _often_alone(texts)


def _says_who(label: str) -> bool:
    return not label.endswith(".") and ((is_role_word(label) and len(label) > 1) or " " in label)


def _often_alone(texts: Sequence[str]) -> frozenset[str]:
    counts = Counter(text for text in texts if _may_stand_alone(text))
    often = max(_OFTEN, _ALONE_SHARE * len(texts))
    labels = frozenset(text for text, count in counts.items() if count >= often)
    follow = any(text in labels and after in labels for text, after in pairwise(texts))
    return labels if len(labels) > 1 and not follow else frozenset()


def _may_stand_alone(text: str) -> bool:
    is_short = len(text.split()) <= _MAX_WORDS and text[-1:].isalnum() and text[:1].isalpha()
    return is_short and text.casefold() not in _ANSWERS
