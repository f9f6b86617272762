import pytest

from kgnlp.language.lexicon import load, word_class
from kgnlp.wordforms import lemma

NOUN, ADJECTIVE, VERB, ADVERB, GIVEN, FAMILY, PLACE = (1, 2, 4, 8, 16, 32, 64)


@pytest.mark.parametrize(
    ("word", "bits"),
    [
        ("lederne", NOUN),
        ("kari", NOUN | GIVEN | FAMILY | PLACE),
        ("hansen", NOUN | FAMILY),
        ("oslo", NOUN | PLACE),
        ("abandonerte", ADJECTIVE | VERB),
        ("qwxz", 0),
    ],
)
def test_a_word_is_what_the_lists_hold(word: str, bits: int) -> None:
    assert load().look_up(word) == bits


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("lederne", f"{NOUN}"),
        ("dokumentets", f"s{NOUN}"),  # a genitive has the class of what it is made from
        ("topplederforankring", f"+{NOUN}"),  # a compound that of its last part
        ("qwxz", ""),
        ("", ""),
    ],
)
def test_unknown_words_take_the_class_of_what_they_end_in(word: str, label: str) -> None:
    assert word_class(word) == label


def test_lemmas_come_from_both_written_forms() -> None:
    assert (lemma("leiarane"), lemma("departementene"), lemma("qwxz")) == ("leiar", "departement", "qwxz")
