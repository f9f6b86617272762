"""``kgnlp labels``: what people decided -> what training reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgnlp.cli.options import Config, settings_file, settings_of
from kgnlp.errors import LabelError

if TYPE_CHECKING:
    from kgnlp.decisions import LabelledInterview
    from kgnlp.settings import Settings
    from kgnlp.tables import Store

app = typer.Typer(no_args_is_help=True, help="Gather labels to train on, and see what is missing.")

Folder = Annotated[
    Path, typer.Argument(metavar="LABELS", exists=True, file_okay=False, help="Folder of labels.")
]


@app.command(name="import")
def import_labels(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            exists=True,
            file_okay=False,
            help="Output folder of kgnlp run that was reviewed, or folder of annotated interviews (*.txt).",
        ),
    ],
    to: Annotated[Path, typer.Option(file_okay=False, help="Folder of labels; made where there is none.")],
    database: Annotated[
        str | None,
        typer.Option(
            envvar="KGNLP_REVIEW_DATABASE", help="Address of the review's database; see kgnlp review."
        ),
    ] = None,
    config: Config = None,
) -> None:
    """Take the labels of a reviewed run, or of annotated interviews, into a folder of labels.

    What came from the same source before is replaced; labels of other sources stay beside. Where several
    label the same, adjudicated stands over double-coded and that over single, and later over earlier. Labels
    of the blind audit are marked so: they are measured on, and never trained on. Importing again what has
    not changed changes nothing. The folder holds the transcripts: keep it as confidential as these.
    """
    from kgnlp.cli.console import shown_progress
    from kgnlp.tables import LabelStore, Store

    settings = settings_of(config)
    with shown_progress():
        if (source / "tags.parquet").exists():
            name, found = _reviewed(Store(source.resolve()), database)
        else:
            name, found = _annotated(source.resolve(), settings)
        changed = LabelStore(to.resolve()).replace(name, found)
    labels = sum(len(one.labels) for one in found)
    typer.echo(f"{name}: {labels} labels of {len(found)} interviews" + ("" if changed else ", unchanged"))


def _reviewed(tables: Store, database: str | None) -> tuple[str, tuple[LabelledInterview, ...]]:
    from kgnlp.review.labelling import load_reviewed, origin_of
    from kgnlp.review.store import open_database

    opened = open_database(tables.folder / "review", database)
    found = load_reviewed(tables, opened)
    opened.close()
    if not found.interviews:
        # An empty store may be the wrong one; to take it in would remove what came from the right one.
        raise LabelError(
            f"no decision in the review of {tables.folder}",
            expected="one at least",
            action="Review it first: kgnlp review OUT; or name the database that the review is kept in.",
        )
    for number, what in (
        (len(found.gone), "decisions left out: their text is no longer in the transcripts"),
        (found.open, "left out: coders differ, and it is not settled"),
    ):
        if number:
            typer.secho(f"{number} {what}", fg="yellow", err=True)
    return origin_of(tables), found.interviews


def _annotated(folder: Path, settings: Settings) -> tuple[str, tuple[LabelledInterview, ...]]:
    from kgnlp.codebook import load_codebook
    from kgnlp.training.annotated_labels import annotated_labels

    found = annotated_labels(folder, load_codebook(settings.codebook), settings)
    return found[0].origin, tuple(found)


@app.command()
def show(labels: Folder, config: Config = None) -> None:
    """Count labels by theme, and say what is missing before they can be trained on."""
    from kgnlp.training import registry
    from kgnlp.training.ready import read_sources
    from kgnlp.training.sufficiency import count, missing

    sources = read_sources(labels.resolve(), settings_file(config))
    found = count(sources.gathered.interviews, sources.themes)
    typer.echo(
        f"{found.interviews} interviews with labels to train on ({found.synthetic} invented), "
        f"{found.with_questions} with questions that people set"
    )
    head = ("present", "absent", "interviews", "sure", "audit")
    typer.echo(f"{'theme':26}" + "".join(f"{column:>12}" for column in head))
    for theme in found.themes:
        values = (theme.present, theme.absent, theme.interviews, theme.sure, theme.audit)
        typer.echo(f"{theme.theme:26}" + "".join(f"{value:12}" for value in values))
    typer.echo("sure: two coders agree, or it was settled; audit: of the blind audit, only measured on")
    if sources.gathered.left_out:
        typer.secho(
            f"{sources.gathered.left_out} labels left out: another origin has a later text of the interview",
            fg="yellow",
            err=True,
        )
    settings = sources.settings
    lacks = missing(found, registry.current_or_none(settings.models) is not None, settings.new_themes)
    for lack in lacks:
        typer.echo(f"Missing: {lack}")
    if not lacks:
        typer.echo("Enough to train on: kgnlp retrain --labels LABELS")
