"""``kgnlp explain``: why a passage of a run has its themes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgnlp.cli.options import Config, settings_of
from kgnlp.cli.review import PageForm


def explain(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", exists=True, file_okay=False, help="Output folder of kgnlp run.")
    ],
    passage_id: Annotated[
        str, typer.Argument(metavar="PASSAGE_ID", help="Id of the passage: interview_id:turn:part.")
    ],
    every: Annotated[
        bool, typer.Option("--all", help="Also the themes that the passage is not tagged with.")
    ] = False,
    language: Annotated[PageForm, typer.Option(help="Bokmål or nynorsk.")] = PageForm.NB,
    config: Config = None,
) -> None:
    """Say which sentences, words and context spoke for and against the themes of a passage.

    All that is said was checked by removal: the passage was tagged again without the sentence, word or
    context. The model version that the run names is used. Prints transcript text.

    Exit code: 0 explained; 1 not found, or the run was made by another model, code or text; 2 wrong usage.
    """
    from kgnlp.codebook import load_codebook
    from kgnlp.guide import load_guides
    from kgnlp.report.explanation import explained_lines
    from kgnlp.report.messages import load_messages
    from kgnlp.run.explain import Explainer
    from kgnlp.tables import Store

    settings = settings_of(config)
    explanation = Explainer(Store(out.resolve()), settings, load_guides(settings.guides))(passage_id)
    themes = load_codebook(settings.codebook).themes
    labels = {theme.id: getattr(theme.label, language.value) for theme in themes}
    for line in explained_lines(explanation, labels, load_messages(language.value), every=every):
        typer.echo(line)
