"""docs/evaluation.md says what the code does."""

from dataclasses import fields
from pathlib import Path

import pytest

from kgnlp.settings import ROOT
from kgnlp.training.evaluation.measures import all_measures
from kgnlp.training.evaluation.shown import name_of
from kgnlp.training.evaluation.slices import slices_of
from kgnlp.training.evaluation.wrong_tags import WrongTag
from tests.training.evaluation.builders import two_interviews

TEXT = (ROOT / "docs" / "evaluation.md").read_text("utf-8")


def test_every_measure_is_explained(tmp_path: Path) -> None:
    prepared, predicted = two_interviews(tmp_path)
    measures = all_measures(prepared, predicted, slices_of(prepared.interviews, {}))
    # Boundaries share a row: "boundary precision, recall, F1"; a number of passages needs no words.
    names = {name_of(one.name) for one in measures} - {
        "boundary recall",
        "boundary F1",
        "passages with theme",
    }
    assert [name for name in sorted(names) if name.lower() not in TEXT.lower()] == []


@pytest.mark.parametrize("column", [field.name for field in fields(WrongTag)])
def test_every_column_of_the_list_of_errors_is_explained(column: str) -> None:
    assert f"`{column}`" in TEXT
