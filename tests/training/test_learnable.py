"""Themes with few labels: which are learnt, and that none stops the training of the others."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from kgnlp.errors import LabelError
from kgnlp.settings import NewThemeSettings, Settings, default_settings_file, load_settings
from kgnlp.themes import ThemeModel
from kgnlp.themes.concepts import load_concepts
from kgnlp.training import registry
from kgnlp.training.annotated import read_annotated
from kgnlp.training.examples import Material, ThemeExamples, theme_examples
from kgnlp.training.learnable import Support, is_enough, learnt_themes, of_themes, support, waiting_themes
from kgnlp.training.splits import interview_folds, theme_folds
from kgnlp.training.theme_classifiers import fit_stance
from kgnlp.training.themes import cross_predict, cross_score, fit, nested_predict
from tests.builders import a_codebook, a_theme
from tests.training.labelled import retrained
from tests.training.test_themes import GUIDE, HEAD, analysed_by_full_stops

THEMES = ("duplication", "trust")
PLAIN = (
    "R1 [1]: {{dup-: Vi gjør det samme to ganger.}} Kaffen er god.",
    "R1 [1]: {{dup+: Nei, det er ingen andre som gjør dette.}}",
    "R1 [1]: Vi tok toget til byen. Det var fint.",
    "R1 [1]: Jeg liker fisk.",
)
TRUST = "R1 [1]: {{tru+: Vi stoler på hverandre.}} Det er bra."
CODES = {"dup": "duplication", "tru": "trust"}


def text_of(number: int, trusting: int) -> str:
    """An interview with so many passages on trust."""
    lines = [f"I1 [1]: Dublerer dere noe?\n{answer}" for answer in (*PLAIN, *[TRUST] * trusting)]
    return HEAD.format(id=f"x{number}") + "\n".join(lines)


def interviews(folder: Path, *trusting: int) -> list[ThemeExamples]:
    """Ten interviews; the first have so many passages on trust each, the others none."""
    material = Material({"g1": GUIDE}, THEMES, 160, load_concepts())
    found = []
    for number, passages in enumerate((*trusting, *[0] * (10 - len(trusting)))):
        file = folder / f"x{number}.txt"
        file.write_text(text_of(number, passages), "utf-8")
        annotated = read_annotated(file, CODES)
        analysed = analysed_by_full_stops(annotated.interview, annotated.turns)
        found.append(theme_examples(annotated, analysed, material))
    return found


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(default_settings_file())


FEW = NewThemeSettings(least_passages=4, least_interviews=2)


@pytest.mark.parametrize(
    ("passages", "others", "in_interviews", "enough"),
    [
        (0, 99, 0, False),
        (3, 99, 3, False),  # too few
        (4, 99, 1, False),  # all in one interview: nothing to measure on when it teaches
        (4, 99, 2, True),
        (4, 3, 2, False),  # hardly any passage that is known not to carry it
    ],
)
def test_what_is_enough(passages: int, others: int, in_interviews: int, *, enough: bool) -> None:
    assert is_enough(Support("trust", passages, others, in_interviews), FEW) is enough


def test_twenty_passages_are_enough_by_default() -> None:
    counts = [is_enough(Support("trust", n, 100, 5), NewThemeSettings()) for n in (19, 20)]
    assert counts == [False, True]


def test_what_labels_hold(tmp_path: Path) -> None:
    examples = interviews(tmp_path, 3, 0, 1)
    known = [replace(one, known=np.zeros_like(one.known)) for one in examples[:1]]
    assert support(examples, THEMES)[1] == Support("trust", 4, 40, 2)
    assert support([*known, *examples[1:]], THEMES)[1] == Support("trust", 1, 36, 1)


def test_what_a_theme_waits_for_is_said() -> None:
    found = [Support("duplication", 50, 90, 9), Support("trust", 7, 90, 2)]
    assert learnt_themes(found, NewThemeSettings()) == ["duplication"]
    assert waiting_themes(found, NewThemeSettings()) == {
        "trust": {
            "passages": 7,
            "others": 90,
            "interviews": 2,
            "least_passages": 20,
            "least_interviews": 3,
        }
    }


def test_no_theme_at_all_is_said_with_what_to_do() -> None:
    found = [Support("trust", 7, 90, 2)]
    with pytest.raises(LabelError, match=r"of trust 7 passages in 2 interviews.*20.*Review more first"):
        learnt_themes(found, NewThemeSettings())


def test_labels_of_one_theme_alone(tmp_path: Path) -> None:
    one = interviews(tmp_path, 1)[0]
    kept = of_themes(one, THEMES, ["trust"])
    assert kept.carried.tolist() == one.carried[:, [1]].tolist()
    assert [sentences.shape[1] for sentences in kept.sentence_carried] == [1] * 5
    assert [mark.theme for mark in kept.stances] == [0]
    assert len(one.stances) == 3
    assert of_themes(one, THEMES, THEMES) is one


@pytest.mark.parametrize(
    "trusting",
    [
        (),
        (1,),
        (5,),  # all in one interview, so that its fold is learnt without any
        (2, 0, 0, 0, 0, 0, 0, 0, 0, 2),
    ],
)
def test_rare_themes_stop_no_training(tmp_path: Path, settings: Settings, trusting: tuple[int, ...]) -> None:
    """The folds and folds within folds leave out whatever little there is; the other theme is learnt."""
    examples = interviews(tmp_path, *trusting)
    crossed = cross_score(examples, settings.seed)
    model = fit(examples, THEMES, settings, crossed=crossed)
    held_out = cross_predict(examples, THEMES, settings, crossed)
    [nested] = nested_predict(examples, THEMES, settings)
    for found in (*held_out, *nested):
        assert np.isfinite(found.probabilities).all()
        assert found.tagged[0, 0]
    model.save(tmp_path / "model")
    loaded = ThemeModel.load(tmp_path / "model", "v")
    assert np.array_equal(loaded.score(examples[0].counts).passages, model.score(examples[0].counts).passages)


def test_a_theme_that_every_known_passage_carries_stops_nothing(tmp_path: Path, settings: Settings) -> None:
    """A reviewer who only accepts."""
    examples = [
        replace(one, known=np.column_stack([one.known[:, 0], one.carried[:, 1]]))
        for one in interviews(tmp_path, *[2] * 10)
    ]
    model = fit(examples, THEMES, settings)
    assert np.isfinite(model.score(examples[0].counts).passages).all()


def test_one_stance_alone_is_what_is_answered(tmp_path: Path, settings: Settings) -> None:
    examples = [of_themes(one, THEMES, ["trust"]) for one in interviews(tmp_path, *[2] * 10)]
    model = fit(examples, ["trust"], settings)
    assert {stance.value for of_fold in nested_predict(examples, ["trust"], settings)[0]
            for [stance] in of_fold.stances} == {"positive"}  # fmt: skip
    assert len(fit_stance(examples, model.text.vectors, 1, settings.seed).estimators_) == 1


def test_no_fold_holds_all_that_is_known_of_a_theme() -> None:
    carried = np.zeros((12, 2), dtype=bool)
    carried[:, 0] = True
    together = np.flatnonzero(interview_folds(12, 3, 1) == 2)
    carried[together[:2], 1] = True
    folds = theme_folds(carried, 3, 1)
    assert len(set(folds[together[:2]])) == 2
    assert sorted(np.bincount(folds)) == [4, 4, 4]


def test_folds_are_the_same_where_no_theme_is_rare() -> None:
    carried = np.ones((12, 2), dtype=bool)
    assert theme_folds(carried, 3, 1).tolist() == interview_folds(12, 3, 1).tolist()


def test_a_theme_in_one_interview_alone_has_folds_too() -> None:
    carried = np.zeros((6, 1), dtype=bool)
    carried[2] = True
    assert sorted(np.bincount(theme_folds(carried, 3, 1))) == [2, 2, 2]


def a_project(folder: Path, trusting: tuple[int, ...]) -> Path:
    """Labels, and a project whose settings file is given back; one interview is written for its codebook."""
    for name in ("labels", "configs", "configs/guides", "written", "written/guides"):
        (folder / name).mkdir()
    for number, passages in enumerate(trusting):
        (folder / "labels" / f"x{number}.txt").write_text(text_of(number, passages), "utf-8")
    (folder / "written" / "w1.txt").write_text(text_of(99, 0), "utf-8")
    codebook = a_codebook(a_theme("duplication", code="dup"), a_theme("trust", code="tru"))
    files = {
        "configs/codebook.yaml": codebook.model_dump(mode="json"),
        "configs/guides/g1.yaml": GUIDE.model_dump(mode="json"),
        "written/guides/g1.yaml": GUIDE.model_dump(mode="json"),
        "configs/pipeline.yaml": {
            "guides": "configs/guides",
            "codebook": "configs/codebook.yaml",
            "models": "models",
            "written": "written",
            "language_pipeline": "blank",
            "passages": {"max_words": 160},
            "new_themes": {"least_passages": 10},
            "seed": 1,
        },
    }
    for name, content in files.items():
        with (folder / name).open("w", encoding="utf-8") as file:
            YAML().dump(content, file)
    return folder / "configs" / "pipeline.yaml"


@pytest.mark.parametrize(
    ("trusting", "passages", "learnt"),
    [
        ((0,) * 10, 0, False),
        ((1, *[0] * 9), 1, False),
        ((3, 2, *[0] * 8), 5, False),
        ((12, *[0] * 9), 12, False),  # all in one interview
        ((4, 3, 3, *[0] * 7), 10, True),
    ],
)
def test_retraining_learns_what_there_is_enough_of(
    tmp_path: Path, trusting: tuple[int, ...], passages: int, *, learnt: bool
) -> None:
    settings_file = a_project(tmp_path, trusting)
    done = retrained(tmp_path / "labels", settings_file)
    folder = registry.verified(tmp_path / "models", done.version)
    known = [theme.theme for theme in ThemeModel.load(folder / "themes", done.version).themes]
    waiting = registry.manifest(tmp_path / "models", done.version).metrics["not_learnt"]
    if learnt:
        assert (known, waiting) == (["duplication", "trust"], {})
    else:
        assert known == ["duplication"]
        assert waiting["trust"]["passages"] == passages
        assert waiting["trust"]["least_passages"] == 10
    assert not retrained(tmp_path / "labels", settings_file).is_new
