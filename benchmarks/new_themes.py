"""How well themes that no classifier knows are found by their definition alone.

    python -m benchmarks.new_themes data/corpus

Each theme of the codebook in turn is taken for a new one: passages are ranked by what the codebook says of
it, as a run ranks them, and the annotations say which of them carry it. How rare words are is learnt from
the other folds of interviews; no label is learnt from. "first 3 of each" are the passages that a run puts to
a person (``new_themes.review_passages``); the last columns say how many of them must be read, from the
likeliest down, to have accepted enough for a classifier, and how many drawn by lot. The ranking was made
with these interviews and this codebook in view.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import average_precision_score

from kgnlp.codebook import Codebook, load_codebook
from kgnlp.settings import default_settings_file
from kgnlp.themes.counts import joined
from kgnlp.themes.definitions import likeness
from kgnlp.themes.features import TextVectors
from kgnlp.training import themes
from kgnlp.training.evaluation.prepare import Prepared, prepare
from kgnlp.training.splits import train_and_test

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """A theme in the passages of all interviews, which follow each other."""

    scores: Floats  # shape (passages,)
    carried: npt.NDArray[np.bool_]  # of the same shape
    interview_of: npt.NDArray[np.intp]  # number of the interview of each passage

    def first_of_each(self, count: int) -> npt.NDArray[np.intp]:
        """Numbers of the passages that a run puts to a person, the likeliest first."""
        order = np.argsort(-self.scores, kind="stable")
        place = pd.Series(self.interview_of[order]).groupby(self.interview_of[order]).cumcount()
        return order[(place < count) & (self.scores[order] > 0)]


def rankings(ready: Prepared, codebook: Codebook) -> list[Ranking]:
    """Each theme of the codebook, ranked by its definition."""
    scores: dict[int, Floats] = {}
    folds = themes.dealt_folds(ready.examples, themes.FOLDS, ready.settings.seed)
    for train, test in train_and_test(folds):
        counts = joined([ready.examples[i].counts for i in train])
        vectors = TextVectors.fit(counts.sentences, ready.material.concepts)
        for i in test:
            scores[i] = likeness(ready.examples[i].counts, vectors, codebook.active).passages
    every = range(len(ready.examples))
    found = np.vstack([scores[i] for i in every])
    carried = np.vstack([one.carried for one in ready.examples])
    interview_of = np.repeat(every, [len(one.carried) for one in ready.examples])
    return [Ranking(found[:, n], carried[:, n], interview_of) for n in range(len(ready.themes))]


def row(theme: str, ranking: Ranking, review_passages: int, wanted: int) -> str:
    """The figures of a theme, as a line of the table."""
    chance = ranking.carried.mean()
    precision = average_precision_score(ranking.carried, ranking.scores)
    read = ranking.carried[ranking.first_of_each(review_passages)]
    enough = np.flatnonzero(np.cumsum(read) >= wanted)
    needed = str(enough[0] + 1) if len(enough) else f"more than {len(read)}"
    return (
        f"{theme:28} {ranking.carried.sum():8} {precision:18.3f} {chance:9.3f} "
        f"{read.mean():24.3f} {len(read):6} {needed:>12} {wanted / chance:10.0f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("labels", type=Path, help="folder of annotated interviews")
    ready = prepare(parser.parse_args().labels, default_settings_file())
    codebook = load_codebook(ready.settings.codebook)
    new = ready.settings.new_themes
    print(
        f"{'':28} {'passages':>8} {'average precision':>18} {'at random':>9} "
        f"{'first ' + str(new.review_passages) + ' of each: right':>24} {'read':>6} "
        f"{f'for {new.least_passages}: read':>12} {'at random':>10}"
    )
    for theme, ranking in zip(ready.themes, rankings(ready, codebook), strict=True):
        print(row(theme, ranking, new.review_passages, new.least_passages))


if __name__ == "__main__":
    main()
