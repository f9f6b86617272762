"""How good the tags are on interviews that the models did not see.

Run: python benchmarks/themes.py

Prints, for folds by chance (--folds interview), by group or by guide (all interviews of one left out):
precision, recall, F1 and average precision by theme with 95 % intervals over interviews; calibration error;
stance accuracy; evidence word F1; errors found by review; macro-F1 by role, group, language and guide.
Segments are the annotated ones, so figures are somewhat better than on a run's own segments. The interviews
of data/corpus are synthetic.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from kgnlp import language
from kgnlp.codebook import load_codebook
from kgnlp.guide import load_guides
from kgnlp.settings import Settings, default_settings_file, load_settings
from kgnlp.training.annotated import read_corpus
from kgnlp.training.examples import ThemeExamples, analyse, theme_examples
from kgnlp.training.intervals import bootstrap_interval
from kgnlp.training.metrics import theme_metrics
from kgnlp.training.retrain import written_examples
from kgnlp.training.tag_quality import errors_reviewed, evidence_word_f1, stance_accuracy
from kgnlp.training.themes import HeldOut, cross_predict, cross_score


def main() -> None:
    options = _options()
    settings = load_settings(default_settings_file())
    guides, codebook = load_guides(settings.guides), load_codebook(settings.codebook)
    ids = [theme.id for theme in codebook.active]
    pipeline = language.load(settings.language_pipeline)
    examples = [
        theme_examples(annotated, analyse(annotated, pipeline), guides, ids, settings.passages.max_words)
        for annotated in read_corpus(options.labels, codebook.codes)
    ]
    written = [] if options.without_written else written_examples(pipeline, guides, codebook, settings)
    crossed = cross_score(examples, len(ids), settings.seed, written, _folds(options.folds, examples))
    held_out = cross_predict(examples, ids, settings, crossed)
    print(f"{len(examples)} synthetic interviews, folds by {options.folds}, {len(written)} files of examples")
    _print_themes(examples, held_out, ids, settings)
    for kind in ("role", "group", "language", "guide"):
        _print_by(kind, examples, held_out)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--labels", type=Path, default=Path("data/corpus"), help="annotated interviews")
    parser.add_argument("--folds", choices=["interview", "group", "guide"], default="interview")
    parser.add_argument("--without-written", action="store_true", help="without data/examples")
    return parser.parse_args()


def _folds(kind: str, examples: Sequence[ThemeExamples]) -> list[int] | None:
    if kind == "interview":
        return None
    names = [str(getattr(interview.annotated.interview, kind)) for interview in examples]
    return [sorted(set(names)).index(name) for name in names]


def _f1(truth: np.ndarray, tagged: np.ndarray, rows: np.ndarray) -> float:
    truth, tagged = truth[rows], tagged[rows]
    return 2 * int((truth & tagged).sum()) / max(1, int(truth.sum() + tagged.sum()))


def _macro(truth: np.ndarray, tagged: np.ndarray, rows: np.ndarray) -> float:
    return float(np.mean([_f1(truth[:, n], tagged[:, n], rows) for n in range(truth.shape[1])]))


def _print_themes(
    examples: Sequence[ThemeExamples], held_out: Sequence[HeldOut], ids: list[str], settings: Settings
) -> None:
    truth = np.vstack([interview.carried for interview in examples])
    tagged = np.vstack([interview.tagged for interview in held_out])
    probabilities = np.vstack([interview.probabilities for interview in held_out])
    interview_of = np.repeat(np.arange(len(examples)), [len(interview.passages) for interview in examples])
    interval = partial(bootstrap_interval, interview_of=interview_of, seed=settings.seed)
    for number, (theme, values) in enumerate(theme_metrics(ids, truth, probabilities, tagged).items()):
        low, high = interval(partial(_f1, truth[:, number], tagged[:, number]))
        shown = "  ".join(f"{name} {value}" for name, value in values.items())
        print(f"{theme:26} {shown}  f1 95 % {low:.3f}-{high:.3f}")
    low, high = interval(partial(_macro, truth, tagged))
    print(f"macro-F1 {_macro(truth, tagged, np.arange(len(truth))):.4f}  95 % {low:.3f}-{high:.3f}")
    print(f"stance accuracy {stance_accuracy(examples, held_out, ids):.4f}")
    print(f"evidence word F1 {evidence_word_f1(examples, held_out, ids):.4f}")
    share = settings.review.share
    found = errors_reviewed(truth, tagged, probabilities, share)
    print(f"errors in the {share:.0%} of passages least sure: {found:.4f}")


def _print_by(kind: str, examples: Sequence[ThemeExamples], held_out: Sequence[HeldOut]) -> None:
    names = [str(getattr(interview.annotated.interview, kind)) for interview in examples]
    for name in sorted(set(names)):
        chosen = [number for number, each in enumerate(names) if each == name]
        truth = np.vstack([examples[number].carried for number in chosen])
        tagged = np.vstack([held_out[number].tagged for number in chosen])
        macro = _macro(truth, tagged, np.arange(len(truth)))
        print(f"{kind} {name}: macro-F1 {macro:.4f}, {len(chosen)} interviews")


if __name__ == "__main__":
    main()
