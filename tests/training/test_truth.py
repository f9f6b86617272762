"""Labels laid on passages: what is learnt, and what is measured on."""

from pathlib import Path

import numpy as np

from kgnlp.codebook import load_codebook
from kgnlp.decisions import Label, Provenance
from kgnlp.domain import AnnotatedInterview, Mark, Span, Stance
from kgnlp.settings import ROOT, load_settings
from kgnlp.tables import LabelStore
from kgnlp.themes.concepts import load_concepts
from kgnlp.training.annotated_labels import annotated_labels
from kgnlp.training.examples import Material, theme_examples
from kgnlp.training.gather import STRENGTHS, Labelled, gather
from kgnlp.training.ready import make_ready, read_sources
from kgnlp.training.truth import UNKNOWN, Judged, judged
from tests.builders import an_interview, turns_of
from tests.cli.test_evaluate import some_of_the_corpus
from tests.training.labelled import TURNS, a_label, write_settings
from tests.training.test_themes import GUIDE, THEMES, analysed_by_full_stops

DUPLICATION, ANCHORING = 0, 1
SINGLE = STRENGTHS.index(Provenance.SINGLE)


def lay(*labels: Label) -> Judged:
    """Two passages: the first has two sentences."""
    interview = an_interview(TURNS)
    turns = turns_of(interview)
    marks = tuple(
        Mark(label.theme, label.stance, span.start, span.end)
        for label in labels
        if label.stance and not label.blind
        for span in label.evidence
    )
    annotated = AnnotatedInterview(interview, turns, ("1",) * len(turns), marks, ())
    material = Material({"g1": GUIDE}, THEMES, 160, load_concepts())
    examples = theme_examples(annotated, analysed_by_full_stops(interview, turns), material)
    return judged(examples, Labelled(annotated, labels, (), True, False), THEMES)


def test_what_nobody_decided_is_unknown() -> None:
    found = lay(a_label(), a_label(turn=3, present=False))
    assert found.strength.tolist() == [[SINGLE, UNKNOWN], [SINGLE, UNKNOWN]]
    assert found.examples.known.tolist() == [[True, False], [True, False]]
    assert found.examples.carried.tolist() == [[True, False], [False, False]]
    assert [known[:, DUPLICATION].tolist() for known in found.examples.sentence_known] == [[True] * 2, [True]]
    assert not any(known[:, ANCHORING].any() for known in found.examples.sentence_known)
    assert found.examples.sentence_carried[0][:, DUPLICATION].tolist() == [True, False]


def test_the_blind_audit_is_measured_on_and_not_learnt_from() -> None:
    found = lay(a_label(blind=True), a_label(turn=3, theme=THEMES[1], blind=True, evidence=()))
    assert found.present.tolist() == [[True, False], [False, True]]
    assert found.audit.tolist() == [[True, False], [False, True]]
    assert not found.examples.known.any()
    assert not found.examples.carried.any()
    assert not any(known.any() for known in found.examples.sentence_known)
    assert found.examples.stances == ()


def test_without_evidence_the_passage_carries_it_and_its_sentences_are_unknown() -> None:
    found = lay(a_label(evidence=()), a_label(turn=3, theme=THEMES[1], evidence=(), stance=Stance.POSITIVE))
    assert found.examples.carried.tolist() == [[True, False], [False, True]]
    assert not found.examples.sentence_known[0].any()
    # of one sentence there is no doubt which it is
    assert found.examples.sentence_carried[1].tolist() == [[False, True]]
    assert found.examples.sentence_known[1].tolist() == [[False, True]]
    stances = [(one.theme, one.sentences.tolist(), one.stance) for one in found.examples.stances]
    assert stances == [(DUPLICATION, [0, 1], Stance.NEGATIVE), (ANCHORING, [2], Stance.POSITIVE)]


def test_a_label_stands_on_the_passage_that_it_shares_most_with() -> None:
    moved = a_label(start=15, end=40, evidence=(Span(20, 40),))
    outside = a_label(start=0, end=5, evidence=())  # what the interviewer says is no passage
    retired = a_label(theme="retired_theme")
    assert lay(moved, outside, retired).present.tolist() == [[True, False], [False, False]]


def test_of_labels_that_came_to_stand_on_one_passage_the_strongest_holds() -> None:
    first, second = (
        a_label(end=30, present=False, provenance=Provenance.DOUBLE, coders=2),
        a_label(start=31, evidence=()),
    )
    for labels in ((first, second), (second, first)):
        found = lay(*labels)
        assert not found.present[0, DUPLICATION]
        assert found.strength[0, DUPLICATION] == STRENGTHS.index(Provenance.DOUBLE)


def test_annotated_interviews_teach_the_same_by_either_door(tmp_path: Path) -> None:
    settings_file = write_settings(tmp_path)
    settings = load_settings(settings_file)
    annotated = tmp_path / "annotated"
    annotated.mkdir()
    some_of_the_corpus(annotated, step=20)
    codebook = load_codebook(ROOT / "configs" / "codebook.yaml")
    store = LabelStore(tmp_path / "labels")
    store.replace("annotated-annotated", annotated_labels(annotated, codebook, settings))
    doors = [read_sources(folder, settings_file) for folder in (annotated, store.folder)]
    direct, imported = (
        make_ready(folder, settings_file, sources.data_hash).judged
        for folder, sources in zip((annotated, store.folder), doors, strict=True)
    )
    assert len(direct) == 3
    for one, other in zip(direct, imported, strict=True):
        assert one.examples.passages == other.examples.passages
        for name in ("present", "strength", "audit"):
            assert np.array_equal(getattr(one, name), getattr(other, name)), name
        for name in ("carried", "known"):
            assert np.array_equal(getattr(one.examples, name), getattr(other.examples, name)), name
        for name in ("sentence_carried", "sentence_known"):
            pairs = zip(getattr(one.examples, name), getattr(other.examples, name), strict=True)
            assert all(np.array_equal(a, b) for a, b in pairs), name
        assert len(one.examples.stances) == len(other.examples.stances)
    assert gather(store.folder, codebook).interviews[0].synthetic
