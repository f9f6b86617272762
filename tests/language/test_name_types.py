"""The kind of a name by what is around it, here and elsewhere in the document."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from kgnlp.language.name_types import NAME, NameTypes, add, columns_of, features
from kgnlp.training.name_types import fit

VOCAB = spacy.blank("nn").vocab
TOLD = [
    *(f"statsråd {name} svarte ." for name in ("Moe", "Dahl", "Lie", "Rud", "Vik")),
    *(f"de bor i {name} nå ." for name in ("Bø", "Hol", "Ås", "Eid", "Os")),
]
KINDS = ["PER"] * 5 + ["LOC"] * 5


def a_doc(text: str, *kinds: str) -> Doc:
    """Words with a capital, but the first, are names."""
    doc = Doc(VOCAB, text.split(), pos=["NOUN"] * len(text.split()))
    places = [token.i for token in doc if token.i and token.text[0].isupper()]
    doc.set_ents([Span(doc, place, place + 1, kind) for place, kind in zip(places, kinds, strict=True)])
    return doc


@pytest.fixture(scope="module")
def fitted() -> NameTypes:
    docs = [a_doc(text, kind) for text, kind in zip(TOLD, KINDS, strict=True)]
    return fit([columns for doc in docs for columns in columns_of(doc)], KINDS)


@pytest.mark.parametrize(
    ("text", "found", "better"),
    [
        ("statsråd Berg svarte .", ["PER"], ["PER"]),
        ("de bor i Berg nå .", ["LOC"], ["LOC"]),
        # what is around the same name elsewhere in the document counts too
        ("han så Berg . statsråd Berg svarte .", ["PER", "PER"], ["PER", "PER"]),
        ("ingen navn her .", [], []),
    ],
)
def test_kinds(fitted: NameTypes, text: str, found: list[str], better: list[str]) -> None:
    assert [name.label_ for name in fitted(a_doc(text, *found)).ents] == better


def test_what_is_around_stands_against_the_recogniser(
    fitted: NameTypes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgnlp.language.name_types._RECOGNISED", 0.0)
    assert [name.label_ for name in fitted(a_doc("statsråd Berg svarte .", "LOC")).ents] == ["PER"]
    monkeypatch.setattr("kgnlp.language.name_types._RECOGNISED", 100.0)
    assert [name.label_ for name in fitted(a_doc("statsråd Berg svarte .", "LOC")).ents] == ["LOC"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("om Moes og Moe .", "same"),  # a genitive
        ("om Moe og Bø .", ""),
    ],
)
def test_the_same_name_elsewhere(text: str, relation: str) -> None:
    doc = a_doc(text, "PER", "PER")
    told = features(doc)[0]
    assert [feature for feature in told if feature.startswith("elsewhere=")] == (
        [f"elsewhere={relation}"] if relation else []
    )


def test_a_part_of_a_name_elsewhere() -> None:
    doc = Doc(VOCAB, ["Kari", "Moe", "kom", "og", "Moe", "gikk", "før", "Kari"], pos=["NOUN"] * 8)
    doc.set_ents([Span(doc, 0, 2, "PER"), Span(doc, 4, 5, "LOC"), Span(doc, 7, 8, "LOC")])
    told = [{f for f in row if f.startswith("elsewhere=")} for row in features(doc)]
    assert told == [{"elsewhere=short"}, {"elsewhere=end"}, {"elsewhere=begin"}]


def test_saved_with_the_pipeline(fitted: NameTypes, tmp_path: Path) -> None:
    nlp = spacy.blank("nn")
    nlp.add_pipe("ner").add_label("PER")
    nlp.initialize()
    add(nlp, fitted)
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path).get_pipe(NAME)
    doc = a_doc("statsråd Berg svarte .", "LOC")
    assert isinstance(loaded, NameTypes)
    assert loaded.kinds == fitted.kinds == ["LOC", "PER"]
    assert loaded.scores(doc) == pytest.approx(fitted.scores(doc), abs=1e-3)
