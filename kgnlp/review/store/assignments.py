"""Assignments: which share of the passages two coders are to decide both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from kgnlp.review.store.database import Database
from kgnlp.review.store.schema import assignments


@dataclass(frozen=True, slots=True)
class Assignment:
    """Two coders, and the share that both decide."""

    assignment_id: int
    first: str
    second: str
    share: float
    group: str  # core group; "" for all

    def is_for(self, coder: str) -> bool:
        """Whether a coder is one of the two."""
        return coder in (self.first, self.second)


@dataclass(frozen=True, slots=True)
class AssignmentStore:
    """The assignments of a store."""

    database: Database

    def all(self) -> list[Assignment]:
        """Every assignment, in the order that they were made."""
        with self.database.reading() as connection:
            return read_assignments(connection)

    def add(self, first: str, second: str, share: float, group: str, by: str) -> None:
        """Make an assignment."""
        row = {"first": first, "second": second, "share": share, "group": group, "created_by": by}
        with self.database.writing() as connection:
            connection.execute(insert(assignments).values(created_at=dt.datetime.now(dt.UTC), **row))

    def remove(self, assignment_id: int) -> None:
        """Take an assignment back; decisions made by it stand."""
        with self.database.writing() as connection:
            connection.execute(delete(assignments).filter_by(assignment_id=assignment_id))


_IN_ORDER = select(*(assignments.c[name] for name in Assignment.__dataclass_fields__)).order_by(
    assignments.c.assignment_id
)


def read_assignments(connection: Connection) -> list[Assignment]:
    """Every assignment, in the order that they were made."""
    return [Assignment(*row) for row in connection.execute(_IN_ORDER)]
