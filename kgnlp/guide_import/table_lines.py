"""A table with a column of questions -> lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgnlp.guide_import.labels import split_label
from kgnlp.guide_import.lines import Label, Line
from kgnlp.guide_import.wording import is_question_like

Cell = list[Line]
Row = Sequence[Cell]

_QUESTION_HEAD = re.compile(r"(?:intervju)?spørsmål\w*|spm|questions?", re.IGNORECASE)
_NUMBER_HEAD = re.compile(r"nr\.?|no\.?|nummer|#|number|id", re.IGNORECASE)
_TOPIC_HEAD = re.compile(r"(?:hoved|hovud)?tema\w*|del|område|topic|theme|section|bolk", re.IGNORECASE)


def table_lines(rows: Sequence[Row]) -> Iterator[Line]:
    """The questions of a table with their numbers and topics; a table without questions line by line.

    Other columns, such as those for notes, are left out.
    """
    heads = [_text(cell) for cell in rows[0]] if rows else []
    question = _column(heads, _QUESTION_HEAD)
    body = rows[1:] if question is not None else rows
    if question is None:
        question = _most_asking(rows)
    if question is None:
        for row in rows:
            for cell in row:
                yield from cell
        return
    number, topic = _column(heads, _NUMBER_HEAD), _column(heads, _TOPIC_HEAD)
    if number is None and question > 0 and topic != 0 and _are_numbers(body):
        number = 0
    yield from _asked(body, question, number, topic)


def _asked(body: Sequence[Row], question: int, number: int | None, topic: int | None) -> Iterator[Line]:
    last_topic = ""
    for row in body:
        title = _text(row[topic]) if topic is not None and topic < len(row) else ""
        if title and title != last_topic and topic is not None:
            yield replace(row[topic][0], text=title, label=None, heading=2)
            last_topic = title
        if question >= len(row):
            continue
        label = _label(row[number]) if number is not None and number < len(row) else None
        for place, line in enumerate(row[question]):
            yield replace(line, label=label, gap=True) if label and place == 0 else line


def _label(cell: Cell) -> Label | None:
    """The number that stands in a cell of its own, typed or set by the word processor."""
    text = _text(cell)
    if not text:
        return cell[0].label if cell else None
    return split_label(f"{text.rstrip('.):')}. ")[0]


def _column(heads: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if pattern.fullmatch(head)), None)


def _most_asking(rows: Sequence[Row]) -> int | None:
    """The column with most questions, if at least half of its cells ask."""
    width = max((len(row) for row in rows), default=0)
    asking = [
        sum("?" in (text := _text(row[place])) and is_question_like(text) for row in rows if place < len(row))
        for place in range(width)
    ]
    if not asking or max(asking) * 2 < len(rows):
        return None
    return asking.index(max(asking))


def _are_numbers(rows: Sequence[Row]) -> bool:
    cells = [row[0] for row in rows if row]
    return any(_label(cell) for cell in cells) and all(
        re.fullmatch(r"(?:\d{1,3}(?:\.\d{1,2})*[.):]?)?", _text(cell)) for cell in cells
    )


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell).strip(" :")
