"""Which themes the labels are enough for, and the labels of these alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from kgnlp.errors import LabelError
from kgnlp.settings import NewThemeSettings
from kgnlp.training.examples import ThemeExamples


@dataclass(frozen=True, slots=True)
class Support:
    """What the labels hold of a theme."""

    theme: str
    passages: int  # that carry it
    others: int  # that are known not to
    interviews: int  # with a passage that carries it


def support(examples: Sequence[ThemeExamples], themes: Sequence[str]) -> list[Support]:
    """What labels hold of each theme.

    Args:
        examples: the labelled interviews.
        themes: ids of the themes, in the order of the columns of the examples.
    """
    carried = [interview.carried & interview.known for interview in examples]
    others = [~interview.carried & interview.known for interview in examples]
    return [
        Support(
            theme,
            passages=sum(int(of_interview[:, number].sum()) for of_interview in carried),
            others=sum(int(of_interview[:, number].sum()) for of_interview in others),
            interviews=sum(bool(of_interview[:, number].any()) for of_interview in carried),
        )
        for number, theme in enumerate(themes)
    ]


def is_enough(found: Support, settings: NewThemeSettings) -> bool:
    """Whether a theme gets a classifier of its own."""
    return (
        min(found.passages, found.others) >= settings.least_passages
        and found.interviews >= settings.least_interviews
    )


def learnt_themes(found: Sequence[Support], settings: NewThemeSettings) -> list[str]:
    """Ids of the themes that are learnt, in order. Raises LabelError if there is none."""
    learnt = [one.theme for one in found if is_enough(one, settings)]
    if not learnt:
        most = max(found, key=lambda one: one.passages)
        raise LabelError(
            f"no theme that can be learnt; of {most.theme} {most.passages} passages in {most.interviews} "
            f"interviews, and {most.others} without it",
            expected=f"{settings.least_passages} passages with a theme, from {settings.least_interviews} "
            "interviews, and as many without it",
            action="Review more first; until then kgnlp run ranks passages by the themes' definitions.",
        )
    return learnt


def waiting_themes(found: Sequence[Support], settings: NewThemeSettings) -> dict[str, dict[str, int]]:
    """What there is and what there must be of the themes that are not learnt, by id; for the manifest."""
    asked = settings.model_dump(include={"least_passages", "least_interviews"})
    waiting = (asdict(one) for one in found if not is_enough(one, settings))
    return {one.pop("theme"): {**one, **asked} for one in waiting}


def of_themes(examples: ThemeExamples, themes: Sequence[str], kept: Sequence[str]) -> ThemeExamples:
    """The labels of some themes alone.

    Args:
        examples: of one interview.
        themes: ids of its themes, in the order of its columns.
        kept: ids of those that are kept, in their new order.
    """
    if list(themes) == list(kept):
        return examples
    columns = np.array([themes.index(theme) for theme in kept], dtype=np.intp)
    number = {int(column): place for place, column in enumerate(columns)}
    return replace(
        examples,
        carried=examples.carried[:, columns],
        known=examples.known[:, columns],
        sentence_carried=tuple(sentences[:, columns] for sentences in examples.sentence_carried),
        sentence_known=tuple(sentences[:, columns] for sentences in examples.sentence_known),
        stances=tuple(
            replace(mark, theme=number[mark.theme]) for mark in examples.stances if mark.theme in number
        ),
    )
