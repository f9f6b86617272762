"""A year of reviewing, simulated: how much sooner the queue's order teaches than reading at random.

    python -m benchmarks.simulated_year data/corpus --output out/year

Ten interviews are labelled throughout. Every month five come in, reviewers decide some items (a theme on a
passage), and a version is trained of all that was decided; it comes into use where kgnlp retrain would
promote it. One arm reads in the order of the review's queue, by what the version in use says; the other reads
the same interviews at random. Reviewers answer as the annotations say, but for a share of errors. Macro F1 is
measured on interviews that are never read. Interviews are dealt anew for every seed.

Writes year.csv, summary.md and year.svg. A seed takes four to five minutes of processor.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib import Parallel, delayed

from benchmarks.simulated_year_results import QUEUE, RANDOM, figure, summary
from kgnlp.review.order import make_order, reading_s
from kgnlp.settings import Settings, default_settings_file
from kgnlp.themes.model import ThemeModel
from kgnlp.training import themes as training
from kgnlp.training.comparison import compare, sure_rows, verdict
from kgnlp.training.evaluation.prepare import prepare
from kgnlp.training.examples import ThemeExamples, with_known
from kgnlp.training.held_out import held_out_rows
from kgnlp.training.splits import kept_folds
from kgnlp.training.truth import UNKNOWN, Judged

START, MONTHLY, HELD_OUT = 10, 5, 15  # interviews
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Plan:
    """What is simulated."""

    examples: Sequence[ThemeExamples]
    written: Sequence[ThemeExamples]
    themes: Sequence[str]
    settings: Settings
    decisions: int  # a month
    errors: float  # share of wrong answers


@dataclass(frozen=True)
class Month:
    """The end of a month; month 0 is before anything was reviewed."""

    order: str
    seed: int
    month: int
    interviews: int  # that could be read
    decisions: int  # since the beginning
    passages: int  # of which at least one theme was decided
    minutes: float  # to read these once, at the pace that the queue reckons with
    macro_f1: float  # of the version of this month, on the interviews that are never read
    macro_f1_in_use: float  # of the version in use after this month
    promoted: bool
    p: float  # of the comparison with the version in use before; nan in month 0


@dataclass(frozen=True)
class Version:
    """A trained version with what it said of the interviews that it learnt from, unseen."""

    model: ThemeModel
    rows: pd.DataFrame
    macro_f1: float


@dataclass
class Year:
    """The state of one arm."""

    plan: Plan
    order: str
    seed: int
    pool: list[ThemeExamples] = field(default_factory=list)
    held_out: list[ThemeExamples] = field(default_factory=list)
    said: list[Booleans] = field(default_factory=list)  # what reviewers say, right or wrong
    decided: list[Booleans] = field(default_factory=list)
    folds: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = np.random.default_rng(self.seed)
        dealt = [self.plan.examples[i] for i in chance.permutation(len(self.plan.examples))]
        self.held_out, self.pool = dealt[:HELD_OUT], dealt[HELD_OUT:]
        # Both arms hear the same answers: an error hangs on the item, not on when it is read.
        self.said = [one.carried ^ (chance.random(one.carried.shape) < self.plan.errors) for one in self.pool]
        self.decided = [np.zeros_like(one.carried) for one in self.pool]
        for number in range(START):
            self.said[number] = self.pool[number].carried
            self.decided[number][:] = True
        self.chance = np.random.default_rng([self.seed, 1])

    def months(self) -> list[Month]:
        """Live through the year."""
        in_use = self.train(START)
        found = [self._month(0, START, in_use, in_use, True, float("nan"))]
        for month in range(1, (len(self.pool) - START) // MONTHLY + 1):
            available = START + MONTHLY * month
            self.read(available, in_use.model)
            new = self.train(available)
            rows = sure_rows(new.rows, in_use.rows)
            compared = compare(rows, self.plan.themes, "the version in use", self.plan.settings.seed)
            promoted, _ = verdict(compared, self.plan.settings.promotion)
            in_use = new if promoted else in_use
            found.append(self._month(month, available, new, in_use, promoted, compared.p))
        return found

    def read(self, available: int, model: ThemeModel) -> None:
        """Decide a month's items among the interviews that came in so far."""
        open_items = ~np.vstack(self.decided[:available])
        shape = open_items.shape
        if self.order == QUEUE:
            sequence = self._queue(available, model, open_items)
        else:
            sequence = self.chance.permutation(np.flatnonzero(open_items))
        for item in sequence[: self.plan.decisions]:
            row, theme = divmod(int(item), shape[1])
            interview = int(self._interview_of(available)[row])
            first = sum(len(one) for one in self.decided[:interview])
            self.decided[interview][row - first, theme] = True

    def _queue(self, available: int, model: ThemeModel, open_items: Booleans) -> npt.NDArray[np.int64]:
        """The review's own order of what the version in use suggests: tags, and those to look at again."""
        probability = np.vstack([model.score(one.counts).passages for one in self.pool[:available]])
        bars = np.array([[one.threshold, one.review_from, one.review_to] for one in model.themes]).T
        tagged = probability >= bars[0]
        suggested = tagged | ((probability >= bars[1]) & (probability <= bars[2]))
        nothing = np.zeros_like(tagged)
        tags = SimpleNamespace(tagged=tagged, probability=probability, ranked=nothing, needs_review=suggested)
        words = np.concatenate([words_of(one) for one in self.pool[:available]])
        corpus: Any = SimpleNamespace(tags=tags, words=words, interview_of=self._interview_of(available))
        return make_order(corpus, open_items & suggested)

    def _interview_of(self, available: int) -> npt.NDArray[np.intp]:
        return np.repeat(np.arange(available), [len(one) for one in self.decided[:available]])

    def train(self, available: int) -> Version:
        """A version of all that was decided, as kgnlp retrain trains it."""
        plan, seed = self.plan, self.plan.settings.seed
        judged = [self._judged(number) for number in range(available)]
        examples = [one.examples for one in judged]
        dealt = training.dealt_folds(examples, training.FOLDS, seed)
        ids = [one.interview_id for one in examples]
        fold_of = kept_folds(ids, self.folds, dealt, training.FOLDS, seed)
        self.folds = {one.interview_id: int(n) for one, n in zip(examples, fold_of, strict=True)}
        crossed = training.cross_score(examples, seed, plan.written, fold_of)
        tags = training.cross_predict(examples, plan.themes, plan.settings, crossed, plan.written)
        model = training.fit(examples, plan.themes, plan.settings, plan.written, crossed)
        return Version(model, held_out_rows(judged, tags, plan.themes), self._macro_f1(model))

    def _judged(self, number: int) -> Judged:
        one, said, decided = self.pool[number], self.said[number], self.decided[number]
        # Where a reviewer is wrong, the passage's sentences are wrong with it.
        right = said == one.carried
        sentences = tuple(np.where(right[n], truth, said[n]) for n, truth in enumerate(one.sentence_carried))
        stances = tuple(s for s in one.stances if decided[one.counts.of_passage[s.sentences[0]], s.theme])
        learnt = replace(one, carried=said, sentence_carried=sentences, stances=stances)
        strength = np.where(decided, 0, UNKNOWN).astype(np.int8)
        return Judged(with_known(learnt, decided), said, strength, np.zeros_like(decided))

    def _macro_f1(self, model: ThemeModel) -> float:
        thresholds = np.array([theme.threshold for theme in model.themes])
        truth = np.vstack([one.carried for one in self.held_out])
        tagged = np.vstack([model.score(one.counts).passages for one in self.held_out]) >= thresholds
        f1 = 2 * (truth & tagged).sum(axis=0) / np.maximum(1, truth.sum(axis=0) + tagged.sum(axis=0))
        return float(f1.mean())

    def _month(
        self, month: int, available: int, new: Version, in_use: Version, promoted: bool, p: float
    ) -> Month:
        read = self.decided[START:available]
        words = np.concatenate([np.zeros(0, np.int32), *map(words_of, self.pool[START:available])])
        seconds = reading_s(words, np.repeat(np.arange(len(read)), [len(one) for one in read]))
        return Month(
            self.order,
            self.seed,
            month,
            available,
            sum(int(one.sum()) for one in read),
            sum(int(one.any(axis=1).sum()) for one in read),
            float(seconds[np.vstack(read).any(axis=1)].sum() / 60) if read else 0.0,
            new.macro_f1,
            in_use.macro_f1,
            promoted,
            p,
        )


