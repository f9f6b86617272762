"""The section on what has changed, and the drift page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from kgnlp.report import write_drift_page
from kgnlp.report.changes import explain, month_label
from kgnlp.report.material import Theme
from kgnlp.report.messages import load_messages
from kgnlp.watching import Report, compare
from kgnlp.wording import PageLanguage
from tests.report.builders import a_codebook
from tests.watching.builders import observed, references

THEMES = (
    Theme("duplication", "Dublering", "", "current"),
    Theme("star_group_risk", "Stjernegruppe", "", "current"),
)


def a_report(**special: float) -> Report:
    random = np.random.default_rng(1)
    interviews = observed(random, 12, "VA", "2026-09") + observed(random, 12, first=12, **special)
    return compare(interviews, references(random, 60, ("KUBU", "VA")), True)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_has_moved_is_in_the_table(language: PageLanguage) -> None:
    found = explain(a_report(rate=0.5), THEMES, load_messages(language))
    assert found.table is not None
    (body,) = found.table.bodies
    assert body.rows[0][0] == "KUBU, 10.2026"
    assert any("Dublering" in row[1] for row in body.rows)
    assert len(found.table.head) == len(body.rows[0])
    assert "60" in found.sentences[0]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_where_nothing_has_moved_there_is_no_table(language: PageLanguage) -> None:
    found = explain(a_report(), THEMES, load_messages(language))
    assert found.table is None
    assert load_messages(language)("change.nothing_moved") in found.sentences


def test_a_model_version_without_a_profile_is_said_to_have_none() -> None:
    m = load_messages("nb")
    assert explain(None, THEMES, m).sentences == (m("change.no_profile"),)


def test_months_are_written_as_norwegians_do() -> None:
    assert month_label("2026-02") == "02.2026"


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("special", [{}, {"rate": 0.5}])
def test_the_drift_page_is_whole(tmp_path: Path, language: PageLanguage, special: dict[str, float]) -> None:
    file = tmp_path / "2026-10.html"
    report = a_report(**special)
    write_drift_page(report, a_codebook(), "2026-10", 12, dt.date(2026, 11, 1), file, language)
    page = file.read_text("utf-8")
    assert page.lstrip().startswith("<!doctype html>")
    assert "10.2026" in page
    assert "01.11.2026" in page
    assert ("<table" in page) == bool(report.moved)
