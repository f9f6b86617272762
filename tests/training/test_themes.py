"""Training, storing and using a theme model on a few short interviews made for the purpose."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kgnlp.codebook import Theme
from kgnlp.domain import AnalysedInterview, Analysis, Span, Stance, Token
from kgnlp.errors import ModelError
from kgnlp.guide import Guide
from kgnlp.settings import Settings, TagSettings, default_settings_file, load_settings
from kgnlp.themes import ThemeModel, tag
from kgnlp.themes.concepts import load_concepts
from kgnlp.training import processes
from kgnlp.training import themes as training
from kgnlp.training.annotated import read_annotated
from kgnlp.training.examples import Material, StanceExample, ThemeExamples, theme_examples, with_known
from kgnlp.training.theme_classifiers import fit_text, stance_items
from kgnlp.training.themes import cross_predict, cross_score, fit, nested_predict
from kgnlp.training.thresholds import choose_threshold
from tests.builders import a_codebook, a_theme

THEMES = ("duplication", "top_management_anchoring")
GUIDE = Guide.model_validate(
    {
        "id": "g1",
        "title": "t",
        "year": 2024,
        "role": "leder",
        "language": "nb",
        "sections": [{"title": None, "questions": [{"id": "1", "text": "Dublerer gruppen noe?"}]}],
    }
)
HEAD = (
    "---\ninterview_id: {id}\ngroup: KUBU\nphase: 3\nrole: leder\nguide: g1\nlanguage: nb\n"
    "date: 2024-01-01\n---\n"
)
ANSWERS = (
    "R1 [1]: {{dup-: Vi gjør det samme to ganger.}} Kaffen er god.",
    "R1 [1]: {{top+: Departementsråden møter selv.}} Det regner ofte.",
    "R1 [1]: {{top-: De sender en vikar.}}",
    "R1 [1]: {{dup+: Nei, det er ingen andre som gjør dette.}}",
    "R1 [1]: Vi tok toget til byen. Det var fint.",
    "R1 [1]: Jeg liker fisk.",
)


def analysed_by_full_stops(interview, turns) -> AnalysedInterview:
    analyses = []
    for turn in turns:
        text = interview.text[turn.start : turn.end]
        ends = [i + 1 for i, character in enumerate(text) if character in ".?"] or [len(text)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        spans = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
        analyses.append(Analysis(spans, (Token(0, len(text), text.lower(), "", is_word=True),)))
    return AnalysedInterview(interview, tuple(turns), tuple(analyses))


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(default_settings_file())


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[ThemeExamples]:
    folder = tmp_path_factory.mktemp("labels")
    material = Material({"g1": GUIDE}, THEMES, 160, load_concepts())
    found = []
    for number in range(10):
        file = folder / f"x{number}.txt"
        lines = [f"I1 [1]: Dublerer dere noe?\n{answer}" for answer in ANSWERS]
        file.write_text(HEAD.format(id=f"x{number}") + "\n".join(lines), "utf-8")
        annotated = read_annotated(file, {"dup": THEMES[0], "top": THEMES[1]})
        analysed = analysed_by_full_stops(annotated.interview, annotated.turns)
        found.append(theme_examples(annotated, analysed, material))
    return found


@pytest.fixture(scope="module")
def model(examples: list[ThemeExamples], settings: Settings) -> ThemeModel:
    return fit(examples, THEMES, settings)


def tags_of(model: ThemeModel, example: ThemeExamples, *themes: str | Theme):
    """The tags by a codebook of these themes; of the model's where none are given."""
    annotated = example.annotated
    analysed = analysed_by_full_stops(annotated.interview, annotated.turns)
    return tag(analysed, example.passages, GUIDE, model, a_codebook(*themes or THEMES), 3)


def test_one_tag_a_passage_and_theme_in_order(model: ThemeModel, examples: list[ThemeExamples]) -> None:
    tags = tags_of(model, examples[0])
    expected = [(passage.passage_id, theme) for passage in examples[0].passages for theme in THEMES]
    assert [(each.passage_id, each.theme) for each in tags] == expected


def test_what_was_taught_is_tagged_on_the_sentence_that_says_it(
    model: ThemeModel, examples: list[ThemeExamples]
) -> None:
    first = tags_of(model, examples[0])[0]
    text = examples[0].annotated.interview.text
    assert first.tagged
    assert [text[span.start : span.end] for span in first.evidence] == ["Vi gjør det samme to ganger."]
    assert first.stance.value == "negative"


def test_another_name_changes_no_tag(model: ThemeModel, examples: list[ThemeExamples]) -> None:
    renamed = a_theme(THEMES[0], label={"nb": "Dobbeltarbeid", "nn": "Dobbeltarbeid", "en": "x"})
    assert tags_of(model, examples[0], renamed, THEMES[1]) == tags_of(model, examples[0])


def test_a_retired_theme_is_not_tagged_and_the_others_are_as_before(
    model: ThemeModel, examples: list[ThemeExamples]
) -> None:
    found = tags_of(model, examples[0], a_theme(THEMES[0], retired=True), THEMES[1])
    assert list(found) == [each for each in tags_of(model, examples[0]) if each.theme == THEMES[1]]


def test_a_new_theme_has_its_rows_and_the_others_are_as_before(
    model: ThemeModel, examples: list[ThemeExamples]
) -> None:
    new = a_theme("fisk", definition="Om de liker fisk.")
    found = tags_of(model, examples[0], THEMES[0], new, THEMES[1])
    order = [(passage.passage_id, theme) for passage in examples[0].passages
             for theme in (THEMES[0], "fisk", THEMES[1])]  # fmt: skip
    assert [(each.passage_id, each.theme) for each in found] == order
    ranked = [each for each in found if each.theme == "fisk"]
    assert [each for each in found if each.theme != "fisk"] == list(tags_of(model, examples[0]))
    assert max(ranked, key=lambda each: each.probability).passage_id == examples[0].passages[-1].passage_id
    assert {each.model_version for each in ranked} != {model.version}


