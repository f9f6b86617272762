"""What has moved since the model version was trained, in sentences and a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgnlp.report.figures import value_label
from kgnlp.report.material import Theme
from kgnlp.report.messages import Messages
from kgnlp.report.parts import Body, Table
from kgnlp.watching import Compared, Report
from kgnlp.wording.formats import decimal, percent, whole

MOST_ROWS = 30  # what has moved farthest


@dataclass(frozen=True, slots=True)
class Changes:
    """The section on what has changed."""

    sentences: tuple[str, ...]
    table: Table | None  # None where nothing has moved


def explain(report: Report | None, themes: tuple[Theme, ...], m: Messages) -> Changes:
    """The section; ``report`` is None where the model version has no profile."""
    if report is None:
        return Changes((m("change.no_profile"),), None)
    compared_with = m.count("change.compared_with", len(report.references))
    return _changes(report, compared_with, {theme.id: theme.label for theme in themes}, m)


def explain_month(
    report: Report, interviews: int, month: str, labels: Mapping[str, str], m: Messages
) -> Changes:
    """What a drift page says of a month; ``interviews`` are those of the month."""
    of_month = m.count("change.of_month", interviews, month=month_label(month))
    before = m.count("change.compared_with_before", len(report.references))
    return _changes(report, f"{of_month} {before}", labels, m)


def _changes(report: Report, compared_with: str, labels: Mapping[str, str], m: Messages) -> Changes:
    moved = report.moved
    sentences = [compared_with, m(f"change.{_state(report)}")]
    if report.synthetic:
        sentences.append(m("change.synthetic"))
    if report.too_few:
        sentences.append(m.count("change.too_few", report.too_few))
    if len(moved) > MOST_ROWS:
        sentences.append(m.count("change.left_out", len(moved) - MOST_ROWS))
    return Changes(tuple(sentences), _table(moved[:MOST_ROWS], labels, m) if moved else None)


def _state(report: Report) -> str:
    if not report.compared:
        return "nothing_compared"
    return "moved" if report.moved else "nothing_moved"


def _table(moved: tuple[Compared, ...], labels: Mapping[str, str], m: Messages) -> Table:
    columns = ("where", "measure", "found", "expected", "index", "by_chance", "interviews")
    rows = tuple(
        (
            _where(one, m),
            m(f"change.{one.measure.kind}", theme=labels.get(one.measure.theme or "", one.measure.theme)),
            percent(one.share, 1),
            percent(one.expected, 1),
            decimal(one.stability.index, 2),
            decimal(one.stability.by_chance, 2),
            whole(len(one.interview_ids)),
        )
        for one in moved
    )
    head = tuple(m(f"change.column_{column}") for column in columns)
    return Table(m("change.caption"), head, (Body(None, rows),), text_columns=2)


def _where(one: Compared, m: Messages) -> str:
    group = m("change.all_groups") if one.group is None else value_label(m, "group", one.group)
    return group if one.month is None else f"{group}, {month_label(one.month)}"


def month_label(month: str) -> str:
    """A month as Norwegians write it: ``2024-02`` -> ``02.2024``."""
    year, number = month.split("-")
    return f"{number}.{year}"
