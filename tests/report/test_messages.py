import string

import pytest

from kgnlp.report.messages import LANGUAGES, load_messages

BOKMAAL, NYNORSK = (load_messages(language).texts for language in LANGUAGES)


def values_of(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_both_languages_are_complete():
    assert BOKMAAL.keys() == NYNORSK.keys()


@pytest.mark.parametrize("key", sorted(BOKMAAL))
def test_a_message_takes_the_same_values_in_both_languages(key):
    assert values_of(BOKMAAL[key]) == values_of(NYNORSK[key])
    assert BOKMAAL[key].strip()
    assert NYNORSK[key].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_with_one_form_has_the_other(language):
    texts = load_messages(language).texts
    ones = {key.removesuffix(".one") for key in texts if key.endswith(".one")}
    assert ones == {key.removesuffix(".other") for key in texts if key.endswith(".other")}


def test_the_number_decides_the_form():
    m = load_messages("nb")
    assert m.count("count.interviews", 1) == "1 intervju"
    assert m.count("count.interviews", 0) == "0 intervjuer"
    assert m.count("count.interviews", 1200) == "1\u00a0200 intervjuer"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_listing(parts, expected):
    assert load_messages("nn").listing(parts) == expected


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        load_messages("nb")("page.nothing")


def test_bokmaal_words_stay_out_of_nynorsk():
    bokmaal_only = {
        "ikke",
        "fra",
        "hva",
        "hvor",
        "ikkje-",
        "noen",
        "mye",
        "være",
        "jeg",
        "bare",
        "intervjuer",
    }
    words = {word.strip(".,:;()").lower() for text in NYNORSK.values() for word in text.split()}
    assert not words & bokmaal_only
