"""One interview in counts: what is compared, and nothing that could be read back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from kgnlp.domain import Language, Passage
from kgnlp.wordforms import is_known, words_of

# Probabilities are counted in the classes that these part. Fixed, so that versions can be compared; closer
# where most passages are. Chosen by hand: which are taken hardly matters, as chance is measured with them.
CLASSES = (0.02, 0.1, 0.3, 0.6, 0.9)


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme in the passages of one interview."""

    tagged: int  # passages
    classes: tuple[int, ...]  # passages by class of their probability; one more than CLASSES


@dataclass(frozen=True, slots=True)
class Figures:
    """The passages of one interview in counts."""

    passages: int
    nynorsk: int  # of them
    words: int  # made of letters
    unknown: int  # of them, in neither written form's list, nor made of words that are
    themes: Mapping[str, ThemeFigures]  # by id

    def to_json(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What to_json made."""
        themes = {
            theme: ThemeFigures(found["tagged"], tuple(found["classes"]))
            for theme, found in stored["themes"].items()
        }
        return cls(**(dict(stored) | {"themes": themes}))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of a theme on a passage."""

    theme: str
    probability: float
    tagged: bool


def figures_of(passages: Sequence[Passage], judged: Sequence[Judged]) -> Figures:
    """Count.

    Args:
        passages: the passages of an interview.
        judged: what the model says of them, in any order; one for each passage and theme.
    """
    words = [word for passage in passages for word in words_of(passage.text) if word.isalpha()]
    return Figures(
        passages=len(passages),
        nynorsk=sum(passage.language is Language.NYNORSK for passage in passages),
        words=len(words),
        unknown=sum(not is_known(word) for word in words),
        themes={theme: _theme(judged, theme) for theme in sorted({one.theme for one in judged})},
    )


def _theme(judged: Sequence[Judged], theme: str) -> ThemeFigures:
    classes = [0] * (len(CLASSES) + 1)
    tagged = 0
    for one in judged:
        if one.theme == theme:
            classes[bisect_right(CLASSES, one.probability)] += 1
            tagged += one.tagged
    return ThemeFigures(tagged, tuple(classes))
