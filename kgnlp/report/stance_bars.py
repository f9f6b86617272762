"""Diverging bars of stance: against to the left of a middle line, for to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import altair as alt

from kgnlp.report import charts
from kgnlp.report.charts import INK, ROW, Layout, text_width

# Blue and orange are told apart in the common forms of colour blindness; the text in each has a contrast of
# at least 4.5:1 (WCAG 2.2, 1.4.3). The same colours stand in report.css, for the keys.
_FILL = {"negative": "#a3470a", "mixed": "#d3d9df", "positive": "#0b5c94"}
_TEXT = {"negative": "#ffffff", "mixed": INK, "positive": "#ffffff"}


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
class _Frame:
    """What the blocks of a drawing share, so that their middle lines meet."""

    reach: float  # share at the end of the longer side
    width: float  # px
    label_width: float  # px

    @property
    def axis(self) -> alt.X:
        domain = alt.Scale(domain=[-self.reach, self.reach], nice=False)
        return alt.X("begins:Q", scale=domain, axis=None)

    def fits(self, bar: Bar) -> bool:
        """Whether the text of a bar has room in it."""
        return (bar.ends - bar.begins) * self.width / (2 * self.reach) >= text_width(bar.text) + 6


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
    label_width = charts.label_width([label for _, labels in blocks for label in labels], layout)
    frame = _Frame(reach, layout.width - label_width, label_width)
    datasets: dict[str, list[dict[str, object]]] = {"middle": [{"begins": 0}]}
    parts = []
    for number, (title, labels) in enumerate(blocks):
        of_block = [bar if frame.fits(bar) else replace(bar, text="") for bar in bars if bar.block == title]
        datasets[f"block {number}"] = [asdict(bar) for bar in of_block]
        layers = [*_block(f"block {number}", labels, frame), *(_side_names(sides) if number == 0 else ())]
        chart = alt.layer(*layers).resolve_scale(color="independent")
        parts.append(chart.properties(width=frame.width, height=ROW * len(labels), title=_title(title)))
    return charts.styled(alt.vconcat(*parts, spacing=14), datasets)


def _block(dataset: str, labels: Sequence[str], frame: _Frame) -> list[alt.Chart]:
    y = alt.Y("label:N", sort=list(labels), title=None, axis=charts.row_axis(frame.label_width))
    base = alt.Chart(charts.rows_of(dataset)).encode(y=y, x=frame.axis)
    drawn = base.mark_bar(height=20, stroke="#ffffff").encode(x2="ends:Q", color=_colour(_FILL))
    middles = base.transform_calculate(begins="(datum.begins + datum.ends) / 2")
    numbers = middles.mark_text(fontSize=12).encode(text="text:N", color=_colour(_TEXT))
    middle = alt.Chart(charts.rows_of("middle")).mark_rule(color=INK).encode(x=frame.axis)
    return [middle, drawn, numbers]


def _colour(colours: dict[str, str]) -> alt.Color:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color("stance:N", scale=scale, legend=None)


def _side_names(sides: tuple[str, str]) -> list[alt.Chart]:
    middle = alt.Chart(charts.rows_of("middle")).encode(x="begins:Q", y=alt.value(-8))
    left, right = sides
    return [
        middle.mark_text(text=f"← {left}", align="right", dx=-8, fontSize=12, color=INK),
        middle.mark_text(text=f"{right} →", align="left", dx=8, fontSize=12, color=INK),
    ]


def _title(text: str) -> alt.TitleParams | str:
    return alt.TitleParams(text, anchor="start", frame="bounds", fontSize=13, offset=6) if text else ""
