"""Interviews in figures, drawn at random: what a test says is what is special."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgnlp.watching import Figures, Observed, Reference
from kgnlp.watching.figures import CLASSES, ThemeFigures

THEMES = ("duplication", "star_group_risk")


def some_figures(
    random: np.random.Generator,
    rate: float = 0.1,
    unknown: float = 0.02,
    nynorsk: float = 0.25,
    passages: int = 37,
) -> Figures:
    """An interview; its own rate of a theme is far from that of others, as it is in real ones.

    Args:
        random: the source of chance.
        rate: share of passages with a theme, over many interviews.
        unknown: share of unknown words.
        nynorsk: share of interviews in nynorsk.
        passages: of the interview.
    """
    themes = {}
    for theme in THEMES:
        own = random.beta(rate * 8, (1 - rate) * 8)
        tagged = int(random.binomial(passages, own))
        shares = random.dirichlet([8, 2, 1, 0.5])
        below = random.multinomial(passages - tagged, shares)
        above = random.multinomial(tagged, [0.2, 0.8])
        themes[theme] = ThemeFigures(tagged, tuple(int(n) for n in (*below, *above)))
        assert len(themes[theme].classes) == len(CLASSES) + 1
    words = passages * 50
    own_unknown = random.beta(unknown * 100, (1 - unknown) * 100)
    return Figures(
        passages=passages,
        nynorsk=passages if random.random() < nynorsk else 0,
        words=words,
        unknown=int(random.binomial(words, own_unknown)),
        themes=themes,
    )


def references(random: np.random.Generator, count: int, groups: Sequence[str] = ("KUBU",)) -> list[Reference]:
    """Interviews of a profile, the groups in turn."""
    return [Reference(groups[n % len(groups)], some_figures(random)) for n in range(count)]


def observed(
    random: np.random.Generator,
    count: int,
    group: str = "KUBU",
    month: str | None = "2026-10",
    first: int = 0,
    **special: float,
) -> list[Observed]:
    """Interviews of a run in a group and a month."""
    return [
        Observed(f"x{first + n:03d}", group, month, some_figures(random, **special)) for n in range(count)
    ]
