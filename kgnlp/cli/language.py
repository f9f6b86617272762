"""``kgnlp language``: train and measure the Norwegian pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Train and measure the Norwegian language pipeline.")
_Treebank = Annotated[
    Path,
    typer.Option(
        exists=True, file_okay=False, help="Folder of the treebank files (*.conll.gz, *.conllu.gz)."
    ),
]


@app.command()
def train(
    treebank: _Treebank,
    output: Annotated[
        Path, typer.Option(help="Folder of the pipeline to write; replaced where it is there.")
    ],
    steps: Annotated[
        int | None, typer.Option(min=1, help="Batches of about 1,800 words; 4,600 where not given.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Of all that is random; 20241 where not given.")
    ] = None,
    weights: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Take the networks of this pipeline as they are, as after a change of rules.",
        ),
    ] = None,
) -> None:
    """Train a pipeline from the treebanks, measure it, and write it with its manifest and model card.

    Takes two hours on two cores. With --weights only kinds of names and lemmas are learnt: two minutes.
    """
    from kgnlp.language import card
    from kgnlp.language.train import SEED, STEPS, renew
    from kgnlp.language.train import train as train_pipeline
    from kgnlp.training.name_types import fit

    if weights is None:
        chosen = SEED if seed is None else seed
        qualities = train_pipeline(treebank, output, fit, steps=steps or STEPS, seed=chosen)
    elif steps is None and seed is None:
        qualities = renew(weights, treebank, output, fit)
    else:
        raise typer.BadParameter("--steps and --seed are those of --weights; leave them out")
    typer.echo(card.table(qualities))


@app.command()
def evaluate(
    treebank: _Treebank,
    pipeline: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="Folder of a trained pipeline.")
    ],
) -> None:
    """Measure a pipeline on the three test sets, and on copies of them like speech recognition."""
    from kgnlp.language import card
    from kgnlp.language.evaluate import evaluate_folder

    qualities, speed = evaluate_folder(pipeline, treebank)
    typer.echo(card.table(qualities))
    typer.echo(f"{speed:,.0f} words a second")
