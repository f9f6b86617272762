"""Ranking by definition, on a few sentences."""

import numpy as np
import pytest

from kgnlp.codebook import Theme
from kgnlp.domain import Passage, Span, Stance, Tag, is_ranked
from kgnlp.themes import definitions
from kgnlp.themes.concepts import Concepts
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.features import TextVectors
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.model import TextClassifiers, ThemeModel, ThemeSettings
from tests.builders import a_codebook, a_theme, an_interview, passages_of

ANSWERS = (
    "Kaffen er god. Det regner ofte i byen.",
    "Vi stoler på hverandre. Tilliten er stor mellom oss.",
    "Toget går klokka ni.",
    "Ho stolar på oss, og tilliten veks.",
    "Møtet begynner klokka ni, og kaffen er varm.",
)
TRUST = a_theme(
    "tillit",
    definition="Om de stoler på hverandre, og hvor stor tilliten er.",
    examples=("Vi har tillit til hverandre.",),
)
TIME = a_theme("tid", definition="Når møtet begynner, og hva klokka er.")


def inputs_of(*answers: str, asked: str = "", question: str = "") -> tuple[PassageInput, ...]:
    """One passage an answer, a sentence to each full stop."""
    found = []
    for answer in answers:
        ends = [i + 1 for i, character in enumerate(answer) if character == "."]
        spans = tuple(Span(a, b) for a, b in zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))
        found.append(PassageInput(spans, tuple(answer[s.start : s.end] for s in spans), asked, question))
    return tuple(found)


def counts_of(*answers: str, **context: str) -> InputCounts:
    return InputCounts.of(inputs_of(*answers, **context), Concepts({"c": ["kaffe*"]}))


@pytest.fixture(scope="module")
def vectors() -> TextVectors:
    return TextVectors.fit(counts_of(*ANSWERS).sentences, Concepts({"c": ["kaffe*"]}))


def a_model(vectors: TextVectors, *themes: str) -> ThemeModel:
    """A model that knows these themes; its classifiers are not asked."""
    known = tuple(ThemeSettings(theme, 0.5, 0.4, 0.6) for theme in themes)
    return ThemeModel("v0001-00000000", known, TextClassifiers(vectors, {}), (), None)  # type: ignore[arg-type]


def ranked(vectors: TextVectors, *themes: Theme, known: tuple[str, ...] = (), said: float = 0.0) -> list[Tag]:
    """Tags of the answers; the model's themes have the probability ``said`` on the last, else 1."""
    probabilities = np.ones((len(ANSWERS), len(known)))
    probabilities[-1] = said
    passages = passages_of(an_interview([line for answer in ANSWERS for line in ("Ja?", answer)]))
    placed: tuple[Passage, ...] = passages
    inputs, counts = inputs_of(*ANSWERS), counts_of(*ANSWERS)
    codebook = a_codebook(*themes)
    return list(
        definitions.rank(placed, inputs, counts, probabilities, a_model(vectors, *known), codebook, 2)
    )


def test_passages_that_say_what_the_definition_says_stand_first(vectors: TextVectors) -> None:
    tags = ranked(vectors, TRUST, TIME)
    trust = [each.probability for each in tags if each.theme == "tillit"]
    time = [each.probability for each in tags if each.theme == "tid"]
    assert set(np.argsort(trust)[-2:]) == {1, 3}  # nynorsk too
    assert set(np.argsort(time)[-2:]) == {2, 4}


def test_a_rank_is_no_tag(vectors: TextVectors) -> None:
    tags = ranked(vectors, TRUST, TIME)
    assert len(tags) == 2 * len(ANSWERS)
    for each in tags:
        assert not each.tagged
        assert 0 <= each.probability < definitions.HIGHEST
        assert each.stance is Stance.NEUTRAL
        assert 0 < each.stance_probability < 0.5
        assert is_ranked(each.model_version)


def test_the_most_alike_need_review_and_no_more(vectors: TextVectors) -> None:
    tags = ranked(vectors, TRUST)
    assert [number for number, each in enumerate(tags) if each.needs_review] == [1, 3]


def test_what_is_not_alike_at_all_needs_no_review(vectors: TextVectors) -> None:
    tags = ranked(vectors, a_theme("x", label={"nb": "Q", "nn": "Q", "en": "Q"}, definition="Zzz.",
                                   positive="Qqq.", negative="Www."))  # fmt: skip
    assert not any(each.needs_review or each.evidence for each in tags)


def test_evidence_is_the_best_sentence(vectors: TextVectors) -> None:
    first = ranked(vectors, a_theme("regn", definition="Om det regner i byen."))[0]
    [evidence] = first.evidence
    # Sentences of this test are counted from the beginning of their own answer.
    assert ANSWERS[0][evidence.start : evidence.end] == "Det regner ofte i byen."
    assert 0.5 < evidence.weight <= 1


def test_question_and_turn_before_count(vectors: TextVectors) -> None:
    themes = a_codebook(TRUST, TIME).active
    plain, asked, question = (
        definitions.likeness(counts_of("Ja, absolutt.", **context), vectors, themes).passages[0, 0]
        for context in ({}, {"asked": "Stoler dere på hverandre?"}, {"question": "Hvor stor er tilliten?"})
    )
    assert asked > plain
    assert question > plain


def test_what_all_definitions_say_alike_counts_less(vectors: TextVectors) -> None:
    both = "Kaffen er god."
    one, other = (a_theme(name, definition=f"{both} {name}.") for name in ("tog", "regn"))
    alone = definitions.likeness(counts_of(both), vectors, (one,)).passages[0, 0]
    beside = definitions.likeness(counts_of(both), vectors, (one, other)).passages[0, 0]
    assert beside < alone


def test_a_part_is_sought_where_the_whole_was_found(vectors: TextVectors) -> None:
    part = a_theme("tid", definition=TIME.definition, split_from="moter")
    whole = a_theme("moter", retired=True)
    scores = [each.probability for each in ranked(vectors, part, whole, known=("moter",), said=0.0)]
    assert scores[-1] == 0
    assert np.argmax(scores) == 2


def test_themes_of_the_model_are_not_ranked(vectors: TextVectors) -> None:
    assert ranked(vectors, TRUST, known=("tillit",)) == []


def test_another_wording_is_another_version(vectors: TextVectors) -> None:
    [first], [second] = (
        {each.model_version for each in ranked(vectors, theme)}
        for theme in (TRUST, TRUST.model_copy(update={"definition": "Om tillit."}))
    )
    assert first != second
    assert first.startswith("definition-")


def test_every_active_theme_has_texts_to_rank_by() -> None:
    assert "tillit" in definitions.texts_of(TRUST).lower()
    # A label that is the same in both written forms counts once.
    assert definitions.texts_of(TRUST).split().count("Tillit") == 1
