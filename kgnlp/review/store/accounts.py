"""Accounts: names, roles, and passwords hashed by argon2."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from kgnlp.errors import ReviewError
from kgnlp.review.store.database import Database
from kgnlp.review.store.schema import accounts

NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
LEAST_PASSWORD = 12  # characters; NIST SP 800-63B-4 asks for 15 alone, 8 with more; length is what counts
MOST_PASSWORD = 200  # characters; a longer one only costs time to hash
_HASHER = PasswordHasher()  # the library's defaults are RFC 9106's second choice: 64 MiB, 3 passes


class AccountRole(StrEnum):
    """What an account may do."""

    CODER = "coder"
    LEAD = "lead"  # also adjudicates, assigns, edits the codebook, and makes accounts


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who may log in."""

    name: str
    role: AccountRole
    epoch: int
    active: bool


@dataclass(frozen=True, slots=True)
class AccountStore:
    """The accounts of a store."""

    database: Database

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self.database.reading() as connection:
            return [_account(row) for row in connection.execute(_BY_NAME).mappings()]

    def get(self, name: str) -> Account | None:
        """An account by its name; None where there is none."""
        with self.database.reading() as connection:
            return read_account(connection, name)

    def make(self, name: str, role: AccountRole, password: str) -> Account:
        """Make an account.

        Raises:
            ReviewError: the name or password can't be used, or the name is taken.
        """
        if not NAME.fullmatch(name):
            raise ReviewError(
                "a name of an account that can't be used",
                expected="2 to 40 of a-z, 0-9, . _ and -, a letter first",
                action="Choose another name.",
            )
        hashed = _hashed(password)
        with self.database.writing() as connection:
            if connection.scalar(select(accounts.c.name).filter_by(name=name)):
                raise ReviewError(
                    f"an account {name}", expected="a name that is not taken", action="Choose another name."
                )
            row = {"name": name, "role": role.value, "epoch": 1, "active": True}
            now = dt.datetime.now(dt.UTC)
            connection.execute(insert(accounts).values(password=hashed, created_at=now, **row))
        return Account(name, role, 1, active=True)

    def check(self, name: str, password: str) -> Account | None:
        """The account, where the password is right and it is active."""
        with self.database.reading() as connection:
            row = connection.execute(select(accounts).filter_by(name=name)).mappings().first()
        right = _matches(row["password"] if row else _nobody(), password)
        return _account(row) if row and right and row["active"] else None

    def set_password(self, name: str, password: str) -> None:
        """Set another password; sessions end. Raises ReviewError where it can't be used."""
        self._change(name, password=_hashed(password))

    def set_active(self, name: str, active: bool) -> None:
        """Let an account log in, or no longer; sessions end."""
        self._change(name, active=active)

    def end_sessions(self, name: str) -> None:
        """Log an account out wherever it is logged in."""
        self._change(name)

    def _change(self, name: str, **values: object) -> None:
        query = update(accounts).filter_by(name=name).values(epoch=accounts.c.epoch + 1, **values)
        with self.database.writing() as connection:
            connection.execute(query)


@lru_cache
def _nobody() -> str:
    """Checked where there is no such account, so that the answer takes as long."""
    return _HASHER.hash("nobody has this password")


# Made once: to put a query together takes SQLAlchemy longer than to answer it.
_NAMED = select(accounts).where(accounts.c.name == bindparam("of_name"))
_BY_NAME = select(accounts).order_by(accounts.c.name)


def read_account(connection: Connection, name: str) -> Account | None:
    """An account by its name; None where there is none."""
    row = connection.execute(_NAMED, {"of_name": name}).mappings().first()
    return None if row is None else _account(row)


def _account(row: RowMapping) -> Account:
    return Account(row["name"], AccountRole(row["role"]), row["epoch"], row["active"])


def _hashed(password: str) -> str:
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise ReviewError(
            f"a password of {len(password)} characters",
            expected=f"{LEAST_PASSWORD} to {MOST_PASSWORD}",
            action="Choose another; some words in a row are easy to keep in mind.",
        )
    return _HASHER.hash(password)


def _matches(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password[: MOST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
