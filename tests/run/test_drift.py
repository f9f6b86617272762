"""The drift page of a month."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from kgnlp.errors import TableError
from kgnlp.run.drift import write_drift
from kgnlp.run.inputs import Inputs, load_inputs
from kgnlp.settings import ReportSettings, default_settings_file
from kgnlp.tables import Store, to_tables
from tests.builders import an_interview, one_segment, passages_of, tags_of, turns_of
from tests.watching.builders import some_figures


@pytest.fixture
def inputs() -> Inputs:
    return load_inputs(default_settings_file(), "v0001-00000000")


def a_run(out: Path, months: list[tuple[int, int, float]]) -> Store:
    """Tables of interviews: how many in which month of 2026, and how often they speak of the themes."""
    random = np.random.default_rng(1)
    store, figures, fingerprints = Store(out), {}, {}
    for month, count, rate in months:
        for number in range(count):
            name = f"m{month:02d}n{number:02d}"
            date = dt.date(2026, month, 5) if month else None
            interview = an_interview(interview_id=name, date=date)
            passages = passages_of(interview)
            tables = to_tables(
                interview, turns_of(interview), one_segment(interview), passages, tags_of(passages), {"1": ""}
            )
            figures[f"f-{name}"] = some_figures(random, rate=rate).to_json()
            fingerprints[name] = f"f-{name}"
            store.write_part(f"f-{name}", tables, figures[f"f-{name}"])
    generation = store.new_generation()
    store.write_tables(generation, list(figures), store.state())
    store.publish(generation, {"interviews": fingerprints}, figures, set())
    return store


def test_a_month_is_compared_with_those_before(tmp_path: Path, inputs: Inputs) -> None:
    store = a_run(tmp_path, [(7, 10, 0.1), (8, 10, 0.1), (9, 10, 0.6), (10, 5, 0.1), (0, 3, 0.1)])
    assert write_drift(store, inputs, "2026-09") == {"interviews": 10, "before": 20, "moved": 1}
    page = (tmp_path / "drift" / "2026-09.html").read_text("utf-8")
    assert "09.2026" in page
    assert "KUBU" in page
    assert "møtes" not in page


def test_a_month_like_the_others_has_not_moved(tmp_path: Path, inputs: Inputs) -> None:
    store = a_run(tmp_path, [(7, 10, 0.1), (8, 10, 0.1), (9, 10, 0.1)])
    assert write_drift(store, inputs, "2026-09") == {"interviews": 10, "before": 20, "moved": 0}


def test_a_month_without_interviews_has_a_page_too(tmp_path: Path, inputs: Inputs) -> None:
    store = a_run(tmp_path, [(7, 4, 0.1)])
    assert write_drift(store, inputs, "2026-12") == {"interviews": 0, "before": 4, "moved": 0}
    assert "for få intervjuer" in (tmp_path / "drift" / "2026-12.html").read_text("utf-8")


def test_the_page_is_in_nynorsk_where_the_settings_say_so(tmp_path: Path, inputs: Inputs) -> None:
    settings = inputs.settings.model_copy(update={"report": ReportSettings(language="nn")})
    store = a_run(tmp_path, [(7, 4, 0.1)])
    write_drift(store, Inputs(settings, inputs.guides, inputs.codebook, inputs.model_version), "2026-12")
    page = (tmp_path / "drift" / "2026-12.html").read_text("utf-8")
    assert '<html lang="nn">' in page
    assert "for få intervju " in page


def test_without_tables_there_is_an_error(tmp_path: Path, inputs: Inputs) -> None:
    with pytest.raises(TableError, match="kgnlp run"):
        write_drift(Store(tmp_path), inputs, "2026-09")
