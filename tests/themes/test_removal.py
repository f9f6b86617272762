"""What is removed is as if it had not been said; on small classifiers trained in the test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.themes import ThemeModel
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.removal import without_sentences
from tests.themes.builders import an_input
from tests.training.test_themes import THEMES

SENTENCES = (
    "Vi gjør det samme to ganger.",
    "Departementsråden møter selv.",
    "De sender en vikar, igjen og igjen.",
    "Kaffen er god.",
    "Kjerneoppgåva vår er ei anna, ikkje sant?",
    "Nei.",
)
QUESTIONS = ("", "Dublerer gruppen noe?", "Hvem møter?")


PASSAGES = st.lists(
    st.builds(
        lambda texts, asked, question: an_input(*texts, asked=asked, question=question),
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5),
        st.sampled_from(QUESTIONS),
        st.sampled_from(QUESTIONS),
    ),
    min_size=1,
    max_size=4,
)


@given(passages=PASSAGES, data=st.data())
def test_removal_is_tagging_the_passage_from_scratch_without_the_sentences(
    model: ThemeModel, passages: list[PassageInput], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(passages) - 1))
    whole = passages[number]
    removed = data.draw(st.sets(st.sampled_from(range(len(whole.texts)))))
    kept = [text for place, text in enumerate(whole.texts) if place not in removed] or [""]
    counts = InputCounts.of(passages, model.text.vectors.concepts)
    text = model.text.score(counts)
    removed_numbers = np.array(sorted(removed), dtype=np.intp)
    found = without_sentences(model, counts, text, np.array([number]), [removed_numbers])
    anew = list(passages)
    anew[number] = an_input(*kept, asked=whole.asked, question=whole.question)
    expected = model.score(InputCounts.of(anew, model.text.vectors.concepts)).passages[number]
    assert found[0] == pytest.approx(expected, abs=1e-9)


def test_nothing_removed_changes_nothing(model: ThemeModel) -> None:
    passages = [an_input(SENTENCES[0], SENTENCES[3]), an_input(SENTENCES[1], question="")]
    counts = InputCounts.of(passages, model.text.vectors.concepts)
    scores = model.score(counts)
    none = [np.array([], dtype=np.intp)] * 2
    assert without_sentences(model, counts, scores.text, np.array([0, 1]), none) == pytest.approx(
        scores.passages
    )


def test_of_no_passage_nothing_is_said(model: ThemeModel) -> None:
    counts = InputCounts.of([an_input("Nei.")], model.text.vectors.concepts)
    nobody = np.array([], dtype=np.intp)
    assert without_sentences(model, counts, model.text.score(counts), nobody, []).shape == (0, len(THEMES))


def test_kept_counts_are_those_of_the_shorter_passage(model: ThemeModel) -> None:
    passage = an_input(*SENTENCES)
    concepts = model.text.vectors.concepts
    kept = InputCounts.of([passage], concepts).kept(np.array([0, 0]), [np.array([0, 2, 5]), np.array([])])
    shorter = [
        replace(passage, sentences=passage.sentences[:3], texts=tuple(SENTENCES[n] for n in (0, 2, 5))),
        replace(passage, sentences=passage.sentences[:1], texts=("",)),
    ]
    anew = InputCounts.of(shorter, concepts)
    for name in ("passages", "asked", "questions", "sentences"):
        for block in ("words", "characters", "concepts"):
            a, b = getattr(getattr(kept, name), block), getattr(getattr(anew, name), block)
            assert (a != b).nnz == 0, (name, block)
    assert (kept.neighbours != anew.neighbours).nnz == 0
    assert kept.lengths.tolist() == anew.lengths.tolist()
    assert kept.outside.tolist() == anew.outside.tolist()
