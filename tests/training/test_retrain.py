"""From labels to a version, in steps, on ten short interviews."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kgnlp.codebook import load_codebook
from kgnlp.decisions import LabelledInterview
from kgnlp.errors import LabelError
from kgnlp.review.codebook_editing import to_yaml
from kgnlp.settings import ROOT, load_settings
from kgnlp.tables import LabelStore
from kgnlp.themes import ThemeModel
from kgnlp.training import registry, retrain, themes
from kgnlp.training.annotated_labels import annotated_labels
from kgnlp.training.held_out import read_held_out
from kgnlp.training.history import EventKind, Status, read_history
from kgnlp.training.learnt import read_learnt
from kgnlp.training.profile import make_profile
from kgnlp.training.ready import make_ready, read_sources
from kgnlp.training.retrain import Request
from kgnlp.watching import read_profile
from tests.training.labelled import retrained
from tests.training.test_themes import ANSWERS, HEAD, THEMES

GUIDE = """
id: g1
title: t
year: 2024
role: leder
language: nb
sections:
  - title: null
    questions:
      - {id: "1", text: Dublerer gruppen noe?}
      - {id: "2", text: Hvem møter?}
"""


def write_project(folder: Path) -> Path:
    """Settings, a guide and a codebook of two themes."""
    (folder / "configs" / "guides").mkdir(parents=True)
    (folder / "configs" / "guides" / "g1.yaml").write_text(GUIDE, "utf-8")
    book = load_codebook(ROOT / "configs" / "codebook.yaml")
    two = book.model_copy(update={"themes": tuple(theme for theme in book.themes if theme.id in THEMES)})
    (folder / "configs" / "codebook.yaml").write_text(to_yaml(two), "utf-8")
    settings_file = folder / "configs" / "pipeline.yaml"
    settings_file.write_text(
        "guides: configs/guides\ncodebook: configs/codebook.yaml\nmodels: models\n"
        "language_pipeline: blank\npassages: {max_words: 160}\nseed: 1\n",
        "utf-8",
    )
    return settings_file


def interviews(folder: Path, settings_file: Path, first: int, last: int) -> list[LabelledInterview]:
    """Annotated interviews of the same answers, as labels."""
    folder.mkdir()
    for number in range(first, last):
        lines = [f"I1 [1]: Dublerer dere noe?\n{answer}" for answer in ANSWERS]
        lines += ["I1 [2]: Hvem møter?", "R1 [2]: Alle."]
        (folder / f"x{number:02}.txt").write_text(HEAD.format(id=f"x{number:02}") + "\n".join(lines), "utf-8")
    settings = load_settings(settings_file)
    return annotated_labels(folder, load_codebook(settings.codebook), settings)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with settings, labels of ten interviews and a first version of them."""
    folder = tmp_path_factory.mktemp("project")
    settings_file = write_project(folder)
    found = interviews(folder / "annotated", settings_file, 0, 10)
    LabelStore(folder / "labels").replace("annotated-annotated", found)
    assert retrained(folder / "labels", settings_file).is_new
    return folder


def settings_of(project: Path) -> Path:
    return project / "configs" / "pipeline.yaml"


def test_the_first_version_is_current_and_says_why(project: Path) -> None:
    models = project / "models"
    version = registry.current(models)
    assert version.startswith("v0001-")
    events = read_history(models)
    assert [event.kind for event in events][:2] == [EventKind.ADDED, EventKind.PROMOTED]
    assert events[1].reason == "the first version: there was none to compare with"


def test_the_manifest_says_what_it_was_made_of(project: Path) -> None:
    models = project / "models"
    made_of = registry.manifest(models, registry.current(models))
    metrics = made_of.metrics
    assert (metrics["interviews"], metrics["passages"]) == (10, 70)
    assert metrics["macro_f1"] > 0.9
    assert set(metrics["themes"]) == set(THEMES)
    assert metrics["themes"]["duplication"].keys() >= {"precision", "recall", "threshold", "positives"}
    assert metrics["labels"]["interviews"] == 10
    assert metrics["segmentation"]["turns"] == 140
    assert made_of.configuration["libraries"].keys() >= {"scikit-learn", "numpy"}
    assert (made_of.seed, made_of.code_version, len(made_of.data_hash)) == (1, retrain.CODE_VERSION, 64)


def test_a_version_holds_no_text(project: Path) -> None:
    folder = registry.verified(project / "models", registry.current(project / "models"))
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {"card.md", "learnt.json", "held_out.parquet", "manifest.json"} <= {file.name for file in files}
    for file in files:
        assert b"Kaffen" not in file.read_bytes()


def test_a_version_has_its_profile_at_once(project: Path) -> None:
    models = project / "models"
    profile = read_profile(models, registry.current(models))
    assert profile is not None
    assert (len(profile.interviews), profile.synthetic) == (10, False)
    rows = read_held_out(models / registry.current(models))
    assert sum(one.figures.passages for one in profile.interviews) == 70
    for theme in THEMES:
        tagged = rows[rows["theme"] == theme]["tagged"].sum()
        assert sum(one.figures.themes[theme].tagged for one in profile.interviews) == tagged


def test_a_profile_is_made_again_without_training(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "cross_score", None)
    models = project / "models"
    file = models / "profiles" / f"{registry.current(models)}.json"
    before = file.read_bytes()
    file.unlink()
    assert make_profile(project / "labels", settings_of(project)) == file
    assert file.read_bytes() == before


def test_a_profile_of_other_labels_is_refused(project: Path, tmp_path: Path) -> None:
    more = interviews(tmp_path / "more", settings_of(project), 10, 11)
    LabelStore(tmp_path / "labels").replace("more", [*LabelStore(project / "labels").read(), *more])
    with pytest.raises(LabelError, match=r"7 passages that the model version was not trained on.*train anew"):
        make_profile(tmp_path / "labels", settings_of(project))


