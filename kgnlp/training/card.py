"""A version's card: what it can, what that rests on and where it fails, in Norwegian, for evaluators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from kgnlp.codebook import Codebook
from kgnlp.domain import Interview
from kgnlp.training.metrics import macro_f1, theme_metrics

FILE = "card.md"
# Kinds of interview with fewer say more of the interviews than of the kind.
_LEAST_OF_KIND = 5
_KINDS = {"role": "rolle", "group": "gruppe", "phase": "fase", "guide": "guide", "language": "målform"}
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class KindScore:
    """How well themes are found in one kind of interview."""

    kind: str  # rolle leder, målform nn …
    interviews: int
    macro_f1: float


def card(
    metrics: Mapping[str, Any],
    rows: pd.DataFrame,
    interviews: Sequence[Interview],
    codebook: Codebook,
    code_version: str,
) -> str:
    """The card as Markdown; it holds no text of interviews.

    Args:
        metrics: as the manifest states them.
        rows: the version's held-out rows.
        interviews: that it was trained on.
        codebook: whose themes it finds.
        code_version: of training.
    """
    labels = {theme.id: theme.label.nb for theme in codebook.themes}
    trained = rows[rows["present"].notna() & ~rows["is_audit"]]
    kinds = sorted(_kinds(trained, interviews, list(labels)), key=lambda kind: kind.macro_f1)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown; ids and numbers only
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["share"] = _share
    return environment.get_template("card.md.jinja").render(
        m=metrics,
        labels=labels,
        # Of passages, as all figures are; an annotated label is of a turn, which may be cut in two.
        judged=trained.groupby("theme", sort=False)["present"].agg(present="sum", number="count").astype(int),
        kinds=kinds,
        weakest=min(metrics["themes"], key=lambda theme: metrics["themes"][theme]["f1"]),
        groups=sorted({interview.group for interview in interviews}),
        codebook=codebook,
        code_version=code_version,
    )


def _share(value: float) -> str:
    return f"{value:.{_DIGITS}f}".replace(".", ",")


def _kinds(rows: pd.DataFrame, interviews: Sequence[Interview], themes: Sequence[str]) -> Iterator[KindScore]:
    for attribute, name in _KINDS.items():
        of = {interview.interview_id: str(getattr(interview, attribute)) for interview in interviews}
        for value, part in rows.groupby(rows["interview_id"].map(of)):
            number = part["interview_id"].nunique()
            if _LEAST_OF_KIND <= number < len(interviews):
                yield KindScore(f"{name} {value}", number, macro_f1(theme_metrics(part, themes)))
