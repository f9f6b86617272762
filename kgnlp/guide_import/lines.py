"""What every reader makes of a document: its lines, with what stood before their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """How a line is counted."""

    NAMED = "named"  # Spørsmål 1:, Q1.
    NUMBER = "number"  # 1. 1) (1)
    DOTTED = "dotted"  # 1.1
    CAPITAL = "capital"  # A. II.
    LETTER = "letter"  # a) a. (a)
    ROMAN = "roman"  # ii) iv.
    BULLET = "bullet"  # • - *


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the text of a line in a list."""

    style: Style
    values: tuple[int, ...] = ()  # 1-based; (2, 1) for 2.1, () for a bullet

    @property
    def value(self) -> int:
        """The last of the numbers; 0 for a bullet."""
        return self.values[-1] if self.values else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a paragraph of a Word document or a web page."""

    number: int  # 1-based: line of a text file, paragraph of a Word document
    text: str  # without the label
    label: Label | None = None
    depth: int = 0  # how far it is indented; only compared with that of other lines of the same file
    heading: int | None = None  # level of a heading, 1 is the highest
    bold: bool = False  # all of it
    gap: bool = True  # whether a paragraph begins here for sure; False after a mere line break


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the document leaves open, and what was taken for granted in its place."""

    number: int  # of the line
    found: str
    assumed: str
    unit: str = "line"  # or paragraph, for Word documents

    def __str__(self) -> str:
        return f"{self.unit} {self.number}: found {self.found}; assumed {self.assumed}"


@dataclass(slots=True)
class Notes:
    """The remarks on one document or guide, as they come up."""

    remarks: list[Remark] = field(default_factory=list)

    def add(self, line: Line | int, found: str, assumed: str) -> None:
        """Note what was found at a line, and what is taken for granted."""
        number = line if isinstance(line, int) else line.number
        self.remarks.append(Remark(number, found, assumed))
