"""Segmentation by guide question, measured: ``python -m benchmarks.segmentation [--curve]``.

Every row is of interviews that the model was not trained on: 5 folds by interview, one guide left out, one
group left out, or written interviews (data/examples) of batches that were left out. The weights of the
floor are fixed. Shares are of turns; intervals are 95 %, by bootstrap over interviews. All interviews are
synthetic. Consecutive turns of one speaker are joined, as in a run.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.segmentation_measures import Result, calibration_error, interval, measure
from kgnlp.codebook import load_codebook
from kgnlp.domain import AnalysedInterview, Analysis, AnnotatedInterview, Turn
from kgnlp.guide import Guide, load_guides
from kgnlp.segment import LikenessModel, Placing, SegmentModel
from kgnlp.segment.exchanges import exchanges
from kgnlp.segment.likeness import guide_likeness
from kgnlp.training.annotated import read_corpus
from kgnlp.training.segments import Written, fit, fit_uncalibrated

SEED = 20240213
FOLDS = 5
# Without decoding, a turn opens the nearest question from this likeness on; set by hand.
NEAREST = 0.2
MEASURES = ("turns_on_question", "turns_on_item", "boundary_f1", "window_diff")
Pair = tuple[AnnotatedInterview, AnalysedInterview]


class Nearest:
    """What a user would try first: each interviewer turn on the nearest question, the rest as before it."""

    def place(self, analysed: AnalysedInterview, guide: Guide) -> Placing:
        """The question of every turn; its probabilities mean nothing."""
        entries, said = guide.entries(), exchanges(analysed)
        likeness = guide_likeness(guide).of(list(said.said))
        here: str | None = None
        found: list[str | None] = []
        for turn, row in enumerate(likeness):
            if said.asks[turn] and row.max() >= NEAREST:
                here = entries[int(row.argmax())].question_id
            found.append(here)
        return Placing(tuple(found), (0.5,) * len(found))


def joined(one: AnnotatedInterview) -> Pair:
    """Consecutive turns of one speaker become one turn, on the question that the last of them is on."""
    turns: list[Turn] = []
    question_ids: list[str | None] = []
    for turn, question_id in zip(one.turns, one.question_ids, strict=True):
        if turns and turns[-1].speaker == turn.speaker:
            before = turns.pop()
            turn = Turn(before.turn, turn.speaker, turn.role, before.start, turn.end)
            question_ids.pop()
        turns.append(Turn(len(turns), turn.speaker, turn.role, turn.start, turn.end))
        question_ids.append(question_id)
    text = one.interview
    analysed = AnalysedInterview(text, tuple(turns), tuple(Analysis((), ()) for _ in turns))
    return AnnotatedInterview(text, tuple(turns), tuple(question_ids), (), ()), analysed


def held_out(
    pairs: Sequence[Pair],
    guides: dict[str, Guide],
    parts: Sequence[str],
    train: Callable[[Sequence[Pair]], SegmentModel],
) -> list[Result]:
    """Measure each interview with a model that has seen none of its part."""
    results = []
    for part in sorted(set(parts)):
        model = train([pair for pair, its in zip(pairs, parts, strict=True) if its != part])
        for (one, analysed), its in zip(pairs, parts, strict=True):
            if its == part:
                results.append(measure(one, model.place(analysed, guides[one.interview.guide]), guides))
    return results


def folds_of(pairs: Sequence[Pair]) -> list[str]:
    order = np.random.default_rng(SEED).permutation(len(pairs))
    return [str(number % FOLDS) for number in order]


def row(name: str, results: Sequence[Result]) -> str:
    cells = [interval(results, one) for one in MEASURES]
    return f"| {name} | {len(results)} | " + " | ".join(cells) + " |"


def by_kind(results: Sequence[Result]) -> list[str]:
    rows = []
    for kind in ("language", "role", "group", "guide"):
        values = sorted({str(getattr(result.interview, kind)) for result in results})
        for value in values:
            its = [result for result in results if str(getattr(result.interview, kind)) == value]
            rows.append(row(f"learned, CV, {kind} {value}", its))
    return rows


def curve(pairs: Sequence[Pair], guides: dict[str, Guide], written: Sequence[Written]) -> list[str]:
    """Trained on the first interviews of a fixed order, measured on the last fifth."""
    order = np.random.default_rng(SEED).permutation(len(pairs))
    test, rows = [pairs[number] for number in order[-12:]], []
    for size in (5, 10, 20, 30, 48):
        model = fit_uncalibrated([pairs[number] for number in order[:size]], guides, written)
        rows.append(row(f"learned from {size}", placed(model, test, guides)))
    return rows


def placed(model: SegmentModel, pairs: Sequence[Pair], guides: dict[str, Guide]) -> list[Result]:
    return [measure(one, model.place(a, guides[one.interview.guide]), guides) for one, a in pairs]


def of_guides_of(written: Sequence[Written], rest: Sequence[Pair], guides: dict[str, Guide]) -> list[Written]:
    """The written interviews but those by a guide of the corpus that the rest of it was not held by."""
    left_out = guides.keys() - {one.interview.guide for one, _ in rest}
    return [(one, guide) for one, guide in written if guide.id not in left_out]


def other_voices(pairs: Sequence[Pair], guides: dict[str, Guide], written: Sequence[Written]) -> list[str]:
    """Measured on written interviews of batches left out: each half of them, then those by other guides."""
    everything = {guide.id: guide for _, guide in written}
    known = [one for one in written if one[1].id in guides]
    batches = sorted({batch(one) for one, _ in known})
    halves = [[pair for pair in known if batches.index(batch(pair[0])) % 2 == half] for half in (0, 1)]
    results = []
    for learnt, test in (halves, halves[::-1]):
        model = fit_uncalibrated(pairs, guides, learnt)
        results += placed(model, [joined(one) for one, _ in test], everything)
    rows = [row("learned, other voices, guides of the corpus", results)]
    new = [joined(one) for one, guide in written if guide.id not in guides]
    results = placed(fit_uncalibrated(pairs, guides, known), new, everything)
    return [*rows, row("learned, other voices, other guides", results)]


def batch(one: AnnotatedInterview) -> str:
    """The letters before the number of an interview's id name the batch that it was written in."""
    return one.interview.interview_id.rstrip("0123456789")


