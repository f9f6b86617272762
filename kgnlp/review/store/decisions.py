"""Adding decisions, undoing them, and reading them back."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from kgnlp.decisions import Decision, DecisionKind
from kgnlp.errors import ReviewError
from kgnlp.review.store.database import Database
from kgnlp.review.store.rows import from_row, holder_of, target_of, to_row
from kgnlp.review.store.schema import decisions


class ConflictError(ReviewError):
    """Another decision came between what a reviewer saw and what they sent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision to be kept."""

    decision: Decision
    seen: int | None = None  # decisions on the same target that the reviewer knew of; None: whatever came


@dataclass(frozen=True, slots=True)
class DecisionStore:
    """The decisions of all reviewers, in the order that they were kept."""

    database: Database

    def add(self, *drafts: Draft) -> list[Decision]:
        """Keep decisions, all or none, and return them as kept. They are on disk then.

        A token that was kept before is not kept again: what was kept under it is returned.

        Raises:
            ConflictError: a decision came between, on the same target of the same layer.
        """
        with self.database.writing() as connection:
            return [self._add(connection, draft) for draft in drafts]

    def undo(self, reviewer: str, token: str = "") -> list[Decision]:
        """Undo a reviewer's latest act that still stands; a batch is one act. Empty where none stands.

        An undo is not itself undone: decide again instead.
        """
        with self.database.writing() as connection:
            known = self._by_token(connection, token)
            if known:
                return [known]
            undone = select(decisions.c.undoes).where(decisions.c.undoes.is_not(None))
            standing = (
                select(decisions)
                .where(decisions.c.reviewer == reviewer, decisions.c.kind != DecisionKind.UNDONE)
                .where(decisions.c.decision_id.not_in(undone))
                .order_by(decisions.c.decision_id.desc())
            )
            last = connection.execute(standing.limit(1)).mappings().first()
            if last is None:
                return []
            rows = [last]
            if last["batch"] is not None:
                rows = list(connection.execute(standing.where(decisions.c.batch == last["batch"])).mappings())
            undoing = [_undoing(from_row(row)) for row in rows]
            undoing[0] = replace(undoing[0], token=token)
            return [self._add(connection, Draft(decision)) for decision in undoing]

    def since(self, decision_id: int = 0) -> list[Decision]:
        """Decisions kept after the one with the given id, in order."""
        with self.database.reading() as connection:
            return read_since(connection, decision_id)

    def _add(self, connection: Connection, draft: Draft) -> Decision:
        decision = draft.decision
        known = self._by_token(connection, decision.token)
        if known:
            return known
        place = {"holder": holder_of(decision), "target": target_of(decision)}
        found = connection.scalar(_REVISION, {f"of_{name}": value for name, value in place.items()}) or 0
        if draft.seen is not None and draft.seen != found:
            raise ConflictError(
                f"{found - draft.seen} newer decisions on {place['target']}",
                expected="none since the page was opened",
                action="Look at what was decided, and decide again.",
            )
        kept = replace(
            decision,
            token=decision.token or secrets.token_hex(16),
            decided_at=decision.decided_at or dt.datetime.now(dt.UTC),
        )
        row: dict[str, Any] = to_row(kept) | place | {"revision": found + 1}
        return replace(kept, decision_id=connection.execute(_INSERT, row).scalar_one())

    def _by_token(self, connection: Connection, token: str) -> Decision | None:
        if not token:
            return None
        row = connection.execute(_BY_TOKEN, {"of_token": token}).mappings().first()
        return None if row is None else from_row(row)


# Made once: to put a query together takes SQLAlchemy longer than to answer it.
_SINCE = (
    select(decisions).where(decisions.c.decision_id > bindparam("since")).order_by(decisions.c.decision_id)
)
_BY_TOKEN = select(decisions).where(decisions.c.token == bindparam("of_token"))
_REVISION = select(func.max(decisions.c.revision)).where(
    decisions.c.holder == bindparam("of_holder"), decisions.c.target == bindparam("of_target")
)
_INSERT = insert(decisions).returning(decisions.c.decision_id)


def read_since(connection: Connection, decision_id: int) -> list[Decision]:
    """Decisions kept after the one with the given id, in order."""
    rows = connection.execute(_SINCE, {"since": decision_id}).mappings()
    return [from_row(row) for row in rows]


def revisions(kept: Sequence[Decision]) -> dict[tuple[str, str], int]:
    """Number of decisions on every (holder, target): what ``Draft.seen`` is compared with."""
    counts: dict[tuple[str, str], int] = {}
    for decision in kept:
        key = (holder_of(decision), target_of(decision))
        counts[key] = counts.get(key, 0) + 1
    return counts


def _undoing(decision: Decision) -> Decision:
    return replace(
        decision,
        kind=DecisionKind.UNDONE,
        undoes=decision.decision_id,
        note="",
        token="",
        took_s=None,
        decision_id=0,
        decided_at=None,
    )
