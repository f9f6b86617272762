"""The figures of how often a theme is spoken of, by group, role or phase."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgnlp.report.counts import Count, Counts
from kgnlp.report.figures import LABEL, draw_figure, value_label
from kgnlp.report.heat_map import Cell, heat_map
from kgnlp.report.material import Theme
from kgnlp.report.messages import Messages
from kgnlp.report.parts import Body, Figure, Table
from kgnlp.wording.formats import decimal, order, percent, shorten_all, whole


def themes_by(dimension: str, counts: Counts, themes: Sequence[Theme], m: Messages) -> Figure:
    """Heat map of tagged passages per 1,000 words, theme by group, role or phase."""
    values = sorted({value for _, value in counts}, key=order)
    rows = shorten_all([theme.label for theme in themes], LABEL)
    sizes = [whole(counts[themes[0].id, value].interviews) for value in values]
    named = [f"{value_label(m, dimension, v)} ({n})" for v, n in zip(values, sizes, strict=True)]
    columns = shorten_all(named, LABEL)
    cells = [
        Cell(row, column, rate, decimal(rate))
        for theme, row in zip(themes, rows, strict=True)
        for value, column in zip(values, columns, strict=True)
        for rate in [counts[theme.id, value].per_1000]
    ]
    title = m(f"figure.{dimension}.title")
    description = m("figure.rates.description", highest=_highest(cells, m)).strip()
    table = _table(title, (dimension, values), counts, themes, m)
    return draw_figure(
        f"figur-{dimension}",
        (title, description),
        lambda layout: heat_map(cells, rows, columns, layout),
        table,
    )


def _highest(cells: Sequence[Cell], m: Messages) -> str:
    top = max(cells, key=lambda cell: cell.value or 0.0)
    return m("figure.highest", row=top.row, column=top.column, value=top.text) if top.value else ""


def _table(
    caption: str, by: tuple[str, list[str]], counts: Counts, themes: Sequence[Theme], m: Messages
) -> Table:
    dimension, values = by
    base = [counts[themes[0].id, value] for value in values]

    def rows(write: Callable[[Count], str]) -> tuple[tuple[str, ...], ...]:
        return tuple((theme.label, *(write(counts[theme.id, value]) for value in values)) for theme in themes)

    there_is = (
        (m("column.interviews"), *(whole(count.interviews) for count in base)),
        (m("column.informant_words"), *(whole(count.words) for count in base)),
    )
    return Table(
        caption=caption,
        head=(m("column.theme"), *(value_label(m, dimension, value) for value in values)),
        bodies=(
            Body(m("column.base"), there_is),
            Body(m("column.per_1000"), rows(lambda count: decimal(count.per_1000, 2))),
            Body(m("column.tagged"), rows(lambda count: whole(count.tagged))),
            Body(m("column.share"), rows(lambda count: percent(count.share_of_interviews))),
        ),
    )
