from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kgnlp.errors import LabelError
from kgnlp.guide import Guide
from kgnlp.segment import SegmentModel, segment
from kgnlp.training.segments import fit, fit_and_measure, fit_uncalibrated
from tests.segment.builders import a_guide, annotated_in_order, asked_in_order

ORDERS = [
    (None, "1", "2a", "2b", "3", None),
    (None, "1", "2b", "2a", "3"),
    ("1", "2", "2a", "3", None),
    (None, "2a", "2b", "1", "3", None),
    (None, "1", "2", "3"),
    (None, "1", "2a", "3", None),
]


@pytest.fixture(scope="module")
def model() -> SegmentModel:
    corpus = [annotated_in_order(order, f"x{number:02}") for number, order in enumerate(ORDERS)]
    return fit(corpus, {"g1": a_guide()}, seed=1)


def test_finds_what_it_was_shown(model: SegmentModel) -> None:
    found = segment(asked_in_order((None, "1", "2b", "3")), a_guide(), model)
    assert [one.question_id for one in found] == [None, "1", "2b", "3"]
    assert all(0.0 <= one.confidence <= 1.0 for one in found)


def test_stored_model_says_the_same(model: SegmentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = SegmentModel.load(tmp_path)
    analysed = asked_in_order((None, "1", "2a", "2b", "3"))
    stated, read = model.place(analysed, a_guide()), again.place(analysed, a_guide())
    assert read.question_ids == stated.question_ids
    assert read.probabilities == pytest.approx(stated.probabilities, abs=1e-3)
    assert again.version == model.version


def test_a_stored_model_is_no_pickle(model: SegmentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".npz", ".skops"}


def test_same_seed_same_model(model: SegmentModel) -> None:
    corpus = [annotated_in_order(order, f"x{number:02}") for number, order in enumerate(ORDERS)]
    again = fit(corpus, {"g1": a_guide()}, seed=1)
    np.testing.assert_allclose(again.weights.opens, model.weights.opens)
    assert again.calibration == model.calibration


def test_too_few_interviews_say_so() -> None:
    with pytest.raises(LabelError, match="at least"):
        fit([annotated_in_order((None, "1"), "x01")], {"g1": a_guide()}, seed=1)


def test_written_interviews_are_learnt_from_by_their_own_guides() -> None:
    guides = {"g1": a_guide()}
    corpus = [annotated_in_order(order, f"x{number:02}") for number, order in enumerate(ORDERS)]
    # A guide of the same id as it was before someone dropped item 2b.
    sections = a_guide().model_dump(mode="json")["sections"]
    del sections[0]["questions"][1]["items"][1]
    now = Guide.model_validate(a_guide().model_dump(mode="json") | {"sections": sections})
    without = [(annotated, analysed) for annotated, analysed in corpus if "2b" not in annotated.question_ids]
    written = [(annotated, guides["g1"]) for annotated, _ in corpus]
    alone = fit_uncalibrated(without, {"g1": now})
    more = fit_uncalibrated(without, {"g1": now}, written)
    assert len(more.bank.question) > len(alone.bank.question)
    assert more.version != alone.version
    found = segment(asked_in_order((None, "1", "2a", "3")), now, more)
    assert [one.question_id for one in found] == [None, "1", "2a", "3"]


def test_nothing_is_measured_on_written_interviews() -> None:
    corpus = [annotated_in_order(order, f"x{number:02}") for number, order in enumerate(ORDERS)]
    written = [(annotated, a_guide()) for annotated, _ in corpus]
    _, right = fit_and_measure(corpus, {"g1": a_guide()}, 1, written)
    assert len(right) == len(corpus)
