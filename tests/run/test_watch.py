"""What is asked for review where something has moved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kgnlp.domain import Metadata
from kgnlp.run.inputs import Inputs, load_inputs
from kgnlp.run.plan import Job, Plan
from kgnlp.run.summary import is_current, manifest_of
from kgnlp.run.watch import ReviewBars, observed, watch
from kgnlp.settings import ReportSettings, default_settings_file, load_settings
from kgnlp.tables import Store, to_tables
from kgnlp.themes import ThemeSettings
from kgnlp.training import registry
from kgnlp.watching import write_profile
from tests.builders import an_interview, one_segment, passages_of, tags_of, turns_of
from tests.watching.builders import references, some_figures

BARS = {"duplication": ThemeSettings("duplication", 0.4, review_from=0.2, review_to=0.8)}


def a_job(name: str) -> Job:
    import datetime as dt

    return Job(
        Metadata(f"{name}.txt", name, "KUBU", 3, "leder", "kjernegruppe-leder-2024", dt.date(2026, 10, 5)),
        f"f-{name}",
    )


@pytest.fixture
def inputs() -> Inputs:
    settings = default_settings_file()
    return load_inputs(settings, registry.current(load_settings(settings).models))


@pytest.mark.parametrize(
    ("probability", "normally", "where_moved"),
    [
        (0.05, False, False),
        (0.11, False, True),  # half of the bar below …
        (0.21, True, True),
        (0.5, True, True),
        (0.79, True, True),
        (0.89, False, True),  # … and half of the way to certainty above
        (0.91, False, False),
    ],
)
def test_the_bar_is_halved_where_the_theme_has_moved(
    probability: float, normally: bool, where_moved: bool
) -> None:
    interview = an_interview()
    passages = passages_of(interview)
    tags = tags_of(passages, probability=probability)
    rows = to_tables(interview, turns_of(interview), one_segment(interview), passages, tags, {"1": ""})[
        "tags"
    ]
    for moved, expected in ((frozenset(), normally), (frozenset({"duplication"}), where_moved)):
        bars = ReviewBars(BARS, {"f": moved})
        found = bars("tags", "f", rows)
        assert found["needs_review"].to_pylist() == [expected]
        assert found.schema.equals(rows.schema)
        # What is halved once is not halved again from generation to generation.
        assert bars("tags", "f", found).equals(found)


def test_other_tables_pass_as_they_are() -> None:
    rows = to_tables(an_interview(), (), (), (), (), {})["interviews"]
    assert ReviewBars(BARS, {"f": frozenset()})("interviews", "f", rows) is rows


def test_a_group_that_speaks_otherwise_is_found(inputs: Inputs) -> None:
    random = np.random.default_rng(1)
    jobs = [a_job(f"x{n:02d}") for n in range(12)]
    themes = {"rate": 0.7}
    figures = {job.fingerprint: some_figures(random, **themes).to_json() for job in jobs}
    report = watch(jobs, figures, inputs)
    assert report is not None
    assert {one.group for one in report.moved} == {"KUBU"}
    bars = ReviewBars.of(jobs, report, inputs)
    assert "duplication" in bars.moved["f-x00"]


def test_a_model_version_without_a_profile_is_not_watched(inputs: Inputs, tmp_path: Path) -> None:
    settings = inputs.settings.model_copy(update={"models": tmp_path})
    bare = Inputs(settings, inputs.guides, inputs.codebook, inputs.model_version)
    assert watch([], {}, bare) is None


def test_another_profile_or_written_form_renews_the_report(inputs: Inputs, tmp_path: Path) -> None:
    version = tmp_path / "models" / inputs.model_version
    version.mkdir(parents=True)
    (version / "manifest.json").write_text("{}", "utf-8")
    settings = inputs.settings.model_copy(update={"models": version.parent})
    inputs = Inputs(settings, inputs.guides, inputs.codebook, inputs.model_version)
    nothing, store, random = Plan((), (), (), ()), Store(tmp_path / "out"), np.random.default_rng(1)

    def renewed() -> bool:
        if is_current(nothing, store, inputs):
            return False
        generation = store.new_generation()
        store.publish(generation, manifest_of([], [], inputs), {}, set())
        return True

    assert [renewed(), renewed()] == [True, False]
    for _ in ("added", "changed"):
        write_profile(version.parent, inputs.model_version, False, references(random, 3))
        assert [renewed(), renewed()] == [True, False]
    settings = settings.model_copy(update={"report": ReportSettings(language="nn")})
    inputs = Inputs(settings, inputs.guides, inputs.codebook, inputs.model_version)
    assert [renewed(), renewed()] == [True, False]


def test_months_are_those_of_interviews_csv() -> None:
    job = a_job("x01")
    figures = {job.fingerprint: some_figures(np.random.default_rng(1)).to_json()}
    (found,) = observed([job], figures)
    assert (found.interview_id, found.group, found.month) == ("x01", "KUBU", "2026-10")
