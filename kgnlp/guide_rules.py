"""What must hold between the parts of a guide: ids that stand once, items that belong to their question.

The rules read what YAML says, however broken, so that one pass over a file finds all of its faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kgnlp.yaml_faults import Complaint, Location


def guide_complaints(found: Any) -> Iterator[Complaint]:
    """The faults of a guide that its types don't show."""
    first: dict[str, Location] = {}
    for location, entry_id, parent_id in _ids(found):
        if parent_id is not None and not item_belongs(entry_id, parent_id):
            yield Complaint(
                location,
                f"item id “{entry_id}” under question “{parent_id}”",
                f"the question's id and then letters, such as {parent_id}a",
                f"Write “{parent_id}a”, “{parent_id}b” …, or move the item to its question.",
            )
        if entry_id in first:
            yield Complaint(
                location,
                f"the id “{entry_id}” for the second time",
                "ids that stand once in a guide",
                f"The first is {_words(first[entry_id])}; give one of them another id.",
            )
        first.setdefault(entry_id, location)


def item_belongs(item_id: str, question_id: str) -> bool:
    """Whether an item's id is its question's with letters, or a part after a dot, behind it."""
    rest = item_id.removeprefix(question_id)
    return rest != item_id and re.match(r"[^\W\d_]|[._-]\w", rest) is not None


def _words(location: Location) -> str:
    """A place in words, such as section 1, question 2, item 4 (all 1-based, as people count)."""
    names = ("section", "question", "item")
    numbers = [step for step in location if isinstance(step, int)]
    return ", ".join(f"{name} {number + 1}" for name, number in zip(names, numbers, strict=False))


def _ids(found: Any) -> Iterator[tuple[Location, str, str | None]]:
    for section, s in each(found, "sections"):
        for question, q in each(section, "questions"):
            place: Location = ("sections", s, "questions", q)
            question_id = question.get("id") if isinstance(question, Mapping) else None
            if isinstance(question_id, str):
                yield (*place, "id"), question_id, None
            for item, i in each(question, "items"):
                item_id = item.get("id") if isinstance(item, Mapping) else None
                if isinstance(item_id, str):
                    parent = question_id if isinstance(question_id, str) else None
                    yield (*place, "items", i, "id"), item_id, parent


def each(found: Any, key: str) -> Iterator[tuple[Any, int]]:
    """The parts of a list under a key, each with its 0-based number; none where there is no list."""
    parts = found.get(key) if isinstance(found, Mapping) else None
    if isinstance(parts, Sequence) and not isinstance(parts, str):
        yield from ((part, number) for number, part in enumerate(parts))
