"""The tables of the store. ``decisions`` is append-only: the database itself refuses to change a row."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
)

SCHEMA_VERSION = "1"
metadata = MetaData()


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite has no time zones, so all are stored without."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:  # noqa: ARG002
        """To UTC, without the zone."""
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:  # noqa: ARG002
        """With the zone."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


about = Table(
    "about",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Integer, primary_key=True, autoincrement=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("decided_at", UtcTime, nullable=False),
    Column("reviewer", String(80), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("layer", String(20), nullable=False),
    # Whose view, of what, and the how-manieth decision on it: two writers can't both have the same number.
    Column("holder", String(81), nullable=False),
    Column("target", String(400), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("interview_id", String(200), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("passage_id", String(240)),
    Column("theme", String(40)),
    Column("stance", String(20)),
    Column("evidence", JSON, nullable=False),
    Column("model_version", String(80)),
    Column("machine_probability", Float),
    Column("machine_tagged", Boolean),
    Column("machine_stance", String(20)),
    Column("machine_stance_probability", Float),
    Column("blind", Boolean, nullable=False),
    Column("took_s", Float),
    Column("codebook_version", Integer),
    Column("note", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("undoes", Integer),
    Column("batch", String(64)),
    UniqueConstraint("holder", "target", "revision", name="decisions_one_after_another"),
    sqlite_autoincrement=True,  # an id is never used again
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("role", String(10), nullable=False),  # coder or lead
    Column("password", Text, nullable=False),  # argon2id
    Column("epoch", Integer, nullable=False),  # raised to end all sessions of the account
    Column("active", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("reviewer", String(80), primary_key=True),
    Column("filter", JSON, nullable=False),
    Column("language", String(2), nullable=False),
    Column("keys", Boolean, nullable=False),  # whether single keys decide
)

# Two coders are to decide a share of the passages both, drawn by lot.
assignments = Table(
    "assignments",
    metadata,
    Column("assignment_id", Integer, primary_key=True, autoincrement=True),
    Column("first", String(40), nullable=False),
    Column("second", String(40), nullable=False),
    Column("share", Float, nullable=False),  # 0 to 1
    Column("group", String(200), nullable=False),  # core group; "" for all
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", String(80), nullable=False),
)

codebooks = Table(
    "codebooks",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("content", JSON, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("note", Text, nullable=False),  # what was changed
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", String(80), nullable=False),
)

_REFUSED = "decisions are only ever added"
_SQLITE = tuple(
    f"CREATE TRIGGER decisions_no_{what} BEFORE {what} ON decisions "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for what in ("update", "delete")
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION decisions_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
    "CREATE TRIGGER decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
    "FOR EACH STATEMENT EXECUTE FUNCTION decisions_refuse()",
)


def _refuse_changes(_: Table, connection: Connection, **_more: object) -> None:
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


event.listen(decisions, "after_create", _refuse_changes)
