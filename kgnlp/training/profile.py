"""The profile of a model version: what it says of the interviews that it was trained on, each unseen.

    python -m kgnlp.training.profile LABELS

judges the annotated interviews by cross-validation, as training does, and keeps the profile of the current
version. They must be those that it was trained on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from kgnlp.settings import default_settings_file
from kgnlp.training import registry, themes
from kgnlp.training.evaluation.prepare import prepare
from kgnlp.training.examples import ThemeExamples
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


def make_profile(labels: Path, settings_file: Path) -> Path:
    """Judge the interviews of a folder of labels and keep the profile of the current version; its file."""
    made = prepare(labels, settings_file)
    crossed = themes.cross_score(made.examples, made.settings.seed, made.written)
    held_out = themes.cross_predict(made.examples, made.themes, made.settings, crossed, made.written)
    found = references(made.examples, held_out, made.themes)
    models = made.settings.models
    return write_profile(models, registry.current(models), made.synthetic, found)


def main() -> None:
    """Make the profile of the current version."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("labels", type=Path, help="folder of annotated interviews")
    print(make_profile(parser.parse_args().labels, default_settings_file()))  # noqa: T201


if __name__ == "__main__":
    main()
