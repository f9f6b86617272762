"""What the figures rest on: model versions, what they were trained and measured on, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgnlp.domain import is_ranked
from kgnlp.report.context import ModelFacts, ReportContext
from kgnlp.report.counts import Counts
from kgnlp.report.material import Material
from kgnlp.report.messages import Messages
from kgnlp.report.parts import Body, Table
from kgnlp.wording.formats import MISSING, decimal, in_sentence, percent, whole


@dataclass(frozen=True, slots=True)
class ModelGrounds:
    """A model version in words and numbers."""

    version: str
    sentences: tuple[str, ...]
    table: Table | None  # None where nothing is known of how well it finds the themes here
    readings: tuple[str, ...]  # what the numbers mean for the counts of this report


def explain(
    material: Material, by: Mapping[str, Counts], context: ReportContext, m: Messages
) -> list[ModelGrounds]:
    """What every model version that set a tag rests on; versions of which nothing is known are said to be."""
    known = {model.version: model for model in context.models}
    used = sorted({v for v in material.versions if not is_ranked(v)} | set(known))
    return [_grounds(version, known.get(version), material, by["all"], m) for version in used]


def _grounds(
    version: str, model: ModelFacts | None, material: Material, counts: Counts, m: Messages
) -> ModelGrounds:
    tags = int((material.tagged["model_version"] == version).sum())
    share = m.count("grounds.tags", tags)
    if model is None:
        return ModelGrounds(version, (share, m("grounds.unknown")), None, ())
    return ModelGrounds(
        version=version,
        sentences=(share, *_sentences(model, material, m)),
        table=_table(model, material, m),
        readings=tuple(_readings(model, material, counts, m)),
    )


def ranked(material: Material, m: Messages) -> str:
    """What the order of passages rests on in themes that are only ranked; "" where there are none."""
    names = m.listing(in_sentence(theme.label) for theme in material.ranked)
    return m.count("grounds.ranked", len(material.ranked), themes=names) if material.ranked else ""


def _sentences(model: ModelFacts, material: Material, m: Messages) -> list[str]:
    trained = "synthetic" if model.training_synthetic else "real"
    measured = "synthetic" if model.measured_synthetic else "real"
    how = m("grounds.cross_validated" if model.cross_validated else "grounds.held_out")
    sentences = [
        m.count(f"grounds.trained_{trained}", model.training_interviews),
        m.count(f"grounds.measured_{measured}", model.measured_interviews, how=how),
    ]
    seen = int(material.interviews["interview_id"].isin(model.trained_on).sum())
    if seen:
        sentences.append(m.count("grounds.trained_on_these", seen))
    if model.question_accuracy is not None:
        sentences.append(m("grounds.questions", share=percent(model.question_accuracy)))
    if model.training_synthetic or model.measured_synthetic:
        sentences.append(m("grounds.synthetic"))
    return sentences


def _table(model: ModelFacts, material: Material, m: Messages) -> Table | None:
    labels = {theme.id: theme.label for theme in material.themes}
    rows = tuple(
        (
            labels[theme],
            decimal(measured.threshold, 2),
            percent(measured.precision),
            percent(measured.recall),
            MISSING if measured.positives is None else whole(measured.positives),
        )
        for theme, measured in model.themes.items()
        if theme in labels  # else it is no longer in the codebook, and nothing here is tagged with it
    )
    if not rows:
        return None
    head = tuple(m(f"column.{c}") for c in ("theme", "threshold", "precision", "recall", "positives"))
    return Table(m("grounds.table", version=model.version), head, (Body(None, rows),))


def _readings(model: ModelFacts, material: Material, counts: Counts, m: Messages) -> list[str]:
    """Of the passages tagged with a theme, how many are expected to carry it, and how many are missed."""
    readings = []
    for theme in material.themes:
        measured = model.themes.get(theme.id)
        tagged = counts[theme.id, ""].tagged
        if measured is None or measured.precision is None or not measured.recall or not tagged:
            continue
        right = round(tagged * measured.precision)
        missed = round(tagged * measured.precision * (1 - measured.recall) / measured.recall)
        passages = m.count("count.passages", tagged)
        readings.append(
            m(
                "grounds.reading",
                theme=theme.label,
                passages=passages,
                right=whole(right),
                missed=whole(missed),
            )
        )
    return readings
