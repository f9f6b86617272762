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
FONT_SIZE = 12  # px
# Widths of characters in DejaVu Sans, in shares of the font size; the fonts of _FONT are narrower.
_NARROW, _OTHER, _LARGE = 0.37, 0.62, 0.78
_NARROW_CHARACTERS = frozenset("fijlrtI.,:;'|()[]/- \u00a0")
_FONT = "Arial, Helvetica, sans-serif"

Chart = TypeVar("Chart", bound=alt.TopLevelMixin)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a drawing is laid out, in CSS pixels."""

    name: str
    width: int  # that the drawing is made to fill
    limit: int  # that the page has room for
    labels: int  # the most that labels of rows take


WIDE = Layout("wide", width=740, limit=800, labels=330)
NARROW = Layout("narrow", width=332, limit=343, labels=166)


def rows_of(dataset: str) -> alt.NamedData:
    """The rows that styled is given under a name; charts hold the name only, which keeps them quick."""
    return alt.NamedData(name=dataset)


def text_width(text: str) -> float:
    """About how wide a text is at FONT_SIZE in px, rather too wide than too narrow."""
    return FONT_SIZE * sum(_character_width(character) for character in text)


def _character_width(character: str) -> float:
    if character in _NARROW_CHARACTERS:
        return _NARROW
    return _LARGE if character.isupper() or character in "mwæ%—…" else _OTHER


def label_width(labels: Sequence[str], layout: Layout) -> float:
    """Room for the labels of rows; longer ones are cut."""
    return min(layout.labels, max(text_width(label) for label in labels) + 12)


def row_axis(width: float, *, ids: bool = False) -> alt.Axis:
    """Labels of rows in a given width, so that drawings stand under each other.

    Labels end at the drawing; those that begin with an id begin at the left, the ids in a column.
    """
    return alt.Axis(
        labelAlign="left" if ids else "right",
        labelPadding=width if ids else 8,
        labelLimit=width - 8,
        minExtent=width,
        maxExtent=width,
    )


def styled(chart: Chart, datasets: dict[str, list[dict[str, object]]]) -> Chart:
    """The chart with its data, in the colours and sizes of the page, without lines that say nothing."""
    config = alt.Config(
        background="transparent",
        font=_FONT,
        padding=2,
        axis=alt.AxisConfig(labelFontSize=FONT_SIZE, labelColor=INK, ticks=False, domain=False, grid=False),
        view=alt.ViewConfig(stroke=None),
        title=alt.TitleConfig(color=INK),
    )
    return chart.properties(config=config, datasets=datasets)