def read_written(folder: Path, themes: dict[str, str]) -> list[Written]:
    guides = load_guides(folder / "guides")
    read = [joined(one)[0] for one in read_corpus(folder, themes)]
    return [(one, guides[one.interview.guide]) for one in read]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    options.add_argument("--written", type=Path, default=Path("data/examples"))
    options.add_argument("--guides", type=Path, default=Path("configs/guides"))
    options.add_argument("--codebook", type=Path, default=Path("configs/codebook.yaml"))
    options.add_argument("--curve", action="store_true", help="learning curve")
    given = options.parse_args()
    guides = load_guides(given.guides)
    themes = {theme.code: theme.id for theme in load_codebook(given.codebook).themes}
    pairs = [joined(one) for one in read_corpus(given.corpus, themes)]
    written = read_written(given.written, themes)
    print("| what | interviews | question | item | boundary F1 | WindowDiff |\n|---|---|---|---|---|---|")
    for name, model in (("nearest question", Nearest()), ("floor", LikenessModel())):
        results = [measure(one, model.place(a, guides[one.interview.guide]), guides) for one, a in pairs]
        print(row(name, results), flush=True)
    results = held_out(pairs, guides, folds_of(pairs), lambda rest: fit(rest, guides, SEED, written))
    print(row("learned, CV", results), flush=True)
    for name in ("guide", "group"):
        parts = [getattr(one.interview, name) for one, _ in pairs]
        left = held_out(
            pairs,
            guides,
            parts,
            lambda rest: fit_uncalibrated(rest, guides, of_guides_of(written, rest, guides)),
        )
        print(row(f"learned, one {name} left out", left), flush=True)
    print("\n".join([*other_voices(pairs, guides, written), *by_kind(results)]), flush=True)
    if given.curve:
        print("\n".join(curve(pairs, guides, written)))
    print(f"\nCalibration error of turns' confidence (ECE, 10 bins), CV: {calibration_error(results):.3f}")


if __name__ == "__main__":
    main()
