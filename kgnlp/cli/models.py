"""``kgnlp models``: the model versions, and which of them runs use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kgnlp.cli.options import Config, settings_of

app = typer.Typer(no_args_is_help=True, help="See, compare and choose model versions.")

Version = Annotated[
    str, typer.Argument(metavar="VERSION", help="Name of a version, as kgnlp models list has it.")
]
Reason = Annotated[str, typer.Option(help="Why, for those who come after; no names or text of interviews.")]


@app.command(name="list")
def list_versions(config: Config = None) -> None:
    """All versions, the oldest first, with what they are and why."""
    from kgnlp.training import registry
    from kgnlp.training.history import read_history, reason_of, status_of

    models = settings_of(config).models
    current, events = registry.current_or_none(models), read_history(models)
    typer.echo(f"{'version':16}{'status':12}{'macro F1':>8}{'interviews':>12}  why")
    for version in registry.versions(models):
        metrics: Any = registry.manifest(models, version).metrics
        status = status_of(version, current, events)
        why = _damage(models, version) or reason_of(version, events) or "–"
        typer.echo(f"{version:16}{status:12}{metrics['macro_f1']:8.3f}{metrics['interviews']:12}  {why}")


@app.command()
def show(version: Version, config: Config = None) -> None:
    """The card of a version, what it was made of, and what became of it."""
    from kgnlp.training import registry
    from kgnlp.training.card import FILE
    from kgnlp.training.history import read_history, status_of

    models = settings_of(config).models
    folder, made_of = registry.verified(models, version), registry.manifest(models, version)
    events = read_history(models)
    card = folder / FILE
    if card.is_file():
        typer.echo(card.read_text("utf-8"))
    typer.echo(f"version {version}: {status_of(version, registry.current_or_none(models), events)}")
    typer.echo(f"data {made_of.data_hash[:16]}, training code {made_of.code_version}, seed {made_of.seed}")
    for event in events:
        if event.version == version:
            typer.echo(
                f"{event.at:%Y-%m-%d %H:%M} UTC {event.kind}" + (f": {event.reason}" if event.reason else "")
            )


@app.command()
def compare(before: Version, after: Version, config: Config = None) -> None:
    """Is a version better than another? Measured on interviews that both learnt from, each time held out.

    Labels count that two coders agree on, or that were settled, or of the blind audit, and those that
    were the same when both versions were trained.
    """
    from kgnlp.training import registry
    from kgnlp.training.comparison import compare as compare_rows
    from kgnlp.training.comparison import sure_rows, verdict
    from kgnlp.training.held_out import read_held_out

    settings = settings_of(config)
    folders = [registry.verified(settings.models, version) for version in (after, before)]
    rows_after, rows_before = (read_held_out(folder) for folder in folders)
    themes = list(rows_after["theme"].unique())
    found = compare_rows(sure_rows(rows_after, rows_before), themes, before, settings.seed)
    typer.echo(
        f"{found.labels} labels of {found.interviews} interviews, {found.audit_labels} of the blind audit"
    )
    typer.echo(f"{'theme':26}{'present':>9}{before:>16}{after:>16}{'gain':>9}")
    for theme in found.themes:
        numbers = f"{theme.f1_before:16.3f}{theme.f1_after:16.3f}{theme.gain:+9.3f}"
        typer.echo(f"{theme.theme:26}{theme.present:9}{numbers}")
    numbers = f"{found.macro_f1_before:16.3f}{found.macro_f1_after:16.3f}{found.gain:+9.3f}"
    typer.echo(f"{'macro F1':35}{numbers}")
    better, reason = verdict(found, settings.promotion)
    typer.echo(f"{after} would {'' if better else 'not '}be promoted over {before}: {reason}")


@app.command()
def promote(version: Version, reason: Reason = "", config: Config = None) -> None:
    """Let runs that start from now on use a version; its files are checked first."""
    from kgnlp.training import promotion

    promotion.promote(settings_of(config).models, version, f"by hand{': ' if reason else ''}{reason}")
    typer.echo(f"{version} is current")


@app.command()
def rollback(reason: Reason = "", config: Config = None) -> None:
    """Go back to the version that was current before; again goes further back."""
    from kgnlp.training import promotion

    version = promotion.rollback(settings_of(config).models, f"rolled back{': ' if reason else ''}{reason}")
    typer.echo(f"{version} is current")


@app.command()
def prune(
    outputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OUT]...",
            help="Outputs of kgnlp run, folders or s3://bucket/prefix: versions that their tables name stay.",
        ),
    ] = None,
    keep: Annotated[int, typer.Option(min=0, help="How many of the newest stay.")] = 3,
    force: Annotated[bool, typer.Option("--force", help="Look at no output folder.")] = False,
    config: Config = None,
) -> None:
    """Remove old versions: not the current one, nor the one before it, nor any that tables name."""
    from kgnlp.errors import ModelError
    from kgnlp.tables import Store
    from kgnlp.training import promotion

    if not outputs and not force:
        raise ModelError(
            "no output folder",
            expected="those whose tables are in use, so that the versions they name stay",
            action="Name them: kgnlp models prune OUT …; or give --force.",
        )
    named = [Store(output).read("tags", ["model_version"])["model_version"] for output in outputs or ()]
    used = {version for column in named for version in column.unique().to_pylist()}
    removed = promotion.prune(settings_of(config).models, keep, used)
    typer.echo(f"Removed: {', '.join(removed) or 'none'}")


def _damage(models: Path, version: str) -> str:
    """What is wrong with the files of a version; empty where nothing is."""
    from kgnlp.errors import ModelError
    from kgnlp.training import registry

    try:
        registry.verified(models, version)
    except ModelError as error:
        return f"DAMAGED: {error.found}"
    return ""
