"""What each reviewer has set. Search words stand here, so that no address holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from kgnlp.review.filters import Filter
from kgnlp.review.store.database import Database
from kgnlp.review.store.schema import preferences
from kgnlp.wording import PageLanguage


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a reviewer has set."""

    filter: Filter = field(default_factory=Filter)
    language: PageLanguage = "nb"
    keys: bool = True  # whether single keys decide (WCAG 2.1.4: they can be turned off)


@dataclass(frozen=True, slots=True)
class PreferenceStore:
    """The preferences of all reviewers."""

    database: Database

    def get(self, reviewer: str, language: PageLanguage = "nb") -> Preferences:
        """What a reviewer has set; the language given where they have set nothing."""
        with self.database.reading() as connection:
            return read_preferences(connection, reviewer) or Preferences(language=language)

    def set(self, reviewer: str, found: Preferences) -> None:
        """Keep what a reviewer has set."""
        row: dict[str, Any] = {
            "reviewer": reviewer,
            "filter": found.filter.model_dump(),
            "language": found.language,
            "keys": found.keys,
        }
        with self.database.writing() as connection:
            connection.execute(delete(preferences).filter_by(reviewer=reviewer))
            connection.execute(insert(preferences).values(row))


_OF_REVIEWER = select(preferences).where(preferences.c.reviewer == bindparam("of_reviewer"))


def read_preferences(connection: Connection, reviewer: str) -> Preferences | None:
    """What a reviewer has set; None where they have set nothing."""
    row = connection.execute(_OF_REVIEWER, {"of_reviewer": reviewer}).mappings().first()
    if row is None:
        return None
    return Preferences(Filter.model_validate(row["filter"]), row["language"], row["keys"])