def words_of(examples: ThemeExamples) -> npt.NDArray[np.int32]:
    """Words of each passage of an interview."""
    return np.array([passage.words for passage in examples.passages], np.int32)


def live(plan: Plan, order: str, seed: int) -> list[Month]:
    """One arm with one seed."""
    return Year(plan, order, seed).months()


def main() -> None:
    """Simulate, and write what comes out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--decisions", type=int, default=100, help="a month")
    parser.add_argument("--errors", type=float, default=0.05, help="share of wrong answers")
    parser.add_argument("--written", action="store_true", help="learn from the written interviews too; hours")
    given = parser.parse_args()
    started = time.perf_counter()
    ready = prepare(given.labels, default_settings_file())
    written = ready.written if given.written else ()
    plan = Plan(ready.examples, written, ready.themes, ready.settings, given.decisions, given.errors)
    arms = [delayed(live)(plan, order, seed) for seed in range(given.seeds) for order in (QUEUE, RANDOM)]
    months = pd.DataFrame([asdict(one) for arm in Parallel(n_jobs=2)(arms) for one in arm])
    given.output.mkdir(parents=True, exist_ok=True)
    months.to_csv(given.output / "year.csv", index=False, quoting=csv.QUOTE_MINIMAL)
    about = (
        f"{len(plan.examples)} synthetic interviews, {given.seeds} seeds; each time {HELD_OUT} are never "
        f"read, {START} labelled throughout, {MONTHLY} more a month. {plan.decisions} decisions a month, "
        f"{plan.errors:.0%} of them wrong. {len(plan.written)} written interviews. "
        f"{time.perf_counter() - started:.0f} s."
    )
    text = summary(months, about)
    (given.output / "summary.md").write_text(text, "utf-8")
    (given.output / "year.svg").write_text(figure(months), "utf-8")
    print(text)


if __name__ == "__main__":
    main()
