"""What benchmarks.simulated_year found, as a table and a figure."""

from __future__ import annotations

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from kgnlp.report.charts import INK, WIDE, rows_of, styled
from kgnlp.report.svg import draw

QUEUE, RANDOM = "queue", "random"


def reached_at(read: npt.NDArray[np.float64], f1: npt.NDArray[np.float64], wanted: float) -> float:
    """How much was read when a macro F1 was first reached, months joined by straight lines; nan if never."""
    for number in range(len(f1)):
        if f1[number] >= wanted:
            if number == 0:
                return float(read[0])
            share = (wanted - f1[number - 1]) / (f1[number] - f1[number - 1])
            return float(read[number - 1] + share * (read[number] - read[number - 1]))
    return float("nan")


def saved(months: pd.DataFrame, unit: str) -> tuple[float, float, float]:
    """The best macro F1 that reading at random reaches, and what each order had read by then, over seeds."""
    means = months.groupby(["order", "month"])[[unit, "macro_f1"]].mean()
    queue, at_random = (means.loc[order].to_numpy().T for order in (QUEUE, RANDOM))
    wanted = float(at_random[1].max())
    return wanted, reached_at(queue[0], queue[1], wanted), reached_at(at_random[0], at_random[1], wanted)


def share_saved(queue: float, at_random: float) -> float:
    """Share of what was read at random that the queue saves; nan if it read none."""
    return 1 - queue / at_random if at_random else float("nan")


def saved_interval(months: pd.DataFrame, unit: str) -> tuple[float, float]:
    """The middle 95 % of the share that is saved, over draws of seeds with replacement."""
    chance, shares = np.random.default_rng(1), []
    by_seed = [of_seed for _, of_seed in months.groupby("seed")]
    for _ in range(1000):
        drawn = chance.integers(len(by_seed), size=len(by_seed))
        _, queue, at_random = saved(pd.concat([by_seed[number] for number in drawn]), unit)
        shares.append(share_saved(queue, at_random))
    low, high = np.nanquantile(shares, [0.025, 0.975])
    return float(low), float(high)


def _saving(months: pd.DataFrame, unit: str) -> str:
    wanted, queue, at_random = saved(months, unit)
    if not at_random:
        return f"\nReading {unit} at random gained nothing over the start: there is nothing to compare with."
    share, (low, high) = share_saved(queue, at_random), saved_interval(months, unit)
    return (
        f"\nMacro F1 {wanted:.3f} takes {at_random:.0f} {unit} at random and {queue:.0f} in the queue's "
        f"order: {share:.0%} saved (95 % interval over seeds {low:.0%} to {high:.0%})."
    )


def summary(months: pd.DataFrame, about: str) -> str:
    """The tables and what they say, as Markdown."""
    lines = [
        "# A simulated year",
        about,
        "",
        "| month | interviews | decisions, queue | macro F1, queue | decisions, random | macro F1, random |",
        "|---|---|---|---|---|---|",
    ]
    means = months.groupby(["order", "month"])[["interviews", "decisions", "macro_f1"]].mean()
    for month in sorted(months["month"].unique()):
        queue, at_random = means.loc[QUEUE, month], means.loc[RANDOM, month]
        lines.append(
            f"| {month} | {queue.interviews:.0f} | {queue.decisions:.0f} | {queue.macro_f1:.3f} "
            f"| {at_random.decisions:.0f} | {at_random.macro_f1:.3f} |"
        )
    lines += [_saving(months, unit) for unit in ("decisions", "passages", "minutes")]
    later = months[months["month"] > 0].groupby("order")["promoted"].mean()
    in_use = months[months["month"] == months["month"].max()].groupby("order")["macro_f1_in_use"].mean()
    lines.append(
        f"\nPromoted: {later[QUEUE]:.0%} of the months in the queue's order, {later[RANDOM]:.0%} at random. "
        f"In use at the end: macro F1 {in_use[QUEUE]:.3f} and {in_use[RANDOM]:.3f}."
    )
    return "\n".join(lines) + "\n"


def figure(months: pd.DataFrame) -> str:
    """Macro F1 by decisions, as SVG: means over seeds, with the spread of the seeds."""
    means = months.groupby(["order", "month"])
    rows = [
        {"order": order, "decisions": float(part["decisions"].mean()), "f1": float(part["macro_f1"].mean())}
        | dict(zip(("low", "high"), part["macro_f1"].quantile([0.25, 0.75]), strict=True))
        for (order, _), part in means
    ]
    base = alt.Chart(rows_of("months")).encode(alt.X("decisions:Q", title="decisions"))
    colours = alt.Scale(range=["#1e6ec8", INK])
    colour = alt.Color("order:N", title="order", scale=colours)
    scale = alt.Scale(zero=False)
    band = base.mark_area(opacity=0.15).encode(
        alt.Y("low:Q", title="macro F1", scale=scale),
        alt.Y2("high:Q"),
        alt.Color("order:N", scale=colours, legend=None),
    )
    line = base.mark_line(point=True).encode(
        alt.Y("f1:Q", scale=scale), colour, strokeDash=alt.StrokeDash("order:N", legend=None)
    )
    chart = alt.LayerChart(layer=[band, line], width=560, height=320)
    title = "Macro F1 by decisions, in the queue's order and at random"
    description = "Lines are means over seeds, bands the middle half of them. The numbers are in summary.md."
    return str(draw(styled(chart, {"months": rows}), WIDE, "year", title, description).svg) + "\n"
