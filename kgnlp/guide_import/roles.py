"""What each labelled line of a stretch is: a heading, a question, an item, or a part of an item."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kgnlp.guide_import.clauses import is_fragment
from kgnlp.guide_import.grammar import Grammar
from kgnlp.guide_import.lines import Label, Line, Notes, Style
from kgnlp.guide_import.wording import (
    is_complete,
    is_question_like,
    is_stem,
)


class Role(StrEnum):
    """The place of a line in a guide."""

    TITLE = "title"  # of a section
    LEAD_IN = "lead-in"
    QUESTION = "question"
    ITEM = "item"
    PART = "part"  # of an item: one level deeper
    MORE = "more"  # goes on with the question or item before it
    OUT = "out"  # no part of the guide


class LabelReader:
    """Reads the labelled lines of one stretch in order, and keeps count."""

    def __init__(self, lines: Sequence[Line], grammar: Grammar, notes: Notes) -> None:
        self._lines = lines
        self._grammar = grammar
        self._notes = notes
        self._question: Line | None = None
        self._number = 0  # of the last question, as printed
        self._item: Line | None = None  # the last item of the question
        self._item_number = 0  # of the last item that was counted with numbers; 0 for none
        self._item_depth = 0

    def role(self, index: int) -> Role:
        """The role of a labelled line."""
        line = self._lines[index]
        if line.label is None:
            raise ValueError(f"line {line.number} has no label")
        if self._is_heading(line, line.label):
            self._question = self._item = None
            return Role.TITLE
        if line.label.style is self._grammar.question and self._opens_question(index, line, line.label):
            self._open_question(line, line.label)
            return Role.QUESTION
        return self._inner(line, line.label)

    def paragraph(self, line: Line) -> None:
        """A line without label that is a question by itself."""
        self._question, self._item, self._item_number = line, None, 0

    def heading(self) -> None:
        """A line without label that is a heading for sure: the question before it is closed."""
        self._question = self._item = None

    def _is_heading(self, line: Line, label: Label) -> bool:
        if line.heading:
            return not is_question_like(line.text)
        return label.style in self._grammar.headings and "?" not in line.text

    def _opens_question(self, index: int, line: Line, label: Label) -> bool:
        if label.style is Style.DOTTED:
            return self._question is None or len(label.values) <= len(self._values(self._question))
        if label.style is Style.NUMBER:
            return self._number_opens_question(index, line, label.value)
        return self._question is None or line.depth <= self._question.depth

    def _number_opens_question(self, index: int, line: Line, value: int) -> bool:
        question = self._question
        if question is None:
            return True
        expected = value == self._number + 1
        counts_on = self._item_number > 0 and value == self._item_number + 1
        fragment = is_fragment(line.text)
        if line.depth > question.depth:
            return expected and not counts_on and not fragment
        if counts_on and expected:
            return not fragment and self._list_ends_here(index, value)
        if expected:
            return not (fragment and self._item is not None)
        if counts_on or fragment:
            return False
        return not (value == 1 and is_open(question) and self._item is None)

    def _list_ends_here(self, index: int, value: int) -> bool:
        """Whether a number that both the questions and the items could have is a question's.

        It is an item's if the count that goes on from here ends where the questions must go on.
        """
        for line in self._lines[index + 1 :]:
            if line.label and line.label.style is Style.NUMBER:
                if line.label.value != value + 1:
                    is_item = line.label.value == self._number + 1
                    self._notes.add(
                        self._lines[index],
                        "a number that fits the questions and the items",
                        "an item, for the number comes again" if is_item else "the next question",
                    )
                    return not is_item
                value += 1
        return True

    def _open_question(self, line: Line, label: Label) -> None:
        self._question, self._number, self._item, self._item_number = line, label.value, None, 0

    def _inner(self, line: Line, label: Label) -> Role:
        """An item, or a part of one; a question where none is open."""
        if self._is_like_question(line, label):
            self._question, self._item, self._item_number = line, None, 0
            return Role.QUESTION
        if self._question is None:
            self._notes.add(line, "a list without a question before it", "no part of the guide")
            return Role.OUT
        if self._item is not None and self._is_part(line, label):
            return Role.PART
        if label.style is Style.NUMBER:
            self._note_broken_count(line, label)
        self._item_number = label.value if label.style is Style.NUMBER else 0
        if self._item is None:
            self._item_depth = line.depth
        self._item = line
        return Role.ITEM

    def _is_like_question(self, line: Line, label: Label) -> bool:
        """Whether a line of another style than the questions' is one: its list has no other question."""
        question = self._question
        if question is None:
            if "?" in line.text:
                self._notes.add(line, "a list of questions right under a heading", "its lines are questions")
            return "?" in line.text
        same_style = question.label is not None and question.label.style is label.style
        return same_style and label.style is not self._grammar.question and line.depth <= question.depth

    def _is_part(self, line: Line, label: Label) -> bool:
        if label.style is Style.DOTTED:
            return len(label.values) > len(self._values(self._item))
        if line.depth > self._item_depth:
            return True
        item_style = self._item.label.style if self._item and self._item.label else None
        return label.style is Style.ROMAN and item_style is Style.LETTER

    def _note_broken_count(self, line: Line, label: Label) -> None:
        if self._item is not None and label.value != self._item_number + 1:
            self._notes.add(
                line, f"the number {label.value} where the items went on", "one more item of the question"
            )

    @staticmethod
    def _values(line: Line | None) -> tuple[int, ...]:
        return line.label.values if line and line.label else ()


def is_open(line: Line) -> bool:
    """Whether a question waits for items: it is a stem, or no sentence ends with it."""
    return is_stem(line.text) or not is_complete(line.text)
