"""Lines of a file -> paragraphs: wrapped lines joined, typed labels split off, page furniture left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kgnlp.guide_import.clauses import is_fragment
from kgnlp.guide_import.labels import split_label
from kgnlp.guide_import.lines import Line, Notes, Style
from kgnlp.guide_import.wording import (
    is_complete,
    is_stem,
)

_FURNITURE = re.compile(
    r"(?:(?:side|page)\s+)?\d{1,3}\s*(?:av|of|/)\s*\d{1,3}|(?:side|page)\s+\d{1,3}|-\s*\d{1,3}\s*-", re.I
)
_RULE = re.compile(r"([=\-_*~])\1{2,}")
# A longest line under this says that the file was wrapped by hand or by a mail program (72 to 80 is usual).
_WIDEST_WRAP = 100
_FULL_LINE = 0.75  # of the longest line; a shorter one was ended on purpose


def paragraphs(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """The paragraphs of a document, each with its label."""
    width = max((len(line.text) for line in lines if not line.gap), default=0)
    joined: list[Line] = []
    length = 0  # of the last line that was joined
    for line in lines:
        if _RULE.fullmatch(line.text):
            _underline(joined, line)
        elif _FURNITURE.fullmatch(line.text):
            notes.add(line, "a page number", "it is no part of the guide")
        elif joined and _continues(joined[-1], line, length, width):
            joined[-1] = replace(joined[-1], text=_join(joined[-1], line, notes))
            length = len(line.text)
        else:
            joined.append(_labelled(line))
            length = len(line.text)
    return [line for line in joined if line.text or line.label]


def _underline(joined: list[Line], rule: Line) -> None:
    """A line of === or --- right under a text makes it a heading."""
    if joined and not rule.gap and joined[-1].label is None and rule.text[0] in "=-":
        joined[-1] = replace(joined[-1], heading=1 if rule.text[0] == "=" else 2)


def _labelled(line: Line) -> Line:
    typed, rest = split_label(line.text)
    if typed is None:
        return line
    if line.label is not None and line.label.style is not Style.BULLET:
        return line  # the number of the list counts; what is typed behind it is text
    return replace(line, label=typed, text=rest)


def _continues(before: Line, line: Line, length: int, width: int) -> bool:
    """Whether a line goes on with the paragraph before it."""
    label, _ = split_label(line.text)
    if label or line.label:
        return not line.gap and line.label is None and _counts_on(before, line)
    if not before.text:  # a label alone on its line
        return line.heading is None
    if line.gap or line.heading or before.heading or line.bold != before.bold:
        return False
    if is_fragment(line.text) or not line.text[0].isalpha():
        return not is_complete(before.text) and not is_stem(before.text)
    return width <= _WIDEST_WRAP and length >= _FULL_LINE * width


def _counts_on(before: Line, line: Line) -> bool:
    """Whether "b) …" goes on with an "a) …" inside the sentence before it."""
    label, _ = split_label(line.text)
    if label is None or label.style is not Style.LETTER or label.value < 2:
        return False
    if before.label and before.label.style is Style.LETTER:
        return False
    previous = "abcdefghijklmnopqrstuvwxyzæøå"[label.value - 2]
    return re.search(rf"(?<=\s)\(?{previous}\)\s", before.text) is not None


def _join(before: Line, line: Line, notes: Notes) -> str:
    if re.search(r"[^\W\d_]-$", before.text) and re.match(
        r"(?!(?:og|eller|and|or|samt)\b)[a-zæøå]", line.text
    ):
        notes.add(line, "a word divided at the line's end", "the hyphen belongs to the line break alone")
        return before.text[:-1] + line.text
    return f"{before.text} {line.text}".strip()
