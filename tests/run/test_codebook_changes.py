"""What ``kgnlp run`` makes of changes in the codebook, with the model that is shipped."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from kgnlp.codebook import Codebook, load_codebook
from kgnlp.domain import is_ranked
from kgnlp.review.codebook_editing import to_yaml
from kgnlp.settings import ROOT
from tests.builders import a_theme

SAMPLE = ROOT / "data" / "sample"
FILES = ("a01.txt", "a03.vtt")
COLUMNS = ["passage_id", "theme", "probability", "tagged", "needs_review", "stance", "model_version"]
NEW = a_theme(
    "ovelser",
    code="ove",
    label={"nb": "Øvelser", "nn": "Øvingar", "en": "Exercises"},
    definition="Om det øves på kriser: øvelser, øving, hva det øves på, og hva øvelsene viser.",
    positive="Det øves jevnlig, og øvelsene lærer oss noe.",
    negative="Øvelser blir utsatt, eller ingen øver.",
    examples=("Vi øver på kriser to ganger i året.",),
)
pytestmark = pytest.mark.slow

Change = Callable[[dict[str, dict[str, object]]], None]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two interviews and the shipped settings, run once by the shipped codebook."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "in").mkdir()
    (folder / "configs").mkdir()
    rows = (SAMPLE / "interviews.csv").read_text("utf-8").splitlines()
    chosen = [row for row in rows if row.startswith(("file,", *FILES))]
    (folder / "in" / "interviews.csv").write_text("\n".join(chosen) + "\n", "utf-8")
    for file in FILES:
        shutil.copy(SAMPLE / file, folder / "in")
    settings = YAML(typ="safe").load((ROOT / "configs" / "pipeline.yaml").read_text("utf-8"))
    for name in ("guides", "models", "language_pipeline"):
        settings[name] = str(ROOT / settings[name])
    with (folder / "configs" / "pipeline.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(settings, file)
    shutil.copy(ROOT / "configs" / "codebook.yaml", folder / "configs")
    run(folder)
    shutil.copytree(folder / "out", folder / "first", symlinks=True)
    return folder


def run(folder: Path) -> str:
    """Run into the project's output folder; gives what is printed."""
    command = [sys.executable, "-c", "from kgnlp.cli import main; main()", "run", str(folder / "in")]
    options = ["--output", str(folder / "out"), "--config", str(folder / "configs" / "pipeline.yaml")]
    found = subprocess.run([*command, *options], capture_output=True, text=True, timeout=300)
    assert found.returncode == 0, found.stderr
    return found.stdout


def run_with(folder: Path, *retired: str, **changes: Mapping[str, object]) -> str:
    """Change the shipped codebook and run: themes that are retired, others that are added or changed."""
    shipped = load_codebook(ROOT / "configs" / "codebook.yaml")
    themes = {theme.id: theme.model_dump() for theme in shipped.themes}
    for theme_id, fields in changes.items():
        themes[theme_id] = themes.get(theme_id, {}) | dict(fields)
    for theme_id in retired:
        themes[theme_id]["retired"] = True
    changed = Codebook.model_validate(shipped.model_dump() | {"themes": list(themes.values())})
    (folder / "configs" / "codebook.yaml").write_text(to_yaml(changed), "utf-8")
    return run(folder)


def tags(folder: Path, out: str = "out") -> pd.DataFrame:
    return pd.read_parquet(folder / out / "tags.parquet")


def passages(folder: Path) -> int:
    return len(pd.read_parquet(folder / "out" / "passages.parquet"))


def assert_as_before(folder: Path, *themes: str) -> None:
    """The rows of these themes are those of the first run."""
    before, after = (
        found[found["theme"].isin(themes)][COLUMNS].reset_index(drop=True)
        for found in (tags(folder, "first"), tags(folder))
    )
    assert len(before)
    pd.testing.assert_frame_equal(before, after)


