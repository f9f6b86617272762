"""Heat maps with the numbers in the cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt

from kgnlp.report import charts
from kgnlp.report.charts import INK, ROW, Layout, text_width

_LOW, _HIGH = "#f4f7fa", "#72a8d8"  # INK on the darkest of them has a contrast of 5.7:1 (WCAG: 4.5:1)
_WIDEST_CELL = 130.0  # px
_NUMBER_SIZE = 13  # px
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
    cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], layout: Layout, *, ids: bool = False
) -> alt.TopLevelMixin:
    """Rows by columns, darker where the value is larger, with the text in each cell.

    Args:
        cells: one for each row and column.
        rows: labels of rows in their order.
        columns: labels of columns in their order.
        layout: how wide.
        ids: whether labels of rows begin with an id.
    """
    label_width = charts.label_width(rows, layout)
    laid_out = _lay_out(columns, cells, layout.width - label_width)
    largest = max((c.value for c in cells if c.value), default=1.0)
    x = alt.X("column:N", sort=list(columns), title=None, axis=laid_out.axis())
    y = alt.Y("row:N", sort=list(rows), title=None, axis=charts.row_axis(label_width, ids=ids))
    fill = alt.Color("value:Q", scale=alt.Scale(domain=[0, largest], range=[_LOW, _HIGH]), legend=None)
    base = alt.Chart(charts.rows_of("cells")).encode(x=x, y=y)
    boxes = base.transform_filter("isValid(datum.value)").mark_rect(stroke="#ffffff", strokeWidth=2)
    numbers = base.mark_text(fontSize=_NUMBER_SIZE, color=INK).encode(text="text:N")
    chart = alt.layer(boxes.encode(color=fill), numbers)
    sized = chart.properties(width=laid_out.width * len(columns), height=ROW * len(rows))
    return charts.styled(sized, {"cells": [asdict(c) for c in cells]})


@dataclass(frozen=True, slots=True)
class _Columns:
    """How the columns are laid out."""

    width: float  # px, of one
    angle: int  # degrees that their labels are turned by

    def axis(self) -> alt.Axis:
        baseline = "bottom" if self.angle == -_SLANT else "middle"
        turned: dict[str, Any] = {"labelAlign": "left", "labelBaseline": baseline} if self.angle else {}
        return alt.Axis(
            orient="top",
            labelAngle=self.angle,
            labelLimit=_LONGEST_LABEL,
            labelPadding=6,
            labelOverlap=False,
            **turned,
        )


def _lay_out(columns: Sequence[str], cells: Sequence[Cell], room: float) -> _Columns:
    """Flat labels where they have room, else slanted, else upright; cells hold their text in any case."""
    least = max(text_width(cell.text) for cell in cells) * _NUMBER_SIZE / charts.FONT_SIZE + 8
    longest = min(_LONGEST_LABEL, max(text_width(column) for column in columns))
    width = room / len(columns)
    if width >= max(longest + 8, least):
        return _Columns(min(width, max(_WIDEST_CELL, longest + 8)), 0)
    # The last label stands out to the right of its cell.
    overhang = longest * math.cos(math.radians(_SLANT)) - width / 2
    slanted = (room - max(0.0, overhang)) / len(columns)
    if slanted >= least:
        return _Columns(min(_WIDEST_CELL, slanted), -_SLANT)
    return _Columns(min(_WIDEST_CELL, max(least, width)), -90)
