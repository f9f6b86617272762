"""interviews.csv or interviews.xlsx -> what is known of each interview."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from python_calamine import CalamineError, CalamineWorkbook

from kgnlp.domain import Metadata
from kgnlp.errors import InputError
from kgnlp.ingest.limits import check
from kgnlp.ingest.source import Source

NAMES = ("interviews.csv", "interviews.xlsx")
_REQUIRED = ("file", "interview_id", "group", "phase", "role", "guide")
_COLUMNS = (*_REQUIRED, "date", "interviewers")
_ID = re.compile(r"[^\W_][\w.-]{0,63}")
_DATE_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%Y%m%d")

Row = Mapping[str, object]


def list_transcripts(folder: Path) -> tuple[str, ...]:
    """Names of the files of a folder and those below it that may be transcripts, relative to it."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return tuple(
        sorted(
            file.as_posix()
            for file in files
            if file.name not in NAMES and not any(part.startswith((".", "~$")) for part in file.parts)
        )
    )


def read_metadata(folder: Path) -> tuple[tuple[Metadata, ...], tuple[InputError, ...]]:
    """The rows that can be used, in order, and what is wrong with each that can't.

    Raises:
        InputError: there is no interviews.csv or .xlsx, it can't be read, or it lacks a column.
    """
    found = [name for name in NAMES if (folder / name).is_file()]
    if not found:
        raise InputError(
            f"no interviews.csv in {folder}",
            expected=f"interviews.csv or interviews.xlsx with the columns {', '.join(_COLUMNS)}",
            action="Write one row for each transcript file; docs/input.md shows how.",
        )
    name = found[0]
    rows = _xlsx_rows(folder, name) if name.endswith(".xlsx") else _csv_rows(folder, name)
    usable: list[Metadata] = []
    faults: list[InputError] = []
    for number, row in enumerate(rows, 2):
        try:
            usable.append(_metadata(row, usable))
        except _RowFaultError as fault:
            faults.append(fault.at(name, number))
    return tuple(usable), tuple(faults)


class _RowFaultError(Exception):
    """What is wrong with one row."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found)
        self.found, self.expected = found, expected

    def at(self, name: str, number: int) -> InputError:
        """The fault as an error with its place."""
        return InputError(
            f"{self.found} in row {number} of {name}",
            expected=self.expected,
            action="Correct that row; its interview is left out until then.",
        )


def _csv_rows(folder: Path, name: str) -> list[Row]:
    text = Source.open(folder, name).text
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True))
    return _named_rows(name, rows)


def _xlsx_rows(folder: Path, name: str) -> list[Row]:
    source = Source.open(folder, name)
    check(source)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(source.content)).get_sheet_by_index(0)
        return _named_rows(name, sheet.to_python())
    except CalamineError as error:
        raise InputError(
            f"{name} that can't be read",
            expected="an Excel workbook",
            action="Save it again as .xlsx, or as .csv.",
        ) from error


def _named_rows(name: str, rows: Iterable[Iterable[object]]) -> list[Row]:
    filled = [list(row) for row in rows]
    header = [str(cell).strip().lower() for cell in filled[0]] if filled else []
    missing = [column for column in _REQUIRED if column not in header]
    if missing:
        raise InputError(
            f"{name} without the columns {', '.join(missing)}",
            expected=f"a first row with {', '.join(_COLUMNS)}",
            action="Add the columns, spelt like that.",
        )
    return [
        dict(zip(header, row, strict=False)) for row in filled[1:] if any(str(cell).strip() for cell in row)
    ]


def _metadata(row: Row, before: list[Metadata]) -> Metadata:
    interview_id, file = _cell(row, "interview_id"), _cell(row, "file")
    if not _ID.fullmatch(interview_id):
        raise _RowFaultError(
            f"interview_id {interview_id!r}", "letters, digits, '.', '_' and '-', at most 64"
        )
    if not file or not _is_inside(file):
        raise _RowFaultError(f"file {file!r}", "the name of a file in the input folder")
    for other in before:
        if other.interview_id == interview_id:
            raise _RowFaultError(f"interview_id {interview_id!r} for the second time", "each id once")
        if other.file == file:
            raise _RowFaultError(f"file {file!r} for the second time", "each file once")
    for column in ("group", "role", "guide"):
        if not _cell(row, column):
            raise _RowFaultError(f"no {column}", f"a {column}")
    return Metadata(
        file=file,
        interview_id=interview_id,
        group=_cell(row, "group"),
        phase=_phase(_cell(row, "phase")),
        role=_cell(row, "role"),
        guide=_cell(row, "guide"),
        date=_date(row.get("date")),
        interviewers=tuple(_names(_cell(row, "interviewers"))),
    )


def _is_inside(file: str) -> bool:
    path = PurePosixPath(file)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in file


def _cell(row: Row, column: str) -> str:
    value = row.get(column, "")
    if isinstance(value, float) and value.is_integer():  # Excel knows only one kind of number
        value = int(value)
    return " ".join(str("" if value is None else value).split())


def _phase(value: str) -> int:
    if not re.fullmatch(r"\d{1,2}", value):
        raise _RowFaultError(f"phase {value!r}", "a number: 1, 2 or 3")
    return int(value)


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    for form in _DATE_FORMS:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise _RowFaultError(f"date {text!r}", "2024-02-13 or 13.02.2024, or nothing")


def _names(value: str) -> Iterator[str]:
    return (name.strip() for name in value.split(";") if name.strip())
