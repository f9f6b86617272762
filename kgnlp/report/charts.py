"""What the drawings of the report have in common: sizes, labels and colours, in Altair.

Every number that a colour shows is also written, so that the drawings can be read without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import altair as alt

INK = "#1b2733"
ROW = 30  # px: height of a line of text with air around it
# px: mean width of a character at 12 px in DejaVu Sans, which is wider than those of _FONT
_CHARACTER = 7.1
_FONT = "Arial, Helvetica, sans-serif"

Chart = TypeVar("Chart", bound=alt.TopLevelMixin)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a drawing is laid out, in CSS pixels."""

    name: str
    width: int  # that the drawing is made to fill
    limit: int  # that the page has room for
    labels: int  # the most that labels of rows take
    least_cell: int  # narrower cells can't hold their number


WIDE = Layout("wide", width=740, limit=800, labels=330, least_cell=44)
NARROW = Layout("narrow", width=330, limit=343, labels=152, least_cell=36)


def rows_of(dataset: str) -> alt.NamedData:
    """The rows that styled is given under a name; charts hold the name only, which keeps them quick."""
    return alt.NamedData(name=dataset)


def text_width(text: str) -> float:
    """About how wide a text is at 12 px, rather too wide than too narrow."""
    return len(text) * _CHARACTER


def label_width(labels: Sequence[str], layout: Layout) -> float:
    """Room for the labels of rows; longer ones are cut."""
    return min(layout.labels, max(text_width(label) for label in labels) + 12)


def row_axis(width: float) -> alt.Axis:
    """Labels of rows in a given width, so that drawings stand under each other."""
    return alt.Axis(labelLimit=width - 8, labelPadding=8, minExtent=width, maxExtent=width)


def styled(chart: Chart, datasets: dict[str, list[dict[str, object]]]) -> Chart:
    """The chart with its data, in the colours and sizes of the page, without lines that say nothing."""
    config = alt.Config(
        background="transparent",
        font=_FONT,
        padding=2,
        axis=alt.AxisConfig(labelFontSize=12, labelColor=INK, ticks=False, domain=False, grid=False),
        view=alt.ViewConfig(stroke=None),
        title=alt.TitleConfig(color=INK),
    )
    return chart.properties(config=config, datasets=datasets)
