"""Ids of questions and items: as printed where the numbers hold, else counted through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kgnlp.guide_import.drafts import DraftQuestion
from kgnlp.guide_import.lines import Notes, Style

_PRINTED = (Style.NUMBER, Style.NAMED, Style.DOTTED)


def question_ids(questions: Sequence[DraftQuestion], notes: Notes) -> list[str]:
    """The printed numbers if they rise, else 1, 2, 3 …; both with a remark on what is odd."""
    numbers = [_printed(question) for question in questions]
    rising = all(before < after for before, after in pairwise(numbers))
    if () not in numbers and rising:
        _note_gaps(questions, numbers, notes)
        return [_id(number) for number in numbers]
    counted = [str(number) for number in range(1, len(questions) + 1)]
    without = [question for question, number in zip(questions, numbers, strict=True) if not number]
    if without:
        notes.add(
            without[0].line, f"{len(without)} questions without a number", "all are counted through from 1"
        )
    pairs = zip(questions, numbers, counted, strict=True)
    changed = [
        (question.line, number)
        for question, number, as_counted in pairs
        if number and _id(number) != as_counted
    ]
    if changed:
        line, number = changed[0]
        found = f"numbers that do not rise ({len(changed)} questions, {_id(number)} is the first)"
        notes.add(line, found, "all are counted through from 1")
    return counted


def letters(place: int) -> str:
    """Letters of an item by its 0-based place: a to z, then aa, ab and so on."""
    letter = chr(ord("a") + place % 26)
    return letter if place < 26 else letters(place // 26 - 1) + letter


def _id(number: tuple[int, ...]) -> str:
    return ".".join(map(str, number))


def _printed(question: DraftQuestion) -> tuple[int, ...]:
    label = question.line.label
    return label.values if label and label.style in _PRINTED else ()


def _note_gaps(questions: Sequence[DraftQuestion], numbers: Sequence[tuple[int, ...]], notes: Notes) -> None:
    if numbers[0][-1] != 1:
        notes.add(
            questions[0].line, f"a first question with number {numbers[0][-1]}", "nothing is lost before it"
        )
    for question, (before, after) in zip(questions[1:], pairwise(numbers), strict=True):
        if len(before) == len(after) == 1 and after[0] > before[0] + 1:
            notes.add(question.line, f"{after[0]} after {before[0]}", "no question is lost between them")
