"""Measures the models that runs use on interviews that nothing was trained or chosen by: data/unseen.

python -m benchmarks.unseen [data/unseen]

Everything is found as in a run: questions by segmentation, themes with these questions.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kgnlp.codebook import load_codebook
from kgnlp.guide import load_guides
from kgnlp.segment import SegmentModel
from kgnlp.settings import Settings, default_settings_file, load_settings
from kgnlp.themes import ThemeModel
from kgnlp.themes.concepts import load_concepts
from kgnlp.training import registry
from kgnlp.training.annotated import read_corpus
from kgnlp.training.evaluation.measures import all_measures
from kgnlp.training.evaluation.predict import FOUND, Predicted, View
from kgnlp.training.evaluation.prepare import Prepared
from kgnlp.training.evaluation.records import Measure
from kgnlp.training.evaluation.slices import slices_of
from kgnlp.training.examples import Material, read_examples, theme_examples
from kgnlp.training.themes import judge

OF_THEMES = ("precision", "recall", "f1", "average_precision", "calibration_error")
OF_ALL = (
    "macro_f1",
    "stance_accuracy",
    "evidence_word_f1",
    "errors_in_review",
    "passages_in_review",
    "turns_on_question",
    "turns_on_item",
    "boundary_f1",
)
SLICES = ("guide", "language")
OF_SLICES = ("macro_f1", "turns_on_question", "turns_on_item")


def prepare(folder: Path, settings: Settings, themes: Sequence[str]) -> Prepared:
    """The interviews with their truth, by the evaluators' guides and those in the folder's own guides/."""
    guides = load_guides(settings.guides)
    if (folder / "guides").is_dir():
        guides |= load_guides(folder / "guides")
    material = Material(guides, themes, settings.passages.max_words, load_concepts())
    corpus = read_corpus(folder, load_codebook(settings.codebook).codes)
    read = read_examples(corpus, settings.language_pipeline, material)
    pairs = [(annotated, analysed) for annotated, (analysed, _) in zip(corpus, read, strict=True)]
    return Prepared(settings, material, pairs, [examples for _, examples in read], written=[], synthetic=True)


def predict(prepared: Prepared, segmentation: SegmentModel, themes: ThemeModel) -> Predicted:
    material, seed = prepared.material, prepared.settings.seed
    placings = [
        segmentation.place(analysed, material.guides[annotated.interview.guide])
        for annotated, analysed in prepared.pairs
    ]
    as_run = [
        theme_examples(annotated, analysed, material, placing)
        for (annotated, analysed), placing in zip(prepared.pairs, placings, strict=True)
    ]
    view = View(FOUND, as_run, [judge(themes, interview, seed) for interview in as_run])
    return Predicted("interview", np.zeros(len(as_run), dtype=np.intp), placings, as_run, [view])


def lines(measures: Sequence[Measure], themes: Sequence[str]) -> Iterator[str]:
    whole = {(one.theme, one.name): one for one in measures if not one.scope.slice}
    yield "| theme | " + " | ".join(OF_THEMES) + " |"
    yield "|---" * (1 + len(OF_THEMES)) + "|"
    for theme in themes:
        yield f"| {theme} | " + " | ".join(cell(whole[theme, name]) for name in OF_THEMES) + " |"
    yield ""
    yield from (f"{name}: {cell(whole['', name])}" for name in OF_ALL)
    for kind in SLICES:
        for value in sorted({one.scope.value for one in measures if one.scope.slice == kind}):
            its = {
                one.name: one
                for one in measures
                if (one.scope.slice, one.scope.value, one.theme) == (kind, value, "")
            }
            yield f"{kind} {value}: " + ", ".join(f"{name} {cell(its[name])}" for name in OF_SLICES)


def cell(measure: Measure) -> str:
    found = measure.estimate
    return f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("data/unseen"))
    parser.add_argument("--version", help="a version of models/; by default the one that runs use")
    given = parser.parse_args()
    settings = load_settings(default_settings_file())
    version = given.version or registry.current(settings.models)
    models = registry.verified(settings.models, version)
    themes = ThemeModel.load(models / "themes", version)
    ids = [theme.theme for theme in themes.themes]
    prepared = prepare(given.folder, settings, ids)
    predicted = predict(prepared, SegmentModel.load(models / "segment"), themes)
    measures = all_measures(prepared, predicted, slices_of(prepared.interviews, {}))
    print(f"{version} on {len(prepared.pairs)} interviews of {given.folder}")
    print("\n".join(lines(measures, ids)))


if __name__ == "__main__":
    main()
