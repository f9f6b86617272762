"""The profile of a model version: what it says of the interviews that it was trained on, each unseen.

A new version gets its profile with its training. For one that has none:

    python -m kgnlp.training.profile LABELS

judges the labelled interviews by cross-validation, as training does, and keeps the profile of the current
version. The labels must be those that it was trained on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from kgnlp import language
from kgnlp.codebook import load_codebook
from kgnlp.guide import load_guides
from kgnlp.settings import Settings, default_settings_file, load_settings
from kgnlp.themes.concepts import load_concepts
from kgnlp.training import registry, themes
from kgnlp.training.annotated import read_corpus
from kgnlp.training.annotated_labels import SYNTHETIC
from kgnlp.training.examples import Material, ThemeExamples, analyse, theme_examples
from kgnlp.training.ready import written_examples
from kgnlp.training.themes import Tagging
from kgnlp.watching import Judged, Reference, figures_of, write_profile


def references(
    examples: Sequence[ThemeExamples], held_out: Sequence[Tagging], theme_ids: Sequence[str]
) -> list[Reference]:
    """The interviews in figures.

    Args:
        examples: the labelled interviews.
        held_out: the tags of each by a model that did not see it.
        theme_ids: ids of the themes, in the order of the tags' columns.
    """
    return [
        Reference(one.annotated.interview.group, figures_of(one.passages, _judged(tags, theme_ids)))
        for one, tags in zip(examples, held_out, strict=True)
    ]


def _judged(tags: Tagging, theme_ids: Sequence[str]) -> list[Judged]:
    return [
        Judged(theme, float(probability), bool(tagged))
        for probabilities, passage in zip(tags.probabilities, tags.tagged, strict=True)
        for theme, probability, tagged in zip(theme_ids, probabilities, passage, strict=True)
    ]


def make_profile(labels: Path, settings: Settings) -> Path:
    """Judge the interviews of a folder of labels and keep the profile of the current version; its file."""
    codebook = load_codebook(settings.codebook)
    theme_ids = [theme.id for theme in codebook.active]
    pipeline = language.load(settings.language_pipeline)
    material = Material(load_guides(settings.guides), theme_ids, settings.passages.max_words, load_concepts())
    examples = [
        theme_examples(annotated, analyse(annotated, pipeline), material)
        for annotated in read_corpus(labels, codebook.codes)
    ]
    written = written_examples(settings.written, material)
    crossed = themes.cross_score(examples, settings.seed, written)
    held_out = themes.cross_predict(examples, theme_ids, settings, crossed, written)
    synthetic = (labels / SYNTHETIC).exists()
    version = registry.current(settings.models)
    return write_profile(settings.models, version, synthetic, references(examples, held_out, theme_ids))


def main() -> None:
    """Make the profile of the current version."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("labels", type=Path, help="folder of annotated interviews")
    print(make_profile(parser.parse_args().labels, load_settings(default_settings_file())))  # noqa: T201


if __name__ == "__main__":
    main()
