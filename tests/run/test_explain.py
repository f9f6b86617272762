"""An explanation is of the very tag that stands in the tables, or there is none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from kgnlp.errors import ConfigurationError, KgnlpError, ModelError, TableError
from kgnlp.explanation import Explanation
from kgnlp.guide import load_guides
from kgnlp.run.explain import Explainer
from kgnlp.settings import load_settings
from kgnlp.tables import SCHEMAS, Store
from tests.run.small_run import PASSAGE, TURNS, SmallRun, a_small_run
from tests.themes.builders import DOUBLE, a_model


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    folder = tmp_path_factory.mktemp("run")
    return a_small_run(folder, a_model(tmp_path_factory.mktemp("labels")))


def explainer(run: SmallRun) -> Explainer:
    settings = load_settings(run.settings_file)
    return Explainer(Store(run.out), settings, load_guides(settings.guides))


@pytest.fixture(scope="module")
def explained(made: SmallRun) -> Explanation:
    return explainer(made)(PASSAGE)


@pytest.fixture
def copied(made: SmallRun, tmp_path: Path) -> SmallRun:
    """A run that may be spoilt."""
    folder = shutil.copytree(made.out.parent, tmp_path / "run", symlinks=True)
    return replace(made, out=folder / "out", settings_file=folder / "configs" / "pipeline.yaml")


def test_it_is_of_the_tags_in_the_tables(made: SmallRun, explained: Explanation) -> None:
    # Themes that the model has no classifier of are ranked, and have no reasons.
    rows = Store(made.out).read("tags", passage_id=PASSAGE, model_version=made.version).to_pylist()
    assert [theme.theme for theme in explained.themes] == [row["theme"] for row in rows]
    for theme, row in zip(explained.themes, rows, strict=True):
        assert theme.probability == pytest.approx(row["probability"], abs=1e-6)
        assert (theme.tagged, theme.stance) == (row["tagged"], row["stance"])
        assert [(e.start, e.end) for e in theme.evidence] == [(e["start"], e["end"]) for e in row["evidence"]]


def test_offsets_are_of_the_interview(made: SmallRun, explained: Explanation) -> None:
    text = Store(made.out).read("interviews").to_pylist()[0]["text"]
    assert explained.text == text[explained.start : explained.end] == TURNS[3]
    assert explained.of(explained.themes[0].evidence[0]) == DOUBLE
    words = {text[word.start : word.end] for theme in explained.themes for word in theme.words}
    assert words <= {"Ja", "Vi", "gjør", "det", "samme", "to", "ganger", "Kaffen", "er", "god"}
    assert "ganger" in words


def test_what_the_model_read_beside_the_passage(explained: Explanation) -> None:
    assert (explained.asked, explained.question, explained.question_id) == (
        "Dublerer dere noe?",
        "Dublerer gruppen noe?",
        "1",
    )


def test_text_is_not_shown_by_accident(explained: Explanation) -> None:
    assert "ganger" not in repr(explained)
    assert "Dublerer" not in repr(explained)


def test_the_first_and_the_last_passage(made: SmallRun) -> None:
    explain = explainer(made)
    assert explain("x01:0001:0").question_id is None
    assert explain("x01:0005:0").text == TURNS[5]


def rewrite(run: SmallRun, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    file = (run.out / f"{name}.parquet").resolve()
    pq.write_table(change(pq.read_table(file)).cast(SCHEMAS[name]), file)


def with_column(name: str, change: Callable[[pa.Array], pa.Array]) -> Callable[[pa.Table], pa.Table]:
    return lambda table: table.set_column(table.schema.get_field_index(name), name, change(table[name]))


def set_version(run: SmallRun, name: str, version: str) -> None:
    file = (run.out / ".kgnlp" / "current" / "manifest.json").resolve()
    manifest = json.loads(file.read_text("utf-8"))
    manifest["versions"][name] = version
    file.write_text(json.dumps(manifest), "utf-8")


def other_words(column: pa.Array) -> pa.Array:
    return pc.replace_substring(column, "to ganger", "ti ganger")


SPOILT: dict[str, tuple[Callable[[SmallRun], object], type[KgnlpError], str]] = {
    "another version of the stages": (
        lambda run: set_version(run, "pipeline", "0"),
        ModelError,
        "version of the stages 0",
    ),
    "another kgnlp": (lambda run: set_version(run, "kgnlp", "0.0.1"), ModelError, r"kgnlp 0\.0\.1"),
    "another language pipeline": (
        lambda run: set_version(run, "language", "1-abc"),
        ModelError,
        "language pipeline 1-abc",
    ),
    "tags of another model version": (
        lambda run: set_version(run, "model", "v0009-00000000"),
        ModelError,
        "by model version v0009",
    ),
    "the model version is gone": (
        lambda run: shutil.rmtree(run.out.parent / "models"),
        ModelError,
        "no manifest",
    ),
    "text of the interview changed": (
        lambda run: rewrite(run, "interviews", with_column("text", other_words)),
        TableError,
        "not what stands at its offsets",
    ),
    "text changed everywhere": (
        lambda run: [
            rewrite(run, name, with_column("text", other_words)) for name in ("interviews", "passages")
        ],
        TableError,
        "tagged duplication with",
    ),
    "probabilities changed": (
        lambda run: rewrite(run, "tags", with_column("probability", lambda c: pc.multiply(c, 0.5))),
        TableError,
        "tagged duplication with",
    ),
    "question worded otherwise": (
        lambda run: rewrite(
            run, "segments", with_column("question", lambda c: pc.replace_substring(c, "noe", "alt"))
        ),
        ConfigurationError,
        "question 1 of guide g1",
    ),
    "guide is gone": (
        lambda run: rewrite(
            run, "interviews", with_column("guide", lambda c: pc.replace_substring(c, "g1", "g2"))
        ),
        ConfigurationError,
        "guide 'g2'",
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_does_not_lead_to_the_tags_is_refused(case: str, copied: SmallRun) -> None:
    spoil, kind, message = SPOILT[case]
    spoil(copied)
    with pytest.raises(kind, match=message) as caught:
        explainer(copied)(PASSAGE)
    assert "again" in caught.value.action or "train one" in caught.value.action
    assert "ganger" not in str(caught.value)
    assert "Dublerer" not in str(caught.value)


def test_a_passage_that_is_not_there(made: SmallRun) -> None:
    with pytest.raises(TableError, match="no passage 'x01:0099:0'") as caught:
        explainer(made)("x01:0099:0")
    assert "passage_id" in caught.value.expected


def test_a_folder_without_a_run(made: SmallRun, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"no passages\.parquet"):
        explainer(replace(made, out=tmp_path))(PASSAGE)
