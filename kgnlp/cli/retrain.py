"""``kgnlp retrain``: labels -> a new model version."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kgnlp.cli.options import Config, settings_file


def retrain(
    labels: Annotated[
        Path,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Folder of labels (kgnlp labels import), or of annotated interviews (*.txt).",
        ),
    ],
    config: Config = None,
) -> None:
    """Train segmentation and theme classifiers, and make the new version current where it is better.

    Better is what a paired test over interviews says, on labels that are sure enough; and no theme may be
    found worse by more than the settings allow. Else the version stays a candidate: kgnlp models says why.
    Nothing is done where there is a version of the same labels, settings and code. Takes some minutes.
    """
    from flows.retrain import retrain_models
    from kgnlp.cli.console import shown_progress

    with shown_progress():
        done = retrain_models(labels.resolve(), settings_file(config))
    if done.is_new:
        typer.echo(f"New model version {done.version}, {done.status}: {done.reason}")
    else:
        typer.echo(f"Nothing to do: {done.version} was made of these labels; {done.status}: {done.reason}")
    _print_metrics(done.metrics)


def _print_metrics(metrics: Mapping[str, Any]) -> None:
    typer.echo(f"Measured on {metrics['measured_on']}")
    columns = ("precision", "recall", "f1", "average_precision", "calibration_error")
    typer.echo(f"{'theme':26}" + "".join(f"{column:>19}" for column in columns))
    for theme, values in metrics["themes"].items():
        typer.echo(f"{theme:26}" + "".join(f"{values[column]:19.3f}" for column in columns))
    typer.echo(f"macro F1 {metrics['macro_f1']:.3f}")
    if metrics.get("audit"):
        audit = metrics["audit"]
        typer.echo(f"macro F1 {audit['macro_f1']:.3f} on {audit['labels']} labels of the blind audit")
    for theme, found in metrics.get("not_learnt", {}).items():
        typer.echo(f"{theme}: {_waiting(found)}")


def _waiting(found: Mapping[str, int]) -> str:
    """What a theme without a classifier waits for: 7 of 20 passages."""
    there = (
        ("passages", found["passages"], found["least_passages"]),
        ("interviews with it", found["interviews"], found["least_interviews"]),
        ("passages without it", found["others"], found["least_passages"]),
    )
    missing = [f"{n} of {least} {what}" for what, n, least in there if n < least]
    return f"not learnt yet: {', '.join(missing)}; ranked by its definition"
