"""Which sentences of a passage carry a tag: those without which it would not be one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.domain import Evidence
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.model import Scores, ThemeModel
from kgnlp.themes.removal import without_sentences

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]
Item = tuple[int, int]  # numbers of a passage and of a theme

# A sentence is evidence beside the best one where its probability is at least this share of the best's …
_EVIDENCE_SHARE = 0.5
# … and also from this share on, as long as the passage would be tagged without the others.
_WIDER_SHARE = 0.3


def evidence_sentences(scores: Floats) -> Integers:
    """Numbers of a passage's sentences that speak of the theme most clearly; at least one.

    Args:
        scores: probability of each sentence.
    """
    return np.flatnonzero(scores >= _EVIDENCE_SHARE * scores.max())


def find_evidence(model: ThemeModel, counts: InputCounts, scores: Scores) -> list[list[Integers]]:
    """Per passage and theme, numbers of the sentences that carry the tag, within the passage.

    The clearest sentences; and where the passage would still be tagged without them, the next clearest, one
    by one, until it would not or none is left that says much.

    Args:
        model: the theme model.
        counts: the passages of an interview.
        scores: what the model says of them.
    """
    themes = range(len(model.themes))
    found = [[evidence_sentences(of[:, theme]) for theme in themes] for of in scores.sentences]
    tagged = [
        (passage, theme) for passage, theme in np.argwhere(scores.passages >= model.thresholds).tolist()
    ]
    next_best = _next_best(scores, found, tagged)
    while next_best:
        passages, of_theme = np.array(list(next_best)).T
        evidence = [found[passage][theme] for passage, theme in next_best]
        left = without_sentences(model, counts, scores.text, passages, evidence)
        still = left[np.arange(len(left)), of_theme] >= model.thresholds[of_theme]
        wider = [item for item, tagged_still in zip(next_best, still, strict=True) if tagged_still]
        for passage, theme in wider:
            found[passage][theme] = np.sort(np.append(found[passage][theme], next_best[passage, theme]))
        next_best = _next_best(scores, found, wider)
    return found


def _next_best(scores: Scores, found: Sequence[Sequence[Integers]], items: Sequence[Item]) -> dict[Item, int]:
    """The clearest sentence that is not evidence yet, of those items where it says enough."""
    best = {}
    for passage, theme in items:
        of_theme = scores.sentences[passage][:, theme]
        rest = of_theme.copy()
        rest[found[passage][theme]] = -1.0
        if rest.max() >= _WIDER_SHARE * of_theme.max():
            best[passage, theme] = int(rest.argmax())
    return best


def as_spans(passage: PassageInput, scores: Floats, sentences: Integers) -> tuple[Evidence, ...]:
    """Evidence as it is shown; the weight is a sentence's share of all sentences' probability.

    Args:
        passage: the passage.
        scores: probability of each of its sentences.
        sentences: numbers of the sentences that are evidence.
    """
    weights = scores / scores.sum()
    return tuple(
        Evidence(passage.sentences[number].start, passage.sentences[number].end, float(weights[number]))
        for number in sentences
    )
