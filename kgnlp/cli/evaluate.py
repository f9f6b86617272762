"""``kgnlp evaluate``: labels -> how good the models are that kgnlp retrain makes of them."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Printed

from kgnlp.cli.options import Config, settings_file

if TYPE_CHECKING:
    from kgnlp.report.parts import Table
    from kgnlp.training.evaluation import Evaluation


class Questions(StrEnum):
    """What themes are scored with."""

    ANNOTATED = "annotated"
    FOUND = "found"
    BOTH = "both"


class LeftOut(StrEnum):
    """What is left out of training as a whole."""

    GROUP = "group"
    GUIDE = "guide"


Labels = Annotated[
    Path, typer.Option(exists=True, file_okay=False, help="Folder of annotated interviews (*.txt).")
]
Output = Annotated[Path, typer.Option(file_okay=False, help="Folder for tables, figure and summary.")]
Scored = Annotated[
    Questions,
    typer.Option(help="Score themes with the questions that are found, as in a run, as annotated, or both."),
]
By = Annotated[
    list[LeftOut] | None,
    typer.Option(help="Measure also without one group or guide in training; may be given twice."),
]
Curve = Annotated[
    bool, typer.Option("--learning-curve", help="Measure also when trained on 5, 10, 20 … interviews.")
]
Without = Annotated[
    bool, typer.Option("--ablation", help="Measure also without each kind of feature. Half an hour.")
]
Raw = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        help="Folder of the transcripts with interviews.csv: figures by form of transcript too.",
    ),
]


def evaluate(
    labels: Labels,
    output: Output,
    questions: Scored = Questions.FOUND,
    by: By = None,
    learning_curve: Curve = False,
    ablation: Without = False,
    raw: Raw = None,
    config: Config = None,
) -> None:
    """Measure what kgnlp retrain trains, on interviews that the models have not seen.

    Interviews are dealt into five folds; segmentation, classifiers, thresholds and calibration are trained
    without a fold and measured on it. No model version is made. Writes summary.md, summary.json,
    measures.csv, calibration.csv, reliability.svg, and errors.csv, which holds transcript text. Takes some
    minutes; --by takes as long again, --learning-curve and --ablation longer.
    """
    from kgnlp.cli.console import shown_progress
    from kgnlp.training import evaluation

    request = evaluation.Request(
        labels=labels,
        settings_file=settings_file(config),
        questions=("annotated", "found") if questions is Questions.BOTH else (questions.value,),
        left_out=tuple(dict.fromkeys(kind.value for kind in by or ())),
        learning_curve=learning_curve,
        ablation=ablation,
        raw=raw,
        command=shlex.join(["kgnlp", *sys.argv[1:]]),
    )
    evaluation.check_output(output)
    with shown_progress():
        found = evaluation.evaluate(request)
    evaluation.write(found, output)
    _print(found, output)


def _print(found: Evaluation, output: Path) -> None:
    from kgnlp.training import evaluation

    console = Console()
    for line in (*evaluation.about_lines(found), ""):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    for table in evaluation.shown_tables(found):
        console.print(_printed(table))
    console.print(f"Written to {output}", highlight=False, markup=False, soft_wrap=True)


def _printed(table: Table) -> Printed:
    printed = Printed(title=table.caption, title_justify="left")
    for number, head in enumerate(table.head):
        printed.add_column(head, justify="right" if number >= table.text_columns else "left", overflow="fold")
    for body in table.bodies:
        for row in body.rows:
            printed.add_row(*(escape(cell) for cell in row))
    return printed
