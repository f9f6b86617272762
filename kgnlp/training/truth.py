"""Labels on the passages of an interview: what is learnt of them, and what is measured on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kgnlp.decisions import Label
from kgnlp.domain import Passage
from kgnlp.training.examples import Booleans, StanceExample, ThemeExamples, with_known
from kgnlp.training.gather import STRENGTHS, Labelled
from kgnlp.training.learnable import of_themes

UNKNOWN = -1  # no label; else the place of its provenance in STRENGTHS


@dataclass(frozen=True)
class Judged:
    """The passages of an interview with their labels; arrays are of shape (passages, themes)."""

    examples: ThemeExamples  # with what is learnt: no label of the blind audit is
    present: Booleans  # the label says that the passage carries the theme
    strength: npt.NDArray[np.int8]  # UNKNOWN, or the place of the label's provenance in STRENGTHS
    audit: Booleans  # the label is of the blind audit

    @property
    def labelled(self) -> Booleans:
        """Which passages and themes have a label."""
        found: Booleans = self.strength > UNKNOWN
        return found

    def of_themes(self, themes: Sequence[str], kept: Sequence[str]) -> Judged:
        """The labels of some themes alone; ``themes`` names the columns, ``kept`` those that stay."""
        columns = np.array([themes.index(theme) for theme in kept], dtype=np.intp)
        return Judged(
            of_themes(self.examples, themes, kept),
            self.present[:, columns],
            self.strength[:, columns],
            self.audit[:, columns],
        )

    def without_labels(self, themes: int) -> Judged:
        """The same passages as if nobody had looked at them, for a number of themes."""
        nothing = np.zeros((len(self.present), themes), dtype=bool)
        return replace(
            self, present=nothing, audit=nothing, strength=np.full(nothing.shape, UNKNOWN, np.int8)
        )


@dataclass(frozen=True)
class _OnPassage:
    """A label with the numbers of its passage and theme."""

    label: Label
    passage: int
    theme: int


def judged(examples: ThemeExamples, labelled: Labelled, themes: Sequence[str]) -> Judged:
    """Lay the labels of an interview on its passages.

    Args:
        examples: its passages, with its marks laid on them.
        labelled: its labels.
        themes: ids of the themes, in the order of the columns.

    A label whose text is in no passage, as where a speaker turned out to be the interviewer, is left out.
    """
    if labelled.labels is None:
        known = np.broadcast_to([theme in labelled.themes for theme in themes], examples.carried.shape)
        strength = np.where(known, 0, UNKNOWN).astype(np.int8)
        return Judged(with_known(examples, known), examples.carried, strength, np.zeros_like(known))
    present, audit = np.zeros((2, *examples.carried.shape), dtype=bool)
    strength = np.full(examples.carried.shape, UNKNOWN, dtype=np.int8)
    placed = list(_placed(labelled.labels, examples.passages, themes))
    for one in placed:
        cell = (one.passage, one.theme)
        present[cell], audit[cell] = one.label.present, one.label.blind
        strength[cell] = STRENGTHS.index(one.label.provenance)
    known = (strength > UNKNOWN) & ~audit
    learnt = with_known(replace(examples, carried=present & known), known)
    return Judged(_without_evidence(learnt, placed), present, strength, audit)


def _placed(
    labels: Sequence[Label], passages: Sequence[Passage], themes: Sequence[str]
) -> Iterator[_OnPassage]:
    """The labels on passages; where several came to stand on one passage, the strongest is the last."""
    starts, ends = np.array([(passage.start, passage.end) for passage in passages]).reshape(-1, 2).T
    for label in sorted(labels, key=lambda one: (one.blind, STRENGTHS.index(one.provenance), one.present)):
        shared = np.minimum(ends, label.end) - np.maximum(starts, label.start)
        if label.theme in themes and len(shared) and shared.max() > 0:
            yield _OnPassage(label, int(shared.argmax()), themes.index(label.theme))


def _without_evidence(learnt: ThemeExamples, placed: Sequence[_OnPassage]) -> ThemeExamples:
    """Where a theme is present and no sentence is marked, the sentences are unknown, the passage carries it.

    But where there is one sentence only, it is that one. Its stance is learnt from the whole passage.
    """
    carried, known = [a.copy() for a in learnt.sentence_carried], [a.copy() for a in learnt.sentence_known]
    firsts = np.cumsum([0, *(len(of_passage) for of_passage in carried)])
    stances = list(learnt.stances)
    for one in placed:
        column = carried[one.passage][:, one.theme]
        if one.label.blind or not one.label.present or column.any():
            continue
        single = len(column) == 1
        carried[one.passage][:, one.theme] = single
        known[one.passage][:, one.theme] = single
        if one.label.stance is not None:
            sentences = np.arange(firsts[one.passage], firsts[one.passage + 1])
            stances.append(StanceExample(one.theme, sentences, one.label.stance))
    return replace(
        learnt, sentence_carried=tuple(carried), sentence_known=tuple(known), stances=tuple(stances)
    )
