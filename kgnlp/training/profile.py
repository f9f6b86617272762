"""The profile of a model version: what it says of the interviews that it was trained on, each unseen.

``kgnlp retrain`` keeps one with every version. For a version that was made before it did,

    python -m kgnlp.training.profile LABELS

keeps that of the current version. The labels must be those that it was trained on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from kgnlp.errors import LabelError
from kgnlp.settings import default_settings_file
from kgnlp.training import registry, themes
from kgnlp.training.held_out import held_out_rows, keeps_held_out, read_held_out
from kgnlp.training.ready import Ready, make_ready, read_sources
from kgnlp.watching import Judged, Reference, figures_of, write_profile


def keep_profile(ready: Ready, rows: pd.DataFrame, version: str) -> Path:
    """Keep the profile of a version, and return its file.

    Args:
        ready: the interviews that it was trained on.
        rows: what was said of them, each held out; of the version.
        version: its name.

    Raises:
        LabelError: the rows are of other interviews.
    """
    synthetic = any(one.synthetic for one in ready.labelled)
    return write_profile(ready.sources.settings.models, version, synthetic, references(ready, rows))


def references(ready: Ready, rows: pd.DataFrame) -> list[Reference]:
    """The interviews in figures; arguments and errors as in keep_profile."""
    found = {str(name): of_one for name, of_one in rows.groupby("interview_id")}
    _check(ready, rows)
    return [
        Reference(
            labelled.annotated.interview.group,
            figures_of(examples.passages, _judged(found[labelled.interview_id])),
        )
        for labelled, examples in zip(ready.labelled, ready.examples, strict=True)
    ]


def _judged(rows: pd.DataFrame) -> list[Judged]:
    columns = (rows["theme"], rows["probability"].astype(float), rows["tagged"].astype(bool))
    return [Judged(*row) for row in zip(*columns, strict=True)]


def _check(ready: Ready, rows: pd.DataFrame) -> None:
    """Raise LabelError where rows are not those of the passages of these interviews."""
    wanted = {
        (one.interview_id, passage.start, passage.end) for one in ready.examples for passage in one.passages
    }
    found = set(rows[["interview_id", "start", "end"]].itertuples(index=False, name=None))
    if wanted != found:
        raise LabelError(
            f"labels with {len(wanted - found)} passages that the model version was not trained on, "
            f"and without {len(found - wanted)} that it was",
            expected="the labels that it was trained on",
            action="Give their folder, or train anew: kgnlp retrain --labels LABELS",
        )


def make_profile(labels: Path, settings_file: Path) -> Path:
    """Keep the profile of the current version, and return its file.

    What a version kept of interviews held out is used; one that kept nothing is made again in folds.

    Raises:
        LabelError: the labels are not those that it was trained on.
    """
    ready = make_ready(labels, settings_file, read_sources(labels, settings_file).data_hash)
    models = ready.sources.settings.models
    version = registry.current(models)
    folder = registry.verified(models, version)
    rows = read_held_out(folder) if keeps_held_out(folder) else _judged_anew(ready)
    return keep_profile(ready, rows, version)


def _judged_anew(ready: Ready) -> pd.DataFrame:
    settings, examples, ids = ready.sources.settings, ready.examples, ready.themes
    crossed = themes.cross_score(examples, settings.seed, ready.written)
    tags: Sequence[themes.Tagging] = themes.cross_predict(examples, ids, settings, crossed, ready.written)
    return held_out_rows(ready.judged, tags, ids)


def main() -> None:
    """Make the profile of the current version."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("labels", type=Path, help="folder of labels")
    print(make_profile(parser.parse_args().labels, default_settings_file()))  # noqa: T201


if __name__ == "__main__":
    main()
