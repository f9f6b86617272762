"""An evaluation -> files: tables as CSV, the reliability figure as SVG, a summary for people and programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from math import isnan
from pathlib import Path

from kgnlp.errors import TableError
from kgnlp.report.parts import Table
from kgnlp.training.evaluation.records import About, Evaluation, Measure
from kgnlp.training.evaluation.reliability import reliability_svg
from kgnlp.training.evaluation.shown import about_lines, shown_tables
from kgnlp.training.evaluation.wrong_tags import WrongTag

Row = Mapping[str, object]

_DIGITS = 4
# A cell that begins so is a formula to a spreadsheet; an apostrophe before it makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WRONG_TAG_COLUMNS = [field.name for field in fields(WrongTag)]


def check_output(folder: Path) -> None:
    """Make the output folder; raise TableError where that can't be done, before anything is trained."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TableError(
            f"{folder}, which can't be made ({type(error).__name__})",
            expected="a folder that this user may write to",
            action="Choose another folder with --output.",
        ) from error


def write(evaluation: Evaluation, folder: Path) -> None:
    """Write everything; files of an earlier evaluation are replaced.

    errors.csv holds transcript text, the other files hold none.
    """
    check_output(folder)
    about = asdict(evaluation.about) | {"measured_on": evaluation.about.measured_on}
    measures = [_measure_row(one) for one in evaluation.measures]
    bins = [{"questions": one.questions, "theme": one.theme} | asdict(one.bin) for one in evaluation.bins]
    wrong = [asdict(tag) for tag in evaluation.wrong_tags]
    _write_csv(folder / "measures.csv", measures)
    _write_csv(folder / "calibration.csv", bins)
    _write_csv(folder / "errors.csv", wrong, _WRONG_TAG_COLUMNS)
    last = evaluation.about.questions[-1]
    svg = reliability_svg([one for one in evaluation.bins if one.questions == last])
    (folder / "reliability.svg").write_text(svg, "utf-8")
    stated = {"about": about, "measures": [_plain(row) for row in measures]}
    content = json.dumps(stated, ensure_ascii=False, indent=1, allow_nan=False)
    (folder / "summary.json").write_text(content + "\n", "utf-8")
    (folder / "summary.md").write_text("\n".join(_markdown(evaluation)) + "\n", "utf-8")


def _measure_row(measure: Measure) -> Row:
    estimate = {name: value for name, value in asdict(measure.estimate).items() if name != "interviews"}
    return (
        asdict(measure.scope)
        | {"theme": measure.theme, "measure": measure.name}
        | estimate
        | {"interviews": measure.estimate.interviews}
    )


def _plain(row: Row) -> Row:
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: object) -> object:
    if isinstance(value, float):
        return None if isnan(value) else round(value, _DIGITS)
    return value


def _as_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _write_csv(file: Path, rows: Iterable[Row], columns: Iterable[str] = ()) -> None:
    """With a byte order mark, without which Excel reads æ, ø and å wrongly."""
    listed = list(rows)
    names = list(columns) or list(listed[0])
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, names)
        writer.writeheader()
        writer.writerows({name: _as_text(_cell(value)) for name, value in row.items()} for row in listed)


def _markdown(evaluation: Evaluation) -> Iterator[str]:
    yield "# How good the tags and segments are"
    for line in about_lines(evaluation):
        yield f"\n{line}"
    for table in shown_tables(evaluation):
        yield from _markdown_table(table)
    yield "\n" + _files(evaluation.about)


def _markdown_table(table: Table) -> Iterator[str]:
    yield f"\n## {table.caption}"
    yield "| " + " | ".join(table.head) + " |"
    yield "|---" * len(table.head) + "|"
    for body in table.bodies:
        for row in body.rows:
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _files(about: About) -> str:
    return (
        "All measures are in measures.csv and summary.json; the reliability figure (questions as "
        f"{about.questions[-1]}) is reliability.svg, its numbers calibration.csv. errors.csv lists the wrong "
        "tags with their text: keep it as confidential as the transcripts."
    )
