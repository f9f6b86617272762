"""The table of sure lemmas."""

from __future__ import annotations

from pathlib import Path

import spacy

from kgnlp.language.lemma_table import LemmaTable, add, build

WORDS = [
    *[("Leiarane", "NOUN", "leiar"), ("leiarane", "NOUN", "leiar")],
    # two lemmas: not sure
    *[("var", "AUX", "vere"), ("var", "AUX", "være")],
    # names keep their capitals
    *[("Kari", "PROPN", "Kari")] * 2,
]


def test_only_sure_lemmas_are_kept() -> None:
    assert build(WORDS) == {"NOUN": {"leiarane": "leiar"}, "PROPN": {"Kari": "Kari"}}


def test_lemmas_by_part_of_speech_and_saved_with_the_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("nn")
    add(nlp, build(WORDS))
    nlp.to_disk(tmp_path)
    component = spacy.load(tmp_path).get_pipe("kgnlp_lemma_table")
    doc = nlp.make_doc("Leiarane møta Kari")
    doc[0].pos_, doc[1].pos_, doc[2].pos_ = "NOUN", "NOUN", "VERB"
    assert isinstance(component, LemmaTable)
    assert [token.lemma_ for token in component(doc)] == ["leiar", "", ""]
