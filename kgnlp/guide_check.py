"""A guide file -> all that is wrong with it, and what looks like a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from kgnlp.guide import Guide
from kgnlp.guide_rules import each, guide_complaints
from kgnlp.yaml_faults import Complaint, Location
from kgnlp.yaml_file import Fault, parse_yaml_model, read_yaml

# Likeness of letters, 0 to 100. In configs/guides the likest two questions of a guide have 62, the likest two
# items of a question 74; a question of eight words with one word changed has 88 to 96.
_NEARLY_THE_SAME = 88.0
_FEWEST_WORDS = 3  # of a question; the shortest in configs/guides has 6
_FEWEST_LETTERS = 3  # of an item, which may well be one word
_PAIRS = (("«", "»"), ("“", "”"), ("[", "]"))  # not (): items inside a sentence are led by a)
_LIST_MARK = re.compile(r"^\s*(?:[•·▪◦*-]|\(?[a-zA-Z]\)|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Text of a question or item."""

    location: Location
    id: str
    text: str
    question: Location | None  # of an item, where its question stands


def check_guide(file: Path) -> tuple[Fault, ...]:
    """Every fault and warning of a guide file, in the order of its lines; none where it is as it must be.

    Raises:
        ConfigurationError: the file can't be read at all.
    """
    return check_text(read_yaml(file))


def check_text(content: str) -> tuple[Fault, ...]:
    """Every fault and warning of a guide that is written as YAML."""
    return parse_yaml_model(content, Guide, [guide_complaints, guide_warnings])[1]


def guide_warnings(found: Any) -> Iterator[Complaint]:
    """What may be a slip: texts that are nearly the same, very short, or led by a list mark."""
    seen: list[_Asked] = []
    for asked in _all_asked(found):
        yield from _of_one(asked)
        likest = next((other for other in seen if _nearly_the_same(asked, other)), None)
        if likest:
            yield _warning(
                asked,
                f"nearly the same text as that of “{likest.id}”",
                "questions that differ, so that what is said falls under one of them",
                "Check whether it stands twice.",
            )
        seen.append(asked)


def _nearly_the_same(one: _Asked, other: _Asked) -> bool:
    """Questions are compared with all questions, items with the items of their question."""
    return (
        one.question == other.question
        and fuzz.ratio(one.text.casefold(), other.text.casefold()) >= _NEARLY_THE_SAME
    )


def _of_one(asked: _Asked) -> Iterator[Complaint]:
    length, least, unit = len(asked.text.split()), _FEWEST_WORDS, "words"
    if asked.question is not None:
        length, least, unit = len(asked.text), _FEWEST_LETTERS, "letters"
    if length < least:
        yield _warning(
            asked,
            f"a text of {length} {unit}",
            f"at least {least} {unit}",
            "Write the question as it is asked: it is what turns are compared with.",
        )
    for opening, closing in _PAIRS:
        if asked.text.count(opening) != asked.text.count(closing):
            yield _warning(
                asked,
                f"{opening} or {closing} without the other",
                "quotation marks and brackets in pairs",
                "Add the one that is missing, or remove the other.",
            )
    if _LIST_MARK.match(asked.text):
        yield _warning(
            asked,
            "a list mark at the start of the text",
            "the text alone; its number or letter is the id",
            "Remove the mark, or move the text to an item of its own.",
        )


def _all_asked(found: Any) -> Iterator[_Asked]:
    for section, s in each(found, "sections"):
        for question, q in each(section, "questions"):
            place: Location = ("sections", s, "questions", q)
            yield from _asked(question, place, None)
            for item, i in each(question, "items"):
                yield from _asked(item, (*place, "items", i), place)


def _asked(found: Any, place: Location, question: Location | None) -> Iterator[_Asked]:
    text = found.get("text") if isinstance(found, Mapping) else None
    if isinstance(text, str) and text.strip():
        yield _Asked((*place, "text"), str(found.get("id")), " ".join(text.split()), question)


def _warning(asked: _Asked, found: str, expected: str, action: str) -> Complaint:
    return Complaint(asked.location, found, expected, action, "warning")
