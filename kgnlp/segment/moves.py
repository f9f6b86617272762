"""How interviews move through a guide, described by the guide's order and structure, never by its ids."""

from __future__ import annotations

import numpy as np

from kgnlp.segment.places import BEFORE, Places
from kgnlp.segment.wording import Floats

MOVES = (
    "move: next place",
    "move: place after next",
    "move: ahead",
    "move: how far ahead",
    "move: back",
    "move: how far back",
    "move: same question",
    "move: next question",
    "move: questions passed over",
    "move: question to its first item",
    "move: into a question that has items",
    "move: begin",
    "move: how far in it begins",
    "move: begin at the first place",
    "move: leave",
    "move: how early it leaves",
    "move: on after a break",
    "move: straight past the guide",
)
_AT = {name.removeprefix("move: "): number for number, name in enumerate(MOVES)}


def move_features(places: Places) -> Floats:
    """Features of going from one place to another: (places, places, features)."""
    features = np.zeros((places.count, places.count, len(MOVES)))
    questions = _question_numbers(places)
    for there in range(places.count):
        for here in range(places.count):
            if here != there and there != BEFORE:  # nothing goes back to before the guide
                _describe(features[here, there], here, there, places, questions)
    return features


def _describe(row: Floats, here: int, there: int, places: Places, questions: list[int]) -> None:
    last = places.outside - 1
    if here == BEFORE and there == places.outside:
        row[_AT["straight past the guide"]] = 1.0
    elif there == places.outside:
        row[_AT["leave"]] = 1.0
        row[_AT["how early it leaves"]] = np.log1p(questions[last] - questions[here])
    elif here == BEFORE:
        row[_AT["begin"]] = 1.0
        row[_AT["how far in it begins"]] = np.log1p(questions[there])
        row[_AT["begin at the first place"]] = float(questions[there] == 0)
    elif here == places.outside:
        row[_AT["on after a break"]] = 1.0
    else:
        _describe_between(row, here, there, places, questions)
    if BEFORE < there < last and places.entries[there].parent_id == places.entries[there - 1].question_id:
        row[_AT["into a question that has items"]] = 1.0


def _describe_between(row: Floats, here: int, there: int, places: Places, questions: list[int]) -> None:
    ahead, passed = there - here, questions[there] - questions[here]
    if ahead > 0:
        row[_AT["ahead"]] = 1.0
        row[_AT["how far ahead"]] = np.log(ahead)
        row[_AT["next place"]] = float(ahead == 1)
        row[_AT["place after next"]] = float(ahead == 2)
        row[_AT["next question"]] = float(passed == 1)
        row[_AT["questions passed over"]] = np.log(max(passed, 1))
    else:
        row[_AT["back"]] = 1.0
        row[_AT["how far back"]] = np.log(-ahead)
    row[_AT["same question"]] = float(passed == 0)
    begins = places.entries[there - 1].parent_id == places.entries[here - 1].question_id and ahead == 1
    row[_AT["question to its first item"]] = float(begins)


def _question_numbers(places: Places) -> list[int]:
    """Of each place the number of its question in the guide, items counted with their question."""
    numbers = [0]
    for entry in places.entries:
        numbers.append(numbers[-1] + (entry.parent_id is None))
    return [max(number - 1, 0) for number in numbers] + [0]
