"""Heat maps with the numbers in the cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt

from kgnlp.report import charts
from kgnlp.report.charts import INK, ROW, Layout, text_width

_LOW, _HIGH = "#f4f7fa", "#72a8d8"  # INK on the darkest of them has a contrast of 5.7:1 (WCAG: 4.5:1)
_WIDEST_CELL = 130.0  # px
_SLANT = 40  # degrees: labels of columns that are too long to lie flat
_LONGEST_LABEL = 170  # px along the slant


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a heat map."""

    row: str
    column: str
    value: float | None  # None is drawn without a colour
    text: str


def heat_map(
    cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], layout: Layout
) -> alt.TopLevelMixin:
    """Rows by columns, darker where the value is larger, with the text in each cell.

    Args:
        cells: one for each row and column.
        rows: labels of rows in their order.
        columns: labels of columns in their order.
        layout: how wide.
    """
    label_width = charts.label_width(rows, layout)
    cell, flat = _column_width(columns, layout, label_width)
    largest = max((c.value for c in cells if c.value), default=1.0)
    x = alt.X("column:N", sort=list(columns), title=None, axis=_column_axis(flat=flat))
    y = alt.Y("row:N", sort=list(rows), title=None, axis=charts.row_axis(label_width))
    fill = alt.Color("value:Q", scale=alt.Scale(domain=[0, largest], range=[_LOW, _HIGH]), legend=None)
    base = alt.Chart(charts.rows_of("cells")).encode(x=x, y=y)
    boxes = base.transform_filter("isValid(datum.value)").mark_rect(stroke="#ffffff", strokeWidth=2)
    numbers = base.mark_text(fontSize=13, color=INK).encode(text="text:N")
    chart = alt.layer(boxes.encode(color=fill), numbers)
    sized = chart.properties(width=cell * len(columns), height=ROW * len(rows))
    return charts.styled(sized, {"cells": [asdict(c) for c in cells]})


def _column_axis(*, flat: bool) -> alt.Axis:
    slant = {"labelAngle": -_SLANT, "labelAlign": "left", "labelBaseline": "bottom"}
    angle = {"labelAngle": 0} if flat else slant
    return alt.Axis(orient="top", labelLimit=_LONGEST_LABEL, labelPadding=6, labelOverlap=False, **angle)


def _column_width(columns: Sequence[str], layout: Layout, label_width: float) -> tuple[float, bool]:
    """Width of a column, and whether its label lies flat; the last slanted one stands out to the right."""
    longest = max(text_width(column) for column in columns)
    flat = (layout.width - label_width) / len(columns)
    if flat >= longest:
        return min(flat, max(_WIDEST_CELL, longest)), True
    overhang = min(longest, _LONGEST_LABEL) * math.cos(math.radians(_SLANT)) - layout.least_cell / 2
    slanted = (layout.width - label_width - max(0.0, overhang)) / len(columns)
    return min(_WIDEST_CELL, max(layout.least_cell, slanted)), False
