"""The output folder of a run on one made-up interview, by a small model trained in the test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ruamel.yaml import YAML

from kgnlp import language, themes
from kgnlp.codebook import load_codebook
from kgnlp.domain import AnalysedInterview, Language, ModelManifest
from kgnlp.run.summary import code_versions
from kgnlp.segment import Placing, merge_turns
from kgnlp.settings import default_settings_file
from kgnlp.tables import REPORT, Store, to_tables
from kgnlp.themes import ThemeModel
from kgnlp.training import registry
from tests.builders import an_interview, turns_of
from tests.training.test_themes import GUIDE

TURNS = (
    "Hvordan går det?",
    "Kaffen er god. Det regner ofte.",
    "Dublerer dere noe?",
    "Ja. Vi gjør det samme to ganger. Kaffen er «god».",
    "Hvem møter?",
    "Departementsråden møter selv.",
)
PASSAGE = "x01:0003:0"
CODEBOOK = default_settings_file().parent / "codebook.yaml"


@dataclass(frozen=True)
class SmallRun:
    """A run's output, its settings, and the name of its model version."""

    out: Path
    settings_file: Path
    version: str


def a_small_run(folder: Path, model: ThemeModel) -> SmallRun:
    """Tables, settings and models in a folder; the first answer is outside the guide."""
    settings_file = _write_settings(folder)
    measured = {theme.theme: {"threshold": theme.threshold, "precision": None} for theme in model.themes}
    metrics = {"themes": measured, "synthetic": True, "interviews": 10}
    made_of = ModelManifest("", "0", "0", 1, metrics=metrics)
    with registry.drafting(folder / "models") as draft:
        model.save(draft / "themes")
        version = registry.add(folder / "models", made_of, draft)
    tables = _tables(replace(model, version=version))
    store = Store(folder / "out")
    store.write_part("x01", tables, {})
    generation = store.new_generation()
    store.write_tables(generation, ["x01"], store.state())
    with store.writing(generation, REPORT) as file:
        file.write_text("", "utf-8")
    versions = code_versions() | {"language": "blank", "model": version}
    store.publish(generation, {"interviews": {"x01": "x01"}, "versions": versions}, {"x01": {}}, set())
    return SmallRun(folder / "out", settings_file, version)


def _tables(model: ThemeModel):
    interview = an_interview(TURNS)
    turns = turns_of(interview)
    analyses = language.blank().analyse(TURNS)
    analysed = AnalysedInterview(interview, turns, tuple(analyses))
    segments = merge_turns(turns, Placing((None, None, "1", "1", "1", "1"), (1.0,) * len(turns)))
    passages = language.cut(analysed, segments, 160, lambda _: Language.BOKMAAL)
    tags = themes.tag(analysed, passages, GUIDE, model, load_codebook(CODEBOOK), most_to_review=3)
    questions = {entry.question_id: GUIDE.text_of(entry.question_id) for entry in GUIDE.entries()}
    return to_tables(interview, turns, segments, passages, tags, questions)


def _write_settings(folder: Path) -> Path:
    """Settings with the tests' guide and the project's codebook."""
    (folder / "configs" / "guides").mkdir(parents=True)
    with (folder / "configs" / "guides" / "g1.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(GUIDE.model_dump(mode="json", exclude_defaults=True), file)
    settings = folder / "configs" / "pipeline.yaml"
    settings.write_text(
        f"guides: configs/guides\ncodebook: {CODEBOOK}\n"
        "models: models\nlanguage_pipeline: blank\npassages: {max_words: 160}\nseed: 1\n",
        "utf-8",
    )
    return settings
