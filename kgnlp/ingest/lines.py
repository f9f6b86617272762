"""A line of a transcript as the document forms hand it on: its text, and what of its start is in bold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the spaces around it, never empty."""

    text: str
    bold: str = ""  # the words at its start that are in bold; "" where none are or the form does not say


def lines_of(paragraphs: Iterable[str | Line]) -> list[Line]:
    """The lines of the paragraphs that are not empty; a paragraph may hold line breaks."""
    found: list[Line] = []
    for paragraph in paragraphs:
        given = paragraph if isinstance(paragraph, Line) else Line(paragraph)
        bold = given.bold
        for text in given.text.split("\n"):
            if text.strip():
                found.append(Line(text.strip(), bold.split("\n")[0].strip()))
                bold = ""  # a name stands on the first line of its paragraph
    return found
