"""Passages: informants' turns, and parts of the long ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import AnalysedInterview, Language, Passage
from kgnlp.language import blank, cut
from tests.builders import an_interview, one_segment, turns_of

PIPELINE = blank()
SENTENCE = st.integers(1, 30).map(lambda words: " ".join(["ord"] * words).capitalize() + ".")
TURN = st.lists(SENTENCE, min_size=1, max_size=8).map(" ".join)


def passages(turns: list[str], max_words: int) -> tuple[str, tuple[Passage, ...]]:
    interview = an_interview(turns)
    texts = interview.text.split("\n")
    analysed = AnalysedInterview(interview, turns_of(interview), tuple(PIPELINE.analyse(texts)))
    return interview.text, cut(analysed, one_segment(interview), max_words, lambda _: Language.NYNORSK)


def test_an_informant_turn_is_a_passage() -> None:
    _, [passage] = passages(["Hva gjør dere?", "Vi møtes, eh, ofte."], 160)
    assert (passage.passage_id, passage.text, passage.turn) == ("x01:0001:0", "Vi møtes, eh, ofte.", 1)
    assert (passage.words, passage.lemmas) == (4, ("vi", "møtes", "eh", "ofte"))
    assert (passage.question_id, passage.language) == ("1", Language.NYNORSK)


def test_a_long_turn_is_cut_at_sentences_into_parts_of_about_equal_length() -> None:
    _, found = passages(["Hva?", " ".join(["En to tre fire fem."] * 9)], 20)
    assert [passage.words for passage in found] == [15, 15, 15]
    assert [passage.passage_id for passage in found] == ["x01:0001:0", "x01:0001:1", "x01:0001:2"]


def test_speech_without_full_stops_is_cut_too() -> None:
    # raw speech recognition: no sentence ends at all
    _, found = passages(["Hva?", " ".join(["ja"] * 50)], 20)
    assert [passage.words for passage in found] == [17, 17, 16]


@given(st.lists(TURN, min_size=2, max_size=6), st.integers(5, 60))
def test_passages_hold_every_word_of_the_informant_once(turns: list[str], max_words: int) -> None:
    text, found = passages(turns, max_words)
    spoken = [text[turn.start : turn.end] for turn in turns_of(an_interview(turns)) if turn.turn % 2]
    assert " ".join(passage.text for passage in found).split() == " ".join(spoken).split()
    assert all(text[passage.start : passage.end] == passage.text for passage in found)
    assert all(passage.words <= max_words for passage in found)
    assert len({passage.passage_id for passage in found}) == len(found)
