"""Rows with time, speaker and content in any order -> cues: tables in Word and ODT, tab and comma files."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import mean

from kgnlp.domain import Cue
from kgnlp.ingest.labels import looks_like_label
from kgnlp.ingest.source import Transcript
from kgnlp.ingest.timestamps import CLOCK, F4, seconds

Rows = Sequence[Sequence[str]]

# Headings that NVivo and others give the columns, in English and Norwegian.
_HEADINGS = {
    "time": (
        "timespan", "time", "start", "begin", "timecode",
        "tidsrom", "tidsperiode", "tid", "tidspunkt", "tidskode",
    ),
    "content": ("content", "text", "transcript", "innhold", "tekst", "transkripsjon", "utsagn", "ytring"),
    "speaker": (
        "speaker", "name", "taler", "talar", "navn", "namn", "person", "høyttaler", "deltaker", "hvem",
    ),
}  # fmt: skip
_ONE = rf"[\[(]?(?:{CLOCK}|{F4})[\])]?"
_TIME = re.compile(rf"{_ONE}(?:\s*(?:-->|[-–—])\s*{_ONE})?")


def looks_like_rows(rows: Rows) -> bool:
    """Whether the rows have a column of text and one of times or speakers."""
    return len(rows) > 1 and _columns(rows) is not None


def read_rows(rows: Rows) -> Transcript:
    """Cues of rows for which looks_like_rows holds."""
    columns = _columns(rows)
    if columns is None:
        return Transcript((), ("a table without a column of text was left out",))
    body = rows[1:] if _named(rows[0]).keys() >= {"content"} else rows
    return Transcript(tuple(cue for row in body if (cue := _cue(row, columns))))


def _cue(row: Sequence[str], columns: dict[str, int]) -> Cue | None:
    text = _cell(row, columns["content"])
    if not text:
        return None
    times = re.findall(rf"{CLOCK}|{F4}", _cell(row, columns.get("time", -1)))
    return Cue(
        text,
        _cell(row, columns.get("speaker", -1)).rstrip(":") or None,
        seconds(times[0]) if times else None,
        seconds(times[1]) if len(times) > 1 else None,
    )


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if 0 <= column < len(row) else ""


def _columns(rows: Rows) -> dict[str, int] | None:
    """Number of the column of each kind, by the headings or else by what stands in them."""
    named = _named(rows[0])
    if "content" in named and len(named) > 1:
        return named
    found = _guessed(rows)
    return found if "content" in found and len(found) > 1 else None


def _named(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(header):
        for kind, names in _HEADINGS.items():
            if cell.strip().lower() in names:
                found.setdefault(kind, number)
    return found


def _guessed(rows: Rows) -> dict[str, int]:
    found: dict[str, int] = {}
    lengths: dict[int, float] = {}
    for number in range(min(len(row) for row in rows)):
        cells = [row[number].strip() for row in rows if row[number].strip()]
        if not cells:
            continue
        if _share(cells, lambda cell: bool(_TIME.fullmatch(cell))) > 0.8:
            found.setdefault("time", number)
        elif _share(cells, lambda cell: looks_like_label(cell.rstrip(":"))) > 0.8 and _recurs(cells):
            found.setdefault("speaker", number)
        else:
            lengths[number] = mean(map(len, cells))
    if lengths:
        found["content"] = max(lengths, key=lambda number: lengths[number])
    return found


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells)


def _recurs(cells: Sequence[str]) -> bool:
    return len(set(cells)) <= max(2, len(cells) / 2)
