from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kgnlp.segment.features import OPENINGS, STAYINGS
from kgnlp.training import segments
from kgnlp.training.evaluation import ablation
from kgnlp.training.evaluation.ablation import SEGMENTATION, theme_changes
from kgnlp.training.evaluation.predict import place_held_out
from tests.training.evaluation.builders import two_interviews

# What each change must empty, and what it must leave.
CHANGES = (
    ("words, pairs, compound parts", ("sentences", "words"), ("sentences", "characters")),
    ("characters", ("passages", "characters"), ("passages", "words")),
    ("concepts", ("sentences", "concepts"), ("sentences", "words")),
    ("interviewer's turn", ("asked", "words"), ("questions", "words")),
    ("guide question", ("questions", "characters"), ("asked", "characters")),
)


@pytest.mark.parametrize(("name", "emptied", "kept"), CHANGES)
def test_a_change_leaves_out_what_it_names_and_nothing_else(
    name: str, emptied: tuple[str, str], kept: tuple[str, str], tmp_path: Path
) -> None:
    prepared, _ = two_interviews(tmp_path)
    before = prepared.examples[0]
    after = theme_changes(prepared)[name](before)
    text, block = emptied
    assert getattr(getattr(before.counts, text), block).nnz > 0 or block == "concepts"
    assert getattr(getattr(after, text), block).nnz == 0
    text, block = kept
    assert (getattr(getattr(before.counts, text), block) != getattr(getattr(after, text), block)).nnz == 0


def test_neighbours_can_be_left_out(tmp_path: Path) -> None:
    prepared, _ = two_interviews(tmp_path)
    before = prepared.examples[0]
    assert before.counts.neighbours.nnz == 4  # two passages of two sentences each
    assert theme_changes(prepared)["neighbouring sentences"](before).neighbours.nnz == 0


def test_words_as_written_are_fewer_terms_than_common_forms_with_parts(tmp_path: Path) -> None:
    prepared, _ = two_interviews(tmp_path)
    before = prepared.examples[0]
    changes = theme_changes(prepared)
    written = changes["common forms and compound parts (words as written)"](before).sentences.words.sum()
    whole = changes["compound parts"](before).sentences.words.sum()
    assert written == whole < before.counts.sentences.words.sum()


def test_every_feature_of_segmentation_that_is_named_exists() -> None:
    names = (*OPENINGS, *STAYINGS)
    for starts in SEGMENTATION.values():
        assert all(any(name.startswith(start) for name in names) for start in starts)


def test_what_is_left_out_gets_no_weight(tmp_path: Path) -> None:
    prepared, _ = two_interviews(tmp_path)
    model = segments.fit_uncalibrated(prepared.pairs, prepared.material.guides, without=("wording:",))
    weights = dict(zip(OPENINGS, model.weights.opens, strict=True))
    assert all(weights[name] == 0 for name in OPENINGS if name.startswith("wording:"))
    assert any(weights[name] != 0 for name in OPENINGS if not name.startswith("wording:"))


def test_each_row_is_measured_without_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared, predicted = two_interviews(tmp_path)
    prepared = replace(prepared, written=prepared.examples[:1])
    seen: list[tuple[int, int]] = []  # counted words of the interviews, written interviews

    def score(examples, seed, written, fold_of):  # type: ignore[no-untyped-def]
        seen.append((sum(one.counts.sentences.words.nnz for one in examples), len(written)))

    monkeypatch.setattr(ablation, "cross_score", score)
    monkeypatch.setattr(ablation, "cross_predict", lambda *_: predicted.views[0].held_out)
    monkeypatch.setattr(ablation, "place_held_out", lambda prepared, fold_of, without: place(without))

    def place(without):  # type: ignore[no-untyped-def]
        return predicted.placings

    measures = list(ablation.ablation(prepared, np.array([0, 1])))
    (everything, one), (_, none), (no_words, _), *_ = seen
    assert everything > 0
    assert (one, none, no_words) == (1, 0, 0)
    rows = list(dict.fromkeys(m.scope.without for m in measures if m.scope.questions))
    assert rows == ["nothing", "written interviews", *theme_changes(prepared)]
    assert {m.scope.without for m in measures if not m.scope.questions} == {"nothing", *SEGMENTATION}


def test_segmentation_without_a_kind_of_feature_still_places_all_turns(tmp_path: Path) -> None:
    prepared, _ = two_interviews(tmp_path)
    prepared = replace(prepared, pairs=[*prepared.pairs, *prepared.pairs])
    placings = place_held_out(
        prepared, np.array([0, 0, 1, 1]), SEGMENTATION["bank of questions asked before"]
    )
    assert [len(placing.question_ids) for placing in placings] == [len(a.turns) for a, _ in prepared.pairs]
