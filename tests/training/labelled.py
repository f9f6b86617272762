"""Labelled interviews for tests; every builder says what is special in its arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from kgnlp.decisions import Label, LabelledInterview, Provenance
from kgnlp.domain import Span, Stance
from kgnlp.settings import ROOT
from kgnlp.training import registry, retrain
from kgnlp.training.retrain import Request, Retrained
from tests.builders import an_interview, turns_of

TURNS = (
    "Dublerer dere noe?",
    "Vi gjør det samme to ganger. Kaffen er god.",
    "Og så?",
    "Departementsråden møter selv.",
)
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def a_label(interview_id: str = "x01", turn: int = 1, theme: str = "duplication", **changes: object) -> Label:
    """A label on a turn of TURNS."""
    place = turns_of(an_interview(TURNS))[turn]
    fields: dict[str, object] = {
        "interview_id": interview_id,
        "passage_id": f"{interview_id}:{turn:04d}:0",
        "start": place.start,
        "end": place.end,
        "theme": theme,
        "present": True,
        "stance": Stance.NEGATIVE,
        "evidence": (Span(place.start, place.start + 28),),
        "provenance": Provenance.SINGLE,
        "blind": False,
        "reviewers": (),
        "coders": 1,
        "codebook_version": 1,
        "decided_at": NOON,
        "decision_id": 0,
    }
    if changes.get("present") is False:
        fields |= {"stance": None, "evidence": ()}
    return Label(**(fields | changes))  # type: ignore[arg-type]


def labelled(
    interview_id: str = "x01",
    labels: Sequence[Label] | None = None,
    turns: Sequence[str] = TURNS,
    **changes: object,
) -> LabelledInterview:
    interview = an_interview(turns, interview_id=interview_id)
    fields: dict[str, object] = {
        "origin": "review-00000000",
        "interview": interview,
        "turns": turns_of(interview),
        "question_ids": ("1",) * len(turns),
        "questions_checked": True,
        "synthetic": False,
        "labels": tuple(labels if labels is not None else [a_label(interview_id)]),
    }
    return LabelledInterview(**(fields | changes))  # type: ignore[arg-type]


def retrained(labels: Path, settings_file: Path) -> Retrained:
    """Retrain as the flow does, without Prefect."""
    request = Request(labels, settings_file)
    found = retrain.gather(request)
    same = retrain.unchanged(found)
    if same is not None:
        return same
    retrain.check(found)
    with registry.drafting(found.models) as draft:
        metrics = retrain.train(request, found, draft)
        compared = retrain.evaluate(request, found, draft)
        version = retrain.register(request, found, draft, metrics, compared)
        return retrain.promote(request, found, version, compared)


def write_settings(folder: Path) -> Path:
    """Settings with the project's guides and codebook, models of their own, and no written interviews."""
    file = folder / "configs" / "pipeline.yaml"
    file.parent.mkdir()
    configs = ROOT / "configs"
    file.write_text(
        f"guides: {configs / 'guides'}\ncodebook: {configs / 'codebook.yaml'}\nmodels: models\n"
        "language_pipeline: blank\npassages: {max_words: 160}\nnew_themes: {least_passages: 5}\nseed: 1\n",
        "utf-8",
    )
    return file
