"""The states that an interview moves through: before the guide, its questions and items, and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgnlp.guide import Guide, GuideEntry

BEFORE = 0  # index of the place before the first question; it is never returned to


@dataclass(frozen=True, slots=True)
class Places:
    """The states of one guide: index 0 is before it, 1 to n its entries in order, n + 1 outside it later."""

    entries: tuple[GuideEntry, ...]

    @property
    def outside(self) -> int:
        """Index of the place outside the guide once it has been begun: breaks, and the goodbye."""
        return len(self.entries) + 1

    @property
    def count(self) -> int:
        """Number of places."""
        return len(self.entries) + 2

    def question_id(self, place: int) -> str | None:
        """Id of the question or item at a place; None outside the guide."""
        return self.entries[place - 1].question_id if BEFORE < place < self.outside else None

    def locate(self, question_ids: Sequence[str | None]) -> list[int]:
        """The places that question ids (one a turn) stand for. Raises KeyError for an unknown id."""
        index = {entry.question_id: place for place, entry in enumerate(self.entries, 1)}
        places: list[int] = []
        for question_id in question_ids:
            absent = self.outside if places and places[-1] != BEFORE else BEFORE
            places.append(absent if question_id is None else index[question_id])
        return places


def places_of(guide: Guide) -> Places:
    """The places of a guide."""
    return Places(guide.entries())