def test_unchanged_labels_do_nothing(project: Path) -> None:
    before = registry.versions(project / "models")
    done = retrained(project / "labels", settings_of(project))
    assert not done.is_new
    assert registry.versions(project / "models") == before
    # the same labels by the other door, and turned back after a change, are the same too
    settings = settings_of(project)
    settings.write_text(settings.read_text("utf-8") + "review: {share: 0.2}\n", "utf-8")
    assert not retrained(project / "labels", settings).is_new


def test_too_few_labels_are_named(tmp_path: Path) -> None:
    settings_file = write_project(tmp_path)
    few = interviews(tmp_path / "annotated", settings_file, 0, 2)
    LabelStore(tmp_path / "labels").replace("annotated-annotated", few)
    with pytest.raises(LabelError, match=r"2 interviews with labels, of at least 10; .*kgnlp labels show"):
        retrained(tmp_path / "labels", settings_file)
    assert not (tmp_path / "models").exists()


def test_labels_that_change_while_they_are_trained_on_stop_it(project: Path) -> None:
    request = Request(project / "labels", settings_of(project))
    found = retrain.gather(request)
    other = replace(found, data_hash="0" * 64)
    with registry.drafting(found.models) as draft, pytest.raises(LabelError, match="Retrain again"):
        retrain.train(request, other, draft)


def test_the_blind_audit_changes_what_is_measured_and_nothing_that_is_learnt(tmp_path: Path) -> None:
    settings_file = write_project(tmp_path)
    found = interviews(tmp_path / "annotated", settings_file, 0, 11)
    *learnt, audited = found
    stated, said, unseen = [], [], []
    for wrong in (False, True):  # whether the audit says the contrary of the truth
        labels = tmp_path / f"labels-{wrong}"
        blind = [replace(one, blind=True, present=one.present != wrong) for one in audited.labels]
        blind = [one if one.present else replace(one, stance=None, evidence=()) for one in blind]
        LabelStore(labels).replace("annotated", [*learnt, replace(audited, labels=tuple(blind))])
        version = retrained(labels, settings_file).version
        folder = tmp_path / "models" / version
        stated.append(registry.manifest(tmp_path / "models", version).metrics)
        ready = make_ready(labels, settings_file, read_sources(labels, settings_file).data_hash)
        model = ThemeModel.load(folder / "themes", version)
        said.append([model.score(one.counts).passages.tolist() for one in ready.examples])
        unseen.append(read_held_out(folder)["probability"].tolist())
        (tmp_path / "models").rename(tmp_path / f"models-{wrong}")  # each is a first version
    assert said[0] == said[1]
    assert unseen[0] == unseen[1]
    assert stated[0]["themes"] == stated[1]["themes"]
    assert stated[0]["audit"]["macro_f1"] > 0.9 > stated[1]["audit"]["macro_f1"]


def changed(labelled: Sequence[LabelledInterview], **changes: object) -> list[LabelledInterview]:
    return [replace(one, **changes) for one in labelled]  # type: ignore[arg-type]


def test_a_version_that_is_no_better_stays_a_candidate_and_keeps_folds(project: Path) -> None:
    """The same answers again teach nothing; their questions are the machine's, so segmentation is kept."""
    settings_file = settings_of(project)
    more = interviews(project / "more", settings_file, 10, 12)
    LabelStore(project / "more-labels").replace(
        "annotated-annotated", [*LabelStore(project / "labels").read(), *more]
    )
    done = retrained(project / "more-labels", settings_file)
    assert (done.is_new, done.status) == (True, Status.CANDIDATE)
    assert "not surely better" in done.reason
    models = project / "models"
    assert registry.current(models).startswith("v0001-")
    compared = done.metrics["compared"]
    assert (compared["before"], compared["interviews"]) == (registry.current(models), 10)
    before, after = (read_learnt(models / name) for name in (registry.current(models), done.version))
    assert {name: after[name].fold for name in before} == {name: one.fold for name, one in before.items()}
    again = retrained(project / "more-labels", settings_file)
    assert (again.is_new, again.version, again.reason) == (False, done.version, done.reason)


def test_without_questions_that_people_set_segmentation_is_kept(project: Path) -> None:
    settings_file = settings_of(project)
    unchecked = changed(LabelStore(project / "labels").read(), questions_checked=False)
    LabelStore(project / "unchecked").replace("annotated-annotated", unchecked)
    done = retrained(project / "unchecked", settings_file)
    models = project / "models"
    current = registry.current(models)
    stated = [json.loads((models / name / "manifest.json").read_text()) for name in (current, done.version)]
    kept = [{k: v for k, v in one["files"].items() if k.startswith("segment/")} for one in stated]
    assert kept[0] == kept[1]
    assert done.metrics["segmentation"] is None


@pytest.mark.slow
def test_a_training_that_was_killed_before_it_was_judged_is_done_again(tmp_path: Path) -> None:
    settings_file = write_project(tmp_path)
    found = interviews(tmp_path / "annotated", settings_file, 0, 10)
    LabelStore(tmp_path / "labels").replace("annotated-annotated", found)
    request = Request(tmp_path / "labels", settings_file)
    with registry.drafting(tmp_path / "models") as draft:
        gathered = retrain.gather(request)
        metrics = retrain.train(request, gathered, draft)
        retrain.register(request, gathered, draft, metrics, None)
    assert retrain.gather(request).same is None
    done = retrained(tmp_path / "labels", settings_file)
    assert done.version.startswith("v0002-")
    assert done.status is Status.CURRENT
