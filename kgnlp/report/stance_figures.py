"""The figures of what speaks for and against the core group, by theme, group, role and phase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgnlp.report.counts import STANCES, Count, Counts
from kgnlp.report.figures import LABEL, draw_figure, value_label
from kgnlp.report.material import DIMENSIONS, Theme
from kgnlp.report.messages import Messages
from kgnlp.report.parts import Body, Figure, Key, Table
from kgnlp.report.stance_bars import Bar, stance_bars
from kgnlp.wording.formats import decimal, order, percent, shorten_all, whole

# From left to right in a bar.
_BAR_STANCES = ("negative", "mixed", "positive")
# Number of the figure that says how the bars are read: the overview shows one figure a dimension before it.
_EXPLAINED_IN = len(DIMENSIONS) + 1

# Title and rows of a block of bars.
_Block = tuple[str, Mapping[str, Count]]


def stance_by_theme(counts: Counts, themes: Sequence[Theme], m: Messages) -> Figure:
    """Stance bars of all themes, from the counts of all interviews."""
    rows = {theme.label: counts[theme.id, ""] for theme in themes}
    title = m("figure.stance.title")
    head = (m("column.theme"), m("column.tagged"), *(m(f"stance.{stance}") for stance in STANCES))
    cells = tuple((label, whole(count.tagged), *_stances(count)) for label, count in rows.items())
    table = Table(title, head, (Body(None, cells),))
    return _figure("figur-holdning", (title, m("figure.stance.description")), [("", rows)], table, m)


def theme_by_dimensions(by: Mapping[str, Counts], theme: Theme, name: str, m: Messages) -> Figure:
    """Stance bars of one theme by group, role and phase, with the table of all its counts."""
    blocks = [_block(by[dimension], dimension, theme, m) for dimension in DIMENSIONS]
    columns = ("value", "interviews", "reached", "informant_words", "tagged", "per_1000")
    head = (*(m(f"column.{c}") for c in columns), *(m(f"stance.{s}") for s in STANCES))
    everyone = Body(None, (_row(m("value.all"), by["all"][theme.id, ""]),))
    bodies = [Body(title, tuple(_row(label, n) for label, n in rows.items())) for title, rows in blocks]
    table = Table(m("figure.theme.table", theme=theme.label), head, (everyone, *bodies))
    words = (m("figure.theme.title", theme=theme.label), m("figure.theme.description", n=_EXPLAINED_IN))
    return _figure(name, words, blocks, table, m)


def _block(counts: Counts, dimension: str, theme: Theme, m: Messages) -> _Block:
    values = sorted({value for of_theme, value in counts if of_theme == theme.id}, key=order)
    return m(f"dimension.{dimension}"), {value_label(m, dimension, v): counts[theme.id, v] for v in values}


def _row(label: str, count: Count) -> tuple[str, ...]:
    return (
        label,
        whole(count.interviews),
        f"{whole(count.reached)} ({percent(count.share_of_interviews)})",
        whole(count.words),
        whole(count.tagged),
        decimal(count.per_1000, 2),
        *_stances(count),
    )


def _stances(count: Count) -> list[str]:
    if not count.tagged:
        return [whole(0)] * len(STANCES)
    return [f"{whole(count.stances[stance])} ({percent(count.stance_share(stance))})" for stance in STANCES]


def _figure(name: str, words: tuple[str, str], blocks: Sequence[_Block], table: Table, m: Messages) -> Figure:
    bars: list[Bar] = []
    titles: list[tuple[str, list[str]]] = []
    for title, rows in blocks:
        labels = shorten_all([f"{label} ({whole(count.tagged)})" for label, count in rows.items()], LABEL)
        titles.append((title, labels))
        for label, count in zip(labels, rows.values(), strict=True):
            bars += _bars(title, label, count)
    sides = (m("figure.against"), m("figure.for"))
    keys = tuple(Key(stance, m(f"stance.{stance}")) for stance in _BAR_STANCES)
    return draw_figure(name, words, lambda layout: stance_bars(bars, titles, sides, layout), table, keys)


def _bars(block: str, label: str, count: Count) -> list[Bar]:
    """Negative to the left of the middle, positive to the right, mixed across it; neutral is not drawn."""
    position = -count.stance_share("negative") - count.stance_share("mixed") / 2
    bars: list[Bar] = []
    for stance in _BAR_STANCES:
        ends = position + count.stance_share(stance)
        text = whole(count.stances[stance]) if count.stances[stance] else ""
        bars.append(Bar(block, label, stance, position, ends, text))
        position = ends
    return bars
