"""What each part of a scene did to the probabilities of its passage, checked by taking the part away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from kgnlp.explanation import MovedPart, Part
from kgnlp.themes.layers import TextScores
from kgnlp.themes.scene import Scene

Floats = npt.NDArray[np.float64]


def moved_parts(scene: Scene) -> list[tuple[MovedPart, ...]]:
    """Per theme, the parts that are there.

    Together they need not move what all at once would: one may stand in for another.
    """
    without = dict(_without(scene))
    moved = {part: scene.moved(probabilities) for part, probabilities in without.items()}
    size = np.abs(list(moved.values())).sum(axis=0)
    return [
        tuple(
            MovedPart(
                part=part,
                moved=float(moved[part][theme]),
                share=float(abs(moved[part][theme]) / size[theme]) if size[theme] else 0.0,
                without=float(without[part][theme]),
            )
            for part in Part
            if part in without
        )
        for theme in range(len(scene.model.themes))
    ]


def _without(scene: Scene) -> Iterator[tuple[Part, Floats]]:
    """Probabilities of all themes without each part."""
    passage, own = scene.passage, scene.own
    ways = {Part.ANSWER: passage.of_texts(())}
    if passage.asked:
        ways[Part.ASKED] = replace(passage, asked="")
    if passage.question:
        ways[Part.QUESTION] = replace(passage, question="")
    # Without its question's wording it still stands under a question; that is a part of its own.
    read = replace(scene.read(list(ways.values())), outside=np.repeat(own.outside, len(ways)))
    moved = replace(own, outside=~own.outside)
    yield from zip((*ways, Part.PLACE), scene.in_place(TextScores.joined([read, moved])), strict=True)
    for part, step in ((Part.BEFORE, -1), (Part.AFTER, 1)):
        if scene.has_neighbour(step):
            yield part, scene.without_neighbour(step)
