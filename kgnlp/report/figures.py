"""What every figure is made of: two drawings, its words, and the table of its data."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt

from kgnlp.report import charts
from kgnlp.report.messages import Messages
from kgnlp.report.parts import Figure, Key, Table
from kgnlp.report.svg import draw

LABEL = 26  # characters: longer names are cut in drawings, never in tables


def draw_figure(
    name: str,
    words: tuple[str, str],
    chart: Callable[[charts.Layout], alt.TopLevelMixin],
    table: Table,
    keys: tuple[Key, ...] = (),
) -> Figure:
    """A figure at both widths; words are its title and its description."""
    title, description = words
    drawings = tuple(
        draw(chart(layout), layout, name, title, description) for layout in (charts.WIDE, charts.NARROW)
    )
    return Figure(name, title, description, drawings, table, keys)


def value_label(m: Messages, dimension: str, value: str) -> str:
    """What a group, role or phase is called on the page."""
    if not value:
        return m("value.unknown")
    return m("value.phase", phase=value) if dimension == "phase" else value
