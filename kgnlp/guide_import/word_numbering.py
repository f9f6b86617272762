"""The numbers and bullets that Word counts itself, which stand in no paragraph's text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from kgnlp.guide_import.lines import Label, Style

_MOST_LEVELS = 9  # of a list in Word
_STYLES = {
    "bullet": Style.BULLET,
    "lowerLetter": Style.LETTER,
    "lowerRoman": Style.ROMAN,
    "upperLetter": Style.CAPITAL,
    "upperRoman": Style.CAPITAL,
}
_NOT_SHOWN = "none"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list, as numbering.xml defines it."""

    format: str = "decimal"
    text: str = "%1."  # how numbers are put together: %1 is that of the first level
    start: int = 1
    indent: int = 0  # twentieths of a point


@dataclass(frozen=True, slots=True)
class Counted:
    """The label that Word shows before a paragraph."""

    label: Label | None  # None where the list shows none
    indent: int  # twentieths of a point
    level: int  # 0-based


class Numbering:
    """Counts the paragraphs of a document's lists."""

    def __init__(self, numbering: Any) -> None:
        """Read the definitions of lists. Takes the root of numbering.xml, or None."""
        self._root = numbering
        self._abstract = {
            element.get(qn("w:abstractNumId")): element
            for element in (() if numbering is None else numbering.iterfind(qn("w:abstractNum")))
        }
        self._nums = {
            element.get(qn("w:numId")): element
            for element in (() if numbering is None else numbering.iterfind(qn("w:num")))
        }
        # Lists that share a definition go on counting with each other, unless one says that it starts again.
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _MOST_LEVELS)
        self._begun: set[tuple[str, int]] = set()

    def count(self, num_id: str, level: int) -> Counted | None:
        """The label of the next paragraph of a list; None where the list is not defined."""
        num = self._nums.get(num_id)
        if num is None or not 0 <= level < _MOST_LEVELS:
            return None
        abstract_id = _value(num.find(qn("w:abstractNumId"))) or ""
        levels = self._levels(num, abstract_id)
        definition = levels.get(level, _Level())
        counts = self._counts[abstract_id]
        override = self._override(num, num_id, level)
        before = counts[level]
        if override is not None:
            counts[level] = override
        else:
            counts[level] = definition.start if before is None else before + 1
        counts[level + 1 :] = [None] * (_MOST_LEVELS - level - 1)
        return Counted(_label(definition, levels, counts), definition.indent, level)

    def _override(self, num: Any, num_id: str, level: int) -> int | None:
        """Where a list starts again, the first time that it is met."""
        if (num_id, level) in self._begun:
            return None
        self._begun.add((num_id, level))
        for element in num.iterfind(qn("w:lvlOverride")):
            start = element.find(qn("w:startOverride"))
            if element.get(qn("w:ilvl")) == str(level) and start is not None:
                return _number(_value(start), 1)
        return None

    def _levels(self, num: Any, abstract_id: str) -> dict[int, _Level]:
        abstract = self._abstract.get(abstract_id)
        if abstract is None:
            return {}
        link = abstract.find(qn("w:numStyleLink"))
        if link is not None:  # defined by a list style, which another definition carries
            name = _value(link)
            for other in self._abstract.values():
                if _value(other.find(qn("w:styleLink"))) == name:
                    abstract = other
        levels = {_level_number(element): _level(element) for element in abstract.iterfind(qn("w:lvl"))}
        for override in num.iterfind(qn("w:lvlOverride")):
            element = override.find(qn("w:lvl"))
            if element is not None:
                levels[_level_number(element)] = _level(element)
        return levels


def _level(element: Any) -> _Level:
    indent = element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    left = None if indent is None else indent.get(qn("w:left")) or indent.get(qn("w:start"))
    return _Level(
        format=_value(element.find(qn("w:numFmt"))) or "decimal",
        text=_value(element.find(qn("w:lvlText"))) or "",
        start=_number(_value(element.find(qn("w:start"))), 1),
        indent=_number(left, 0),
    )


def _label(definition: _Level, levels: dict[int, _Level], counts: list[int | None]) -> Label | None:
    if definition.format == _NOT_SHOWN or not definition.text.strip():
        return None
    style = _STYLES.get(definition.format)
    if style is Style.BULLET:
        return Label(style)
    parts = [int(part) - 1 for part in re.findall(r"%([1-9])", definition.text)]
    if not parts:
        return Label(Style.BULLET)  # a fixed text, such as a dash
    values = tuple(_shown(counts[part], levels.get(part, _Level())) for part in parts)
    if style is None:
        named = re.match(r"\s*(?:spørsmål|spm|question|q)", definition.text, re.IGNORECASE)
        style = Style.NAMED if named else Style.DOTTED if len(values) > 1 else Style.NUMBER
    return Label(style, values if style is Style.DOTTED else values[-1:])


def _shown(count: int | None, level: _Level) -> int:
    return level.start if count is None else count


def _level_number(element: Any) -> int:
    return _number(element.get(qn("w:ilvl")), 0)


def _value(element: Any) -> str | None:
    value: str | None = None if element is None else element.get(qn("w:val"))
    return value


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default