def shipped_themes() -> list[str]:
    return [theme.id for theme in load_codebook(ROOT / "configs" / "codebook.yaml").themes]


def report(folder: Path) -> str:
    return (folder / "out" / "report.html").read_text("utf-8")


def test_another_label_is_another_label_and_no_more(project: Path) -> None:
    said = run_with(project, duplication={"label": {"nb": "Dobbeltarbeid", "nn": "Dobbeltarbeid", "en": "X"}})
    assert "2 interviews: 2 done" in said  # the run has noticed
    assert_as_before(project, *shipped_themes())
    assert ">Dobbeltarbeid</h3>" in report(project)
    assert ">Dublering</h3>" not in report(project)


def test_a_new_theme_is_ranked(project: Path) -> None:
    said = run_with(project, ovelser=NEW.model_dump())
    assert "2 interviews: 2 done" in said
    assert_as_before(project, *shipped_themes())
    ranked = tags(project).query("theme == 'ovelser'")
    assert len(ranked) == passages(project)
    assert ranked["model_version"].map(is_ranked).all()
    assert not ranked["tagged"].any()
    interview = ranked["passage_id"].str.split(":").str[0]
    assert ranked.groupby(interview)["needs_review"].sum().to_list() == [3, 3]
    highest = ranked.sort_values("probability").tail(1)
    texts = pd.read_parquet(project / "out" / "passages.parquet").set_index("passage_id")["text"]
    assert "øv" in texts[highest["passage_id"].item()]
    assert "rangert etter definisjonen, ikke lært" in report(project)
    assert "0 done, 2 unchanged" in run(project)


def test_a_changed_definition_ranks_anew(project: Path) -> None:
    run_with(project, ovelser=NEW.model_dump())
    first = tags(project).query("theme == 'ovelser'")
    run_with(project, ovelser=NEW.model_dump() | {"definition": "Om kaffe, lunsj og vær."})
    second = tags(project).query("theme == 'ovelser'")
    assert set(first["model_version"]) != set(second["model_version"])
    assert list(first["probability"]) != list(second["probability"])
    assert_as_before(project, *shipped_themes())


def test_a_retired_theme_is_no_longer_tagged(project: Path) -> None:
    run_with(project, "star_group_risk")
    kept = [theme for theme in shipped_themes() if theme != "star_group_risk"]
    assert set(tags(project)["theme"]) == set(kept)
    assert_as_before(project, *kept)
    assert "Stjernegrupperisiko" not in report(project)
    assert "star_group_risk" not in report(project)


def test_a_split_theme_is_sought_in_what_it_was_split_from(project: Path) -> None:
    parts = {
        name: a_theme(
            name, code=name[:3], definition=definition, split_from="secretariat_quality"
        ).model_dump()
        for name, definition in (
            ("papirer", "Om sakspapirene fra sekretariatet er gode og kommer i tide."),
            ("bemanning", "Om sekretariatet har folk nok, og om folk slutter."),
        )
    }
    run_with(project, "secretariat_quality", **parts)
    found = tags(project)
    assert set(found["theme"]) == (set(shipped_themes()) - {"secretariat_quality"}) | set(parts)
    whole = tags(project, "first").query("theme == 'secretariat_quality'").set_index("passage_id")
    for part in parts:
        first = found[(found["theme"] == part) & found["needs_review"]]
        assert whole.loc[first["passage_id"], "probability"].mean() > 2 * whole["probability"].mean()


def test_a_model_of_quite_another_codebook(project: Path) -> None:
    run_with(project, *shipped_themes(), ovelser=NEW.model_dump())
    found = tags(project)
    assert set(found["theme"]) == {"ovelser"}
    assert len(found) == passages(project)
    assert "Terskel" not in report(project).split('id="grunnlag"')[1]


def test_a_theme_that_comes_back_is_tagged_as_before(project: Path) -> None:
    run_with(project, "star_group_risk")
    run_with(project)
    assert_as_before(project, *shipped_themes())