def test_a_model_of_quite_another_codebook_ranks(model: ThemeModel, examples: list[ThemeExamples]) -> None:
    found = tags_of(model, examples[0], a_theme("fisk", definition="Om de liker fisk."))
    assert {each.theme for each in found} == {"fisk"}
    assert not any(each.tagged for each in found)


def test_numbers_are_probabilities(model: ThemeModel, examples: list[ThemeExamples]) -> None:
    for each in tags_of(model, examples[0]):
        assert 0 <= each.probability <= 1
        assert 0 < each.stance_probability <= 1
        assert all(0 <= span.weight <= 1 for span in each.evidence)


def test_a_stored_model_says_the_same(
    model: ThemeModel, examples: list[ThemeExamples], tmp_path: Path
) -> None:
    model.save(tmp_path)
    loaded = ThemeModel.load(tmp_path, model.version)
    assert tags_of(loaded, examples[0]) == tags_of(model, examples[0])


def test_a_model_holds_no_pickle_and_no_text(model: ThemeModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".json", ".skops"]
    stored = json.loads((tmp_path / "themes.json").read_text("utf-8"))
    assert set(stored) == {"themes", "concepts"}


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "themes.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match="no readable theme model"):
        ThemeModel.load(tmp_path, "v0001-00000000")


def test_interviews_are_scored_by_models_that_did_not_see_them(
    examples: list[ThemeExamples], settings: Settings
) -> None:
    crossed = cross_score(examples, settings.seed, fold_of=[0] * 5 + [1] * 5)
    held_out = cross_predict(examples, THEMES, settings, crossed)
    assert len(held_out) == len(examples)
    assert all(found.tagged.shape == (len(ANSWERS), len(THEMES)) for found in held_out)


def test_nested_models_see_an_interview_as_a_run_does(
    examples: list[ThemeExamples], settings: Settings
) -> None:
    folds = [number // 2 for number in range(10)]
    as_run = [examples[0], *examples[2:], examples[1]]
    alone, found = nested_predict(examples, THEMES, settings, fold_of=folds, views=[examples, as_run])
    # All interviews here are alike: which of them is seen makes no difference, and what is taught is found.
    assert all(np.allclose(a.probabilities, b.probabilities) for a, b in zip(alone, found, strict=True))
    assert all(interview.tagged[0, 0] for interview in found)


def test_no_written_interview_of_a_guide_that_is_left_out(
    examples: list[ThemeExamples], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = GUIDE.model_copy(update={"id": "g2"})
    written = [examples[0], replace(examples[1], guide=other)]
    learnt: list[list[str]] = []

    def fit_for_new(known, ids, settings, written):  # type: ignore[no-untyped-def]
        learnt.append([one.guide.id for one in written])
        return fit(known, ids, settings)

    monkeypatch.setattr(training, "fit_for_new", fit_for_new)
    folds = [number // 5 for number in range(10)]
    nested_predict(examples, THEMES, settings, written, folds)
    nested_predict(examples, THEMES, settings, written, folds, new_guides=True)
    assert learnt == [["g1", "g2"]] * 2 + [["g2"]] * 2


def test_threshold_reaches_the_wanted_recall() -> None:
    truth = np.array([True, True, True, True, False, False])
    probabilities = np.array([0.9, 0.8, 0.4, 0.2, 0.3, 0.1])
    threshold = choose_threshold(truth, probabilities, TagSettings(goal="recall", least_recall=0.75))
    assert (probabilities[truth] >= threshold).mean() >= 0.75
    assert threshold == 0.4


def test_of_a_theme_that_is_not_known_nothing_is_learnt(
    examples: list[ThemeExamples], settings: Settings
) -> None:
    """Interviews annotated before a theme was in the codebook must not teach that nobody speaks of it."""
    silent = [
        replace(
            one,
            carried=np.zeros_like(one.carried),
            sentence_carried=tuple(map(np.zeros_like, one.sentence_carried)),
        )
        for one in examples
    ]
    unknown = [with_known(one, np.zeros_like(one.known)) for one in silent]
    taught = [fit_text([*examples, *others], settings.seed) for others in ([], silent, unknown)]
    alone, with_silent, with_unknown = (one.layers["sentence_alone"][0].intercept_ for one in taught)
    assert with_silent < alone
    assert with_unknown == pytest.approx(alone, abs=0.05)


def test_stance_is_also_learnt_of_each_sentence_of_a_mark(examples: list[ThemeExamples]) -> None:
    mark = StanceExample(0, np.array([0, 1]), Stance.NEGATIVE)
    of_two = [replace(one, stances=(mark,)) for one in examples[:2]]
    found = [(sentences.tolist(), theme, stance) for sentences, theme, stance in stance_items(of_two)]
    ahead = len(examples[0].counts.of_passage)
    assert found[:3] == [([0, 1], 0, "negative"), ([0], 0, "negative"), ([1], 0, "negative")]
    assert found[3][0] == [ahead, ahead + 1]


def test_processes_change_nothing(
    examples: list[ThemeExamples], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_process = cross_score(examples, settings.seed, fold_of=[0] * 5 + [1] * 5)
    monkeypatch.setattr(processes, "_WORTH_PROCESSES", 1)
    several = cross_score(examples, settings.seed, fold_of=[0] * 5 + [1] * 5)
    pairs = zip(one_process.text, several.text, strict=True)
    assert all(np.array_equal(a.passages, b.passages) for a, b in pairs)
