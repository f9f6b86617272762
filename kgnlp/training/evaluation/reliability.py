"""The reliability figure: of the passages that were given a probability, the share that carries the theme."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from kgnlp.report.charts import INK, WIDE, rows_of, styled
from kgnlp.report.svg import draw
from kgnlp.training.evaluation.records import ThemeBin

_SIDE = 300  # px: of one theme's square
_COLUMNS = 2
_TITLE = "Reliability of probabilities"
_DESCRIPTION = (
    "One square a theme. Each point is the passages with a probability in one tenth of the scale: across, "
    "their mean probability; up, the share of them that carries the theme; larger points are more passages. "
    "Points on the line hold what they say. The numbers are in calibration.csv."
)


def reliability_svg(bins: Sequence[ThemeBin]) -> str:
    """The figure as SVG.

    Args:
        bins: the bins of every theme, of one source of questions; those without passages are not drawn.
    """
    points: list[dict[str, object]] = [
        {"theme": one.theme, "stated": one.bin.stated, "true": one.bin.true, "passages": one.bin.passages}
        for one in bins
        if one.bin.passages
    ]
    themes = list(dict.fromkeys(one.theme for one in bins))
    squares = [_square(theme) for theme in themes]
    line: list[dict[str, object]] = [{"at": 0.0}, {"at": 1.0}]
    chart = styled(alt.concat(*squares, columns=_COLUMNS), {"points": points, "line": line})
    return str(draw(chart, WIDE, "reliability", _TITLE, _DESCRIPTION).svg) + "\n"


def _square(theme: str) -> alt.LayerChart:
    across = alt.X("stated:Q", title="mean probability", scale=alt.Scale(domain=[0, 1]))
    up = alt.Y("true:Q", title="share that carries the theme", scale=alt.Scale(domain=[0, 1]))
    points = (
        alt.Chart(rows_of("points"))
        .transform_filter(alt.datum.theme == theme)
        .mark_circle(color=INK, opacity=0.8)
        .encode(across, up, size=alt.Size("passages:Q", scale=alt.Scale(type="log", range=[20, 300])))
    )
    line = (
        alt.Chart(rows_of("line"))
        .mark_line(color=INK, strokeDash=[4, 4], strokeWidth=1)
        .encode(x="at:Q", y="at:Q")
    )
    return alt.LayerChart(layer=[line, points], width=_SIDE, height=_SIDE, title=theme)
