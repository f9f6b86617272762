"""Lines of a file -> paragraphs: wrapped lines joined, typed labels split off, page furniture left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
_UNSEEN = ("Cc", "Cf", "Cs")
_RULE = re.compile(r"([=\-_*~])\1{2,}")
# A longest line of so many characters says that the file was wrapped, by hand or by a mail program (72 to 80
# are usual): longer ones are whole paragraphs, shorter ones lists.
_WRAPS = range(50, 101)
_LEAST_GAPS = 0.1  # share of the lines that a blank one stands before, where paragraphs are set apart by them
_FULL_LINE = 0.75  # of the longest line; a shorter one was ended on purpose


@dataclass(frozen=True, slots=True)
class _Page:
    """How a file is set."""

    width: int  # characters of its longest line that may be wrapped
    has_blank_lines: bool  # between paragraphs, so that a break alone is none

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Page:
        width = max((len(line.text) for line in lines if not line.gap), default=0)
        return cls(width, sum(line.gap for line in lines) >= _LEAST_GAPS * len(lines))


def paragraphs(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """The paragraphs of a document, each with its label."""
    page = _Page.of(lines)
    joined: list[Line] = []
    length = 0  # of the last line that was joined
    for raw in lines:
        line = replace(raw, text=_clean(raw.text))
        if not (line.text or line.label):
            continue
        if _RULE.fullmatch(line.text):
            _underline(joined, line)
        elif _FURNITURE.fullmatch(line.text):
            notes.add(line, "a page number", "it is no part of the guide")
        elif joined and _continues(joined[-1], line, length, page):
            joined[-1] = replace(joined[-1], text=_join(joined[-1], line, notes))
            length = len(line.text)
        else:
            joined.append(_labelled(line))
            length = len(line.text)
    return [line for line in joined if any(mark.isalnum() for mark in line.text)]


def _clean(text: str) -> str:
    """Without control characters, soft hyphens and other marks that are not seen, one space between words."""
    seen = [mark for mark in text if mark.isspace() or unicodedata.category(mark) not in _UNSEEN]
    return " ".join("".join(seen).split())


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


def _continues(before: Line, line: Line, length: int, page: _Page) -> bool:
    """Whether a line goes on with the paragraph before it."""
    label, _ = split_label(line.text)
    if label or line.label:
        return not line.gap and line.label is None and _counts_on(before, line)
    if not before.text:  # a label alone on its line
        return line.heading is None
    if line.gap or line.heading or before.heading or line.bold != before.bold:
        return False
    if before.text.count("(") > before.text.count(")"):
        return True
    is_full = page.width in _WRAPS and length >= _FULL_LINE * page.width
    if is_fragment(line.text) or not line.text[0].isalpha():
        return is_full or not (is_complete(before.text) or is_stem(before.text))
    return is_full and (page.has_blank_lines or not is_complete(before.text))


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
