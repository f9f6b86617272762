"""Time of an explanation, and whether the word that it names first moved more than another word.

    python benchmarks/explanations.py OUT [--passages 200]

OUT is the output folder of a run. Passages are drawn by lot (seed 1), tagged ones first. The second table is
of each tagged passage's word that spoke most for the theme, against one word of the passage drawn by lot:
either is taken away, and the passage is tagged again. The run's interviews may have been trained on, so this
says whether explanations hold, not how good the tags are.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgnlp import language
from kgnlp.explanation import Explanation
from kgnlp.guide import Guide, load_guides
from kgnlp.run.explain import Explainer
from kgnlp.run.reread import reread
from kgnlp.settings import Settings, default_settings_file, load_settings
from kgnlp.tables import Store
from kgnlp.themes import ThemeModel
from kgnlp.themes.checked_words import without_word
from kgnlp.themes.scene import Scene
from kgnlp.themes.word_weights import WordWeights
from kgnlp.training import registry

SEED = 1


@dataclass(frozen=True)
class Bench:
    """What is measured with."""

    store: Store
    settings: Settings
    guides: Mapping[str, Guide]

    def drawn(self, count: int) -> list[str]:
        """Ids of passages, tagged ones first."""
        draw = np.random.default_rng(SEED)
        tags = self.store.read("tags").to_pandas()
        tagged = sorted(set(tags["passage_id"][tags["tagged"]]))
        others = sorted(set(tags["passage_id"]) - set(tagged))
        ids = [str(name) for group in (tagged, others) for name in draw.permutation(group)]
        return ids[:count]

    def timed(self, ids: list[str]) -> tuple[float, list[float], list[Explanation]]:
        """Seconds with loading, seconds of each after that, and the explanations."""
        explain = Explainer(self.store, self.settings, self.guides)
        begun = time.perf_counter()
        explain(ids[0])
        loading = time.perf_counter() - begun
        seconds, found = [], []
        for passage_id in ids:
            begun = time.perf_counter()
            found.append(explain(passage_id))
            seconds.append(time.perf_counter() - begun)
        return loading, seconds, found


def other_words(bench: Bench, model: ThemeModel, explanation: Explanation) -> np.ndarray:
    """Probabilities of all themes without a word of the passage that is drawn by lot; shape (themes,)."""
    found = reread(bench.store, explanation.passage_id)
    guide = bench.guides[found.interview.guide]
    inputs = found.inputs(guide, language.load(bench.settings.language_pipeline))
    scene = Scene.of(inputs, found.number, model)
    words = WordWeights(model.text, scene.passage).words
    drawn = words[int(np.random.default_rng(SEED).integers(len(words)))]
    scored: npt.NDArray[np.float64] = scene.scored([without_word(scene.passage, drawn)])[0]
    return scored


def print_words(bench: Bench, explanations: list[Explanation]) -> None:
    """What the word named first moved, and what another word did."""
    version = explanations[0].model_version
    folder = registry.verified(bench.settings.models, version) / "themes"
    model = ThemeModel.load(folder, version)
    first, other, named = [], [], 0
    tagged = [one for one in explanations if any(theme.tagged for theme in one.themes)]
    for explanation in tagged:
        without = other_words(bench, model, explanation)
        for number, theme in enumerate(explanation.themes):
            if theme.tagged:
                named += bool(theme.words_for)
                strongest = theme.words_for[0].without if theme.words_for else theme.probability
                first.append(theme.probability - strongest)
                other.append(theme.probability - float(without[number]))
    print(f"\n{len(first)} tags, {named} with a word that spoke for; mean fall of the probability without")
    print(f"{'the word named first':28} {np.mean(first):8.3f}")
    print(f"{'a word drawn by lot':28} {np.mean(other):8.3f}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--passages", type=int, default=200)
    options = parser.parse_args()
    settings = load_settings(default_settings_file())
    store = Store(options.out.resolve())
    bench = Bench(store, settings, load_guides(settings.guides))
    loading, seconds, explanations = bench.timed(bench.drawn(options.passages))
    print(f"{len(seconds)} passages; the first, with loading, {loading:.1f} s")
    print(f"{'seconds of one after that':28} {'median':>8} {'95 %':>8} {'longest':>8}")
    print(f"{'':28} {np.median(seconds):8.3f} {np.quantile(seconds, 0.95):8.3f} {max(seconds):8.3f}")
    print_words(bench, explanations)


if __name__ == "__main__":
    main()
