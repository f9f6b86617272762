"""Opening the database: SQLite in WAL mode, or PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from kgnlp.errors import ReviewError
from kgnlp.review.store.schema import SCHEMA_VERSION, about, metadata

FILE = "decisions.sqlite"
_BUSY_S = 15  # how long a writer of SQLite waits for the one before it
# Any fixed number: it names the lock that writers of PostgreSQL queue at.
_WRITERS = 7_206_311


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. Writers work one after another, so that ids are in the order of commits."""

    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by: of one moment in SQLite, where in PostgreSQL each query has its own."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                # To begin and end a transaction would be two more trips to the server, for nothing.
                connection.execution_options(isolation_level="AUTOCOMMIT")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, alone among writers; when the block ends its rows are on disk."""
        with self.engine.connect().execution_options(kgnlp_writes=True) as connection, connection.begin():
            if self.engine.dialect.name == "postgresql":
                # Without it, a row with a lower id could become visible after one with a higher id,
                # and a reader who asks for what is new since an id would never see it.
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS})
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(folder: Path, address: str | None = None) -> Database:
    """Open the store of an output folder, made where there is none.

    Args:
        folder: where the SQLite file is; readable by the owner alone.
        address: of a PostgreSQL database, ``postgresql://USER:PASSWORD@HOST/NAME``; None for SQLite.

    Raises:
        ReviewError: the address is none, the database does not answer, or is of a newer kgnlp.
    """
    database = Database(_postgresql(address) if address else _sqlite(folder))
    try:
        with database.writing() as connection:
            metadata.create_all(connection)
            _check_version(connection)
    except SQLAlchemyError as error:
        raise ReviewError(
            f"a database that does not answer as it must ({type(error).__name__})",
            expected="a database that can be written to",
            action="Check that it runs, the address, the rights of its user, and the space on its disk.",
        ) from error
    return database


def _check_version(connection: Connection) -> None:
    found = connection.scalar(select(about.c.value).where(about.c.key == "schema_version"))
    if found is None:
        connection.execute(insert(about).values(key="schema_version", value=SCHEMA_VERSION))
    elif found != SCHEMA_VERSION:
        raise ReviewError(
            f"a store of decisions of version {found}",
            expected=f"version {SCHEMA_VERSION}",
            action="Use the kgnlp that wrote it, or a newer one.",
        )


def _sqlite(folder: Path) -> Engine:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # it holds quotes
    file = folder / FILE
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": _BUSY_S}, pool_size=20)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("kgnlp_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _bad_address() from error
    if url.get_backend_name() != "postgresql":
        raise _bad_address()
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_size=20, pool_pre_ping=True)


def _bad_address() -> ReviewError:
    return ReviewError(
        "an address of a database that is none of PostgreSQL",  # not repeated: it may hold a password
        expected="postgresql://USER:PASSWORD@HOST/NAME, or nothing for SQLite",
        action="Correct KGNLP_REVIEW_DATABASE or --database.",
    )
