"""The versions of the codebook: none is changed once a decision may have been made by it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from kgnlp.codebook import Codebook
from kgnlp.review.store.database import Database
from kgnlp.review.store.decisions import ConflictError
from kgnlp.review.store.schema import codebooks


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A version with what was changed, when and by whom."""

    codebook: Codebook
    note: str
    created_at: dt.datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class CodebookStore:
    """The versions of the codebook, the latest of which holds."""

    database: Database

    def all(self) -> list[CodebookVersion]:
        """Every version, the latest first."""
        with self.database.reading() as connection:
            rows = connection.execute(select(codebooks).order_by(codebooks.c.version.desc())).mappings()
            return [
                CodebookVersion(
                    Codebook.model_validate(row["content"]), row["note"], row["created_at"], row["created_by"]
                )
                for row in rows
            ]

    def latest_version(self) -> int:
        """Number of the latest version; 0 where there is none."""
        with self.database.reading() as connection:
            return read_latest(connection)

    def take_in(self, codebook: Codebook) -> None:
        """Take in the codebook of the configuration, where its version is newer than all that are kept."""
        with self.database.writing() as connection:
            if codebook.version > read_latest(connection):
                _insert(connection, codebook, "", "")

    def add(self, codebook: Codebook, note: str, by: str, seen: int) -> Codebook:
        """Keep a changed codebook as the next version, and return it with its number.

        Raises:
            ConflictError: another version came since the one that was seen.
        """
        with self.database.writing() as connection:
            latest = read_latest(connection)
            if latest != seen:
                raise ConflictError(
                    f"codebook version {latest}",
                    expected=f"version {seen}, which was edited",
                    action="Look at the newer version, and make the change again.",
                )
            kept = codebook.model_copy(update={"version": latest + 1})
            _insert(connection, kept, note, by)
            return kept


_HIGHEST = select(func.max(codebooks.c.version))


def read_latest(connection: Connection) -> int:
    """Number of the latest version; 0 where there is none."""
    return connection.scalar(_HIGHEST) or 0


def _insert(connection: Connection, codebook: Codebook, note: str, by: str) -> None:
    connection.execute(
        insert(codebooks).values(
            version=codebook.version,
            content=codebook.model_dump(mode="json"),
            content_hash=codebook.content_hash,
            note=note,
            created_at=dt.datetime.now(dt.UTC),
            created_by=by,
        )
    )
