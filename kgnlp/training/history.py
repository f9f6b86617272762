"""What became of each model version, and when: one JSON object a line in ``MODELS/history.jsonl``.

Versions never change once they are written, so what is decided of them stands here. Which version is
current is said by ``MODELS/current`` alone; the history says how it came to be.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from kgnlp.errors import ModelError
from kgnlp.replacing import replacing

FILE = "history.jsonl"


class EventKind(StrEnum):
    """What happened to a version."""

    ADDED = "added"  # trained and written
    HELD = "held"  # it was not better: it stays a candidate
    PROMOTED = "promoted"  # it became current
    ROLLED_BACK = "rolled_back"  # it became current again
    REMOVED = "removed"  # pruned


class Status(StrEnum):
    """What a version is now."""

    CURRENT = "current"  # runs use it
    CANDIDATE = "candidate"  # it was never current
    RETIRED = "retired"  # it was current once


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a version."""

    kind: EventKind
    version: str
    reason: str  # for people; "" where there is none
    before: str | None = None  # the version that was current before it; None where there was none
    at: dt.datetime | None = None  # UTC; None: not yet kept


def read_history(models: Path) -> tuple[Event, ...]:
    """All events, in order. Raises ModelError where the file is not as it must be."""
    file = models / FILE
    if not file.is_file():
        return ()
    lines = file.read_text("utf-8").splitlines()
    return tuple(_event(line, number) for number, line in enumerate(lines, 1))


def _event(line: str, number: int) -> Event:
    try:
        found = json.loads(line)
        kind, at = EventKind(found["kind"]), dt.datetime.fromisoformat(found["at"])
        return Event(**(found | {"kind": kind, "at": at}))
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"line {number} of {FILE} that is no event",
            expected="the file as kgnlp writes it",
            action="Restore it from a backup, or move it away: the versions themselves stand.",
        ) from error


def append(models: Path, *events: Event) -> None:
    """Add events, all or none; the caller holds the registry's lock."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat()
    file = models / FILE
    before = file.read_text("utf-8") if file.is_file() else ""
    rows = [json.dumps(asdict(event) | {"at": now}, ensure_ascii=False) for event in events]
    with replacing(file) as draft:
        draft.write_text(before + "".join(f"{row}\n" for row in rows), "utf-8")


def status_of(version: str, current: str | None, events: Sequence[Event]) -> Status:
    """What a version is now, by the pointer and the events."""
    if version == current:
        return Status.CURRENT
    # A promotion that was killed before the pointer moved did not happen; one that happened was followed up.
    was_current = any(event.before == version for event in events)
    return Status.RETIRED if was_current else Status.CANDIDATE


def reason_of(version: str, events: Sequence[Event]) -> str:
    """Why a version is what it is: what the last event on it says; "" where there is none."""
    return next((event.reason for event in reversed(events) if event.version == version), "")


def before(current: str, events: Sequence[Event]) -> str | None:
    """The version that was current before this one was promoted; None where that is not known.

    A rollback is no promotion: after one, the version before that is meant, and so on back.
    """
    promoted = (one for one in reversed(events) if one.kind is EventKind.PROMOTED)
    return next((event.before for event in promoted if event.version == current), None)
