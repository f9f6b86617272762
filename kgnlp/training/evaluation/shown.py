"""Measures -> the tables that people read, on the terminal and in summary.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan, nan

from kgnlp.report.parts import Body, Table
from kgnlp.training.evaluation.estimates import Estimate
from kgnlp.training.evaluation.faithfulness import NAMES as FAITHFULNESS
from kgnlp.training.evaluation.measures import MACRO_F1
from kgnlp.training.evaluation.records import Evaluation, Measure, Scope

_NOTHING = "–"
_MISSING = Estimate(nan, nan, nan, 0)
_THEME_COLUMNS = ("precision", "recall", "f1", "average_precision", "calibration_error")
_SHARE_COLUMNS = ("turns_on_question", "turns_on_item")
_QUESTIONS = {"found": "questions as found", "annotated": "questions as annotated"}


def shown_tables(evaluation: Evaluation) -> tuple[Table, ...]:
    """The tables, the most looked at first; those without rows are left out."""
    measures = [one for one in evaluation.measures if one.scope.folds == "interview"]
    whole = [one for one in measures if one.scope == Scope("interview", one.scope.questions)]
    tables: list[Table] = []
    for questions in evaluation.about.questions:
        seen = [one for one in whole if one.scope.questions == questions]
        tables.append(_themes(seen, evaluation.about.themes, _QUESTIONS[questions]))
        together = [one for one in seen if not one.theme and one.name not in FAITHFULNESS]
        tables.append(_list(f"All themes, {_QUESTIONS[questions]}", together))
        tables.append(_faithfulness(seen, evaluation.about.themes, _QUESTIONS[questions]))
    tables.append(_list("Segmentation", [one for one in whole if not one.scope.questions]))
    sliced = [one for one in measures if one.scope.slice]
    tables += _f1_tables(evaluation, sliced, "By kind of interview")
    for folds in ("group", "guide"):
        left_out = [one for one in evaluation.measures if one.scope.folds == folds]
        tables += _f1_tables(evaluation, left_out, f"Trained without one {folds}")
    curve = [one for one in measures if one.scope.trained_on is not None]
    tables += _f1_tables(evaluation, curve, "Learning curve, by interviews trained on", shares=())
    without = [one for one in measures if one.scope.without]
    tables += _f1_tables(evaluation, without, "Without one kind of feature (themes)", shares=())
    tables.append(_shares([one for one in without if not one.scope.questions]))
    return tuple(table for table in tables if table.bodies[0].rows)


def about_lines(evaluation: Evaluation) -> Iterator[str]:
    """What the figures rest on, a sentence a line."""
    about = evaluation.about
    yield f"Measured on {about.measured_on}."
    if about.synthetic:
        yield "The interviews are synthetic: real ones will be harder."
    yield (
        f"Intervals are 95 %, from {about.draws} draws of whole interviews; seed {about.seed}. "
        f"Language pipeline {about.language_pipeline}, training code {about.code_version}."
    )
    if about.command:
        yield f"Command: {about.command}"


def written(estimate: Estimate, digits: int = 3) -> str:
    """A value with its interval: 0.812 (0.780 to 0.841)."""
    if isnan(estimate.value):
        return _NOTHING
    if isnan(estimate.low):
        return f"{estimate.value:.{digits}f}"
    return f"{estimate.value:.{digits}f} ({estimate.low:.{digits}f} to {estimate.high:.{digits}f})"


def value_of(estimate: Estimate) -> str:
    """A value alone."""
    return _NOTHING if isnan(estimate.value) else f"{estimate.value:.3f}"


def name_of(measure: str) -> str:
    """A measure's name for people."""
    special = {"f1": "F1", MACRO_F1: "macro F1", "pk": "Pk", "window_diff": "WindowDiff"}
    return special.get(measure, measure.replace("_", " ").replace("f1", "F1"))


def _themes(measures: Sequence[Measure], themes: Sequence[str], questions: str) -> Table:
    found = {(one.theme, one.name): one.estimate for one in measures}
    rows = tuple(
        (
            theme,
            written(found[theme, "passages_with_theme"], 0),
            *(written(found[theme, name]) for name in _THEME_COLUMNS),
        )
        for theme in themes
    )
    head = ("theme", "passages", *(name_of(name) for name in _THEME_COLUMNS))
    return Table(f"Themes, {questions}", head, (Body(None, rows),))


def _faithfulness(measures: Sequence[Measure], themes: Sequence[str], questions: str) -> Table:
    """Only all themes together have intervals here, so that rows stay readable; measures.csv has them all."""
    found = {(one.theme, one.name): one.estimate for one in measures}
    rows = [(theme, *(value_of(found[theme, name]) for name in FAITHFULNESS)) for theme in themes]
    rows.append(("all", *(written(found["", name]) for name in FAITHFULNESS)))
    head = ("theme", *(name_of(name) for name in FAITHFULNESS))
    return Table(f"Whether the evidence holds, {questions}", head, (Body(None, tuple(rows)),))


def _list(caption: str, measures: Sequence[Measure]) -> Table:
    rows = tuple((name_of(one.name), written(one.estimate)) for one in measures)
    return Table(caption, ("measure", "value"), (Body(None, rows),))


def _shares(measures: Sequence[Measure]) -> Table:
    """Shares of turns on the right question and item, a row a kind of feature that was left out."""
    found = {(one.scope.without, one.name): written(one.estimate) for one in measures}
    names = dict.fromkeys(one.scope.without for one in measures)
    rows = tuple((name, *(found[name, share] for share in _SHARE_COLUMNS)) for name in names)
    head = ("without", *(name_of(share) for share in _SHARE_COLUMNS))
    return Table("Without one kind of feature (segmentation)", head, (Body(None, rows),))


def _f1_tables(
    evaluation: Evaluation, measures: Sequence[Measure], caption: str, shares: Sequence[str] = _SHARE_COLUMNS
) -> Iterator[Table]:
    """F1 of each theme, macro F1 and shares of turns, a row a scope; a table for each source of questions.

    Only macro F1 has its interval here, so that rows stay readable; measures.csv has them all.
    """
    themes = evaluation.about.themes
    head = ("of", "interviews", name_of(MACRO_F1), *themes, *(name_of(name) for name in shares))
    for questions, shown in _QUESTIONS.items():
        seen = [one for one in measures if one.scope.questions in (questions, "")]
        found = {(_of(one.scope), one.theme, one.name): one.estimate for one in seen}
        rows = tuple(
            (
                of,
                str(macro.interviews),
                written(macro),
                *(value_of(found.get((of, theme, "f1"), _MISSING)) for theme in themes),
                *(value_of(found.get((of, "", share), _MISSING)) for share in shares),
            )
            for (of, _, name), macro in found.items()
            if name == MACRO_F1
        )
        yield Table(f"{caption}, {shown}", head, (Body(None, rows),))


def _of(scope: Scope) -> str:
    if scope.trained_on is not None:
        return str(scope.trained_on)
    if scope.without:
        return f"without {scope.without}"
    return f"{scope.slice} {scope.value}" if scope.slice else "all"
