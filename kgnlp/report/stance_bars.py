"""Diverging bars of stance: against to the left of a middle line, for to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt

from kgnlp.report import charts
from kgnlp.report.charts import INK, ROW, Layout, text_width

# Blue and orange are told apart in the common forms of colour blindness; the text in each has a contrast of
# at least 4.5:1 (WCAG 2.2, 1.4.3). The same colours stand in report.css, for the keys.
_FILL = {"negative": "#a3470a", "mixed": "#d3d9df", "positive": "#0b5c94"}
_TEXT = {"negative": "#ffffff", "mixed": INK, "positive": "#ffffff"}
_GAP = 6  # px between the blocks, beside the line of the heading
_THICK = 20  # px of a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """The part of a stance bar with one stance."""

    block: str
    label: str
    stance: str
    begins: float  # share, -1 to 1; the middle of the drawing is 0
    ends: float
    text: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in its place; the names are those of Vega's text mark."""

    x: float  # px
    y: float  # px, the middle of the line
    text: str
    align: str
    color: str = INK
    weight: str = "normal"
    limit: float = 0  # px that it is cut at; 0 is none


@dataclass(frozen=True, slots=True)
class _Frame:
    """The scale that all bars share, so that the middle lines of blocks meet."""

    reach: float  # share at the end of the longer side
    width: float  # px
    labels: float  # px

    def x(self, share: float) -> float:
        """Place of a share in px, the middle being 0."""
        return self.labels + (share + self.reach) / (2 * self.reach) * (self.width - self.labels)


def stance_bars(
    bars: Sequence[Bar], blocks: Sequence[tuple[str, Sequence[str]]], sides: tuple[str, str], layout: Layout
) -> alt.TopLevelMixin:
    """Draw the bars in blocks under each other.

    Args:
        bars: the parts of all bars.
        blocks: titles of blocks in their order, with the labels of their rows in theirs.
        sides: what the left and the right side mean.
        layout: how wide.
    """
    reach = max(0.01, *(abs(end) for bar in bars for end in (bar.begins, bar.ends)))
    labels = charts.label_width([label for _, names in blocks for label in names], layout)
    frame = _Frame(reach, layout.width, labels)
    texts = _side_names(frame.x(0), sides)
    rows: dict[tuple[str, str], float] = {}  # middle of each row in px
    y = ROW / 2
    for title, names in blocks:
        texts.append(_Text(0, y, title, "left", weight="bold"))
        for label in names:
            y += ROW
            rows[title, label] = y
            texts.append(_Text(labels - 8, y, label, "right", limit=labels - 8))
        y += ROW + _GAP
    texts += [text for bar in bars if (text := _number(bar, rows[bar.block, bar.label], frame))]
    datasets: dict[str, list[dict[str, object]]] = {
        "boxes": [_box(bar, rows[bar.block, bar.label], frame) for bar in bars],
        "lines": [{"x": frame.x(0), "y": at - ROW / 2, "y2": at + ROW / 2} for at in rows.values()],
        "texts": [asdict(text) for text in texts],
    }
    return _draw(datasets, layout.width, y - ROW / 2 - _GAP)


def _side_names(middle: float, sides: tuple[str, str]) -> list[_Text]:
    left, right = sides
    return [
        _Text(middle - 8, ROW / 2, f"← {left}", "right"),
        _Text(middle + 8, ROW / 2, f"{right} →", "left"),
    ]


def _box(bar: Bar, middle: float, frame: _Frame) -> dict[str, object]:
    ends = {"x": frame.x(bar.begins), "x2": frame.x(bar.ends)}
    return {**ends, "y": middle - _THICK / 2, "y2": middle + _THICK / 2, "fill": _FILL[bar.stance]}


def _number(bar: Bar, middle: float, frame: _Frame) -> _Text | None:
    """The text of a bar, where it has room."""
    left, right = frame.x(bar.begins), frame.x(bar.ends)
    if not bar.text or right - left < text_width(bar.text) + 6:
        return None
    return _Text((left + right) / 2, middle, bar.text, "center", color=_TEXT[bar.stance])


def _draw(datasets: dict[str, list[dict[str, object]]], width: float, height: float) -> alt.TopLevelMixin:
    x = alt.X("x:Q", scale=_pixels(width), axis=None)
    y = alt.Y("y:Q", scale=_pixels(height), axis=None)
    lines, boxes, texts = (alt.Chart(charts.rows_of(name)) for name in ("lines", "boxes", "texts"))
    written = texts.mark_text(
        baseline="middle",
        fontSize=charts.FONT_SIZE,
        align=alt.expr("datum.align"),
        color=alt.expr("datum.color"),
        fontWeight=alt.expr("datum.weight"),
        limit=alt.expr("datum.limit"),
    )
    layers = [
        lines.mark_rule(color=INK).encode(x=x, y=y, y2="y2"),
        boxes.mark_rect(stroke="#ffffff").encode(
            x=x, x2="x2", y=y, y2="y2", color=alt.Color("fill:N", scale=None)
        ),
        written.encode(x=x, y=y, text="text:N"),
    ]
    return charts.styled(alt.layer(*layers, width=width, height=height), datasets)


def _pixels(length: float) -> alt.Scale:
    """A scale for places that are px already, from the upper left corner."""
    return alt.Scale(domain=[0, length], range=[0, length], nice=False, zero=False)
