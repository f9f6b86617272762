"""The command ``kgnlp``. Commands import what they need when they are called, so that --help is quick."""

from __future__ import annotations

import sys

import typer

from kgnlp.cli import evaluate, explain, guide, labels, language, models, retrain, review, run, serve
from kgnlp.errors import InputError, KgnlpError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its traces show local variables, and with them transcript text
    help="Text mining over interview transcripts. All work is done on this machine.",
)
app.command(name="run")(run.run)
app.command(name="review")(review.review)
app.command(name="explain")(explain.explain)
app.command(name="retrain")(retrain.retrain)
app.command(name="evaluate")(evaluate.evaluate)
app.command(name="serve")(serve.serve)
app.add_typer(labels.app, name="labels")
app.add_typer(models.app, name="models")
app.add_typer(guide.app, name="guide")
app.add_typer(language.app, name="language")


def main() -> None:
    """Run the command; errors that a user can act on are one line and exit code 1."""
    try:
        app()
    except KgnlpError as error:
        typer.secho(f"kgnlp: {error}", fg="red", err=True)
        sys.exit(2 if isinstance(error, InputError) else 1)
