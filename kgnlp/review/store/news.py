"""What came since a server last looked: one visit to the database a page."""

from __future__ import annotations

from dataclasses import dataclass

from kgnlp.decisions import Decision
from kgnlp.review.store.assignments import Assignment, read_assignments
from kgnlp.review.store.codebooks import read_latest
from kgnlp.review.store.database import Database
from kgnlp.review.store.decisions import read_since


@dataclass(frozen=True, slots=True)
class News:
    """The store as it is now, as far as pages need it."""

    codebook_version: int
    assignments: tuple[Assignment, ...]
    decisions: list[Decision]  # kept after the one that was asked from


def read_news(database: Database, since: int) -> News:
    """What the store holds, and the decisions after the one with the id ``since``."""
    with database.reading() as connection:
        # First, so that the codebook is never older than what was decided by it.
        decisions = read_since(connection, since)
        assignments = tuple(read_assignments(connection))
        return News(read_latest(connection), assignments, decisions)
