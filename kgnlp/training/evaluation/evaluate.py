"""The verb of evaluation: labels -> what is measured of the models that kgnlp retrain makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgnlp.training.evaluation import curve
from kgnlp.training.evaluation.ablation import ablation
from kgnlp.training.evaluation.estimates import DRAWS
from kgnlp.training.evaluation.measures import all_measures, left_out_measures, theme_bins
from kgnlp.training.evaluation.predict import FOLDS, FOUND, Predicted, folds_by, predict
from kgnlp.training.evaluation.prepare import Prepared, prepare
from kgnlp.training.evaluation.records import About, Evaluation, Measure
from kgnlp.training.evaluation.slices import Slices, slices_of, transcript_forms
from kgnlp.training.evaluation.wrong_tags import wrong_tags
from kgnlp.training.retrain import CODE_VERSION


@dataclass(frozen=True, slots=True)
class Request:
    """What to evaluate, and how."""

    labels: Path  # folder of annotated interviews
    settings_file: Path
    questions: Sequence[str] = (FOUND,)  # sources of questions to score themes with: annotated, found
    left_out: Sequence[str] = ()  # group, guide: what to leave out of training, one after the other
    learning_curve: bool = False
    ablation: bool = False  # measure without each kind of feature too
    raw: Path | None = None  # folder of the transcripts with interviews.csv, for slices by form
    command: str = ""  # that asked for it, to be stated


def evaluate(request: Request) -> Evaluation:
    """Measure segmentation and themes on interviews that the models did not see.

    Raises:
        LabelError: the labels can't be read, or are too few for what is asked.
        InputError: the folder of transcripts does not go with the labels.
        ConfigurationError: the settings, a guide or the codebook is not as it must be.
    """
    prepared = prepare(request.labels, request.settings_file)
    _check(request, prepared)
    forms = transcript_forms(request.raw, prepared.interviews) if request.raw else {}
    slices = slices_of(prepared.interviews, forms)
    predicted = predict(prepared, "interview", request.questions)
    measures = all_measures(prepared, predicted, slices)
    measures += _on_request(request, prepared, predicted, slices)
    # Where both were asked for, the wrong tags are those that a run would make.
    as_run = predicted.views[-1]
    return Evaluation(
        about=_about(request, prepared),
        measures=measures,
        bins=[one for view in predicted.views for one in theme_bins(view, prepared.themes)],
        wrong_tags=wrong_tags(as_run, prepared.themes),
    )


def _check(request: Request, prepared: Prepared) -> None:
    """Raise LabelError before anything is trained, not after."""
    if request.learning_curve:
        curve.check(len(prepared.pairs))
    for kind in request.left_out:
        folds_by(kind, prepared.interviews, prepared.settings.seed)


def _on_request(request: Request, prepared: Prepared, predicted: Predicted, slices: Slices) -> list[Measure]:
    measures: list[Measure] = []
    for kind in request.left_out:
        measures += left_out_measures(prepared, predict(prepared, kind, request.questions), slices)
    if request.learning_curve:
        measures += curve.learning_curve(prepared, predicted)
    if request.ablation:
        measures += ablation(prepared, predicted.fold_of)
    return measures


def _about(request: Request, prepared: Prepared) -> About:
    settings = prepared.settings
    return About(
        labels=str(request.labels),
        interviews=len(prepared.pairs),
        passages=sum(len(interview.passages) for interview in prepared.examples),
        synthetic=prepared.synthetic,
        seed=settings.seed,
        draws=DRAWS,
        folds=FOLDS,
        themes=tuple(prepared.themes),
        questions=tuple(request.questions),
        review_share=settings.review.share,
        language_pipeline=Path(settings.language_pipeline).name,
        code_version=CODE_VERSION,
        command=request.command,
    )
