"""Rows with time, speaker and content in any order -> cues: tables in Word and ODT, tab and comma files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import mean

from kgnlp.domain import Cue
from kgnlp.ingest.documents import Document
from kgnlp.ingest.labels import looks_like_label
from kgnlp.ingest.source import Transcript
from kgnlp.ingest.timestamps import CLOCK, DASH, F4, TimedLines, seconds

Rows = Sequence[Sequence[str]]

# Headings that NVivo and others give the columns, in English and Norwegian.
_HEADINGS = {
    "time": (
        "timespan", "time", "timestamp", "start", "start time", "begin", "timecode", "tidsrom", "tidsperiode",
        "tidsspenn", "tidsstempel", "tid", "tidspunkt", "tidskode", "starttid",
    ),
    "content": (
        "content", "text", "transcript", "transcription", "utterance", "innhold", "innhald", "tekst",
        "transkripsjon", "utsagn", "ytring", "replikk",
    ),
    "speaker": (
        "speaker", "name", "speaker name", "taler", "talar", "navn", "namn", "person", "høyttaler",
        "høgtalar", "deltaker", "deltakar", "hvem", "kven", "snakker", "rolle",
    ),
}  # fmt: skip
_ONE = rf"[\[(]?(?:{CLOCK}|{F4})[\])]?"
_TIME = re.compile(rf"{_ONE}(?:{DASH}{_ONE})?")
_ANY_TIME = re.compile(rf"{CLOCK}|{F4}")
# Of the cells of a column; a few are empty or damaged in real tables.
_NEARLY_ALL = 0.8
# Of a focus group.
_MAX_SPEAKERS = 12
# Rows. In so few, the first is needed to tell the columns; else it may be of headings.
_NAMED_FROM = 2


def looks_like_rows(rows: Rows) -> bool:
    """Whether the rows have a column of text and one of times or speakers."""
    return len(rows) > 1 and _columns(rows) is not None


def is_mostly_tables(document: Document) -> bool:
    """Whether more of a document stands in tables of that kind than outside them."""
    inside = sum(
        len(cell) for table in document.tables if looks_like_rows(table) for row in table for cell in row
    )
    return inside > sum(len(line.text) for line in document.outside)


def read_tables(document: Document) -> Transcript:
    """Cues of the tables of a document; what stands outside them is left out, with a warning."""
    parts = [read_rows(table) for table in document.tables if looks_like_rows(table)]
    words = sum(len(line.text.split()) for line in document.outside)
    others = [
        cell for table in document.tables if not looks_like_rows(table) for row in table for cell in row
    ]
    words += sum(len(cell.split()) for cell in others)
    warnings = [f"{words} words outside the table of the transcript left out"] if words else []
    return Transcript(
        tuple(cue for part in parts for cue in part.cues),
        (*warnings, *(warning for part in parts for warning in part.warnings)),
    )


def read_rows(rows: Rows) -> Transcript:
    """Cues of rows for which looks_like_rows holds. A row without a speaker goes on with the one before."""
    columns = _columns(rows)
    if columns is None:
        return Transcript((), ("a table without a column of text left out",))
    body = rows[1:] if _is_header(rows, columns) else rows
    timed = TimedLines(())
    cues: list[Cue] = []
    lost = 0
    speaker: str | None = None
    for row in body:
        if len(row) <= columns["content"]:  # merged cells
            lost += sum(len(cell.split()) for cell in row)
            continue
        speaker = _cell(row, columns.get("speaker")).rstrip(": ") or speaker
        text = "\n".join(timed.split(line.strip())[0] for line in _cell(row, columns["content"]).split("\n"))
        times = [seconds(time) for time in _ANY_TIME.findall(_cell(row, columns.get("time")))]
        if text.strip():
            cues.append(Cue(text.strip(), speaker, *[*times, None, None][:2]))
    return Transcript(tuple(cues), (f"{lost} words in merged rows left out",) if lost else ())


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _columns(rows: Rows) -> dict[str, int] | None:
    """Number of the column of each kind, by the headings, and for the rest by what stands in them."""
    named = _named(rows[0])
    guessed = _guessed(rows, named)
    found = guessed | named
    return found if "content" in found and len(found) > 1 else None


def _is_header(rows: Rows, columns: Mapping[str, int]) -> bool:
    """Whether the first row says what the columns are."""
    named = _named(rows[0])
    if "content" in named or len(named) > 1:
        return True
    if "time" in columns and _cell(rows[0], columns["time"]):
        return not _ANY_TIME.search(_cell(rows[0], columns["time"]))
    speakers = [_cell(row, columns.get("speaker")) for row in rows]
    others = Counter(speaker for speaker in speakers[1:] if speaker)
    return speakers[0] not in others and bool(others) and min(others.values()) > 1


def _named(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(header):
        for kind, names in _HEADINGS.items():
            if cell.strip().rstrip(":").lower() in names:
                found.setdefault(kind, number)
    return found


def _guessed(rows: Rows, taken: Mapping[str, int]) -> dict[str, int]:
    """Columns told by their cells: times, the longest text, and labels that recur."""
    found: dict[str, int] = {}
    width = Counter(map(len, rows)).most_common(1)[0][0]
    others = set(range(width)) - set(taken.values())
    body = rows[1:] if len(rows) > _NAMED_FROM else rows
    cells = {number: [cell for row in body if (cell := _cell(row, number))] for number in others}
    lengths = {}
    for number, column in cells.items():
        if column and _share(column, lambda cell: bool(_TIME.fullmatch(cell))) > _NEARLY_ALL:
            found.setdefault("time", number)
        elif column:
            lengths[number] = mean(len(_cell(row, number)) for row in rows)
    if lengths and "content" not in taken:
        found["content"] = max(lengths, key=lambda number: lengths[number])
    for number in lengths.keys() - set(found.values()):
        if _are_speakers(cells[number]):
            found.setdefault("speaker", number)
    return found


def _are_speakers(cells: Sequence[str]) -> bool:
    """Whether the cells say who speaks: few different ones, that look like labels or recur very often."""
    different = len(set(cells))
    if different > max(2, len(cells) / 2):
        return False
    look_like_labels = _share(cells, lambda cell: looks_like_label(cell.rstrip(": "))) > _NEARLY_ALL
    return look_like_labels or 1 < different <= min(_MAX_SPEAKERS, len(cells) / 5)


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells)
