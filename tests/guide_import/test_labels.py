import pytest

from kgnlp.guide_import.labels import letter_value, roman_value, split_label
from kgnlp.guide_import.lines import Style


@pytest.mark.parametrize(
    ("typed", "style", "values", "rest"),
    [
        ("1. Hva?", Style.NUMBER, (1,), "Hva?"),
        ("12) Hva?", Style.NUMBER, (12,), "Hva?"),
        ("(3) Hva?", Style.NUMBER, (3,), "Hva?"),
        # the space is forgotten
        ("1.Hva?", Style.NUMBER, (1,), "Hva?"),
        # the point is forgotten
        ("1 Hvordan går det?", Style.NUMBER, (1,), "Hvordan går det?"),
        ("2 – Hvordan går det?", Style.NUMBER, (2,), "Hvordan går det?"),
        # the text stands on the next line
        ("4.", Style.NUMBER, (4,), ""),
        ("1.1 Hva?", Style.DOTTED, (1, 1), "Hva?"),
        ("2.4.1. Hva?", Style.DOTTED, (2, 4, 1), "Hva?"),
        ("Spørsmål 3: Hva?", Style.NAMED, (3,), "Hva?"),
        ("Spm. 3 Hva?", Style.NAMED, (3,), "Hva?"),
        ("SPØRSMÅL NR. 3 – Hva?", Style.NAMED, (3,), "Hva?"),
        ("Q3. What?", Style.NAMED, (3,), "What?"),
        ("Question 3", Style.NAMED, (3,), ""),
        ("a) maten?", Style.LETTER, (1,), "maten?"),
        ("(b) maten?", Style.LETTER, (2,), "maten?"),
        ("c. maten?", Style.LETTER, (3,), "maten?"),
        ("3b) maten?", Style.LETTER, (2,), "maten?"),
        ("Q3b. the food?", Style.LETTER, (2,), "the food?"),
        ("ii) maten?", Style.ROMAN, (2,), "maten?"),
        ("A. Bakgrunn", Style.CAPITAL, (1,), "Bakgrunn"),
        ("IV. Bakgrunn", Style.CAPITAL, (4,), "Bakgrunn"),
        ("• maten?", Style.BULLET, (), "maten?"),
        # some programs leave no space behind the bullet
        ("•maten?", Style.BULLET, (), "maten?"),
        # Word's symbol fonts
        ("\uf0b7\tmaten?", Style.BULLET, (), "maten?"),
        # Word's hollow bullet
        ("o maten?", Style.BULLET, (), "maten?"),
        ("- maten?", Style.BULLET, (), "maten?"),
        # a follow-up is an item of its question
        ("Oppfølging: Hvem da?", Style.BULLET, (), "Hvem da?"),
        ("Follow-up question 2: Who?", Style.BULLET, (), "Who?"),
    ],
)
def test_a_label_is_split_from_its_text(typed: str, style: Style, values: tuple[int, ...], rest: str) -> None:
    label, text = split_label(typed)
    assert label is not None
    assert (label.style, label.values, text) == (style, values, rest)


@pytest.mark.parametrize(
    "typed",
    [
        # dates
        "14. juni 2024",
        "1. mai 2024 ble ordningen til",
        # a number in a sentence
        "20 elever spiser der",
        "2024 - Ledere",
        "3,5 millioner kroner",
        # the letter of a word
        "Er det noe mer?",
        "e-post og telefon",
        "-ordninger av dette slaget",
        "Spørsmål om mat",
        "Questions about food",
        "",
    ],
)
def test_text_without_a_label_is_left_alone(typed: str) -> None:
    assert split_label(typed) == (None, typed)


def test_letters_and_numerals_count() -> None:
    assert [letter_value(letter) for letter in "aZå"] == [1, 26, 29]
    assert [roman_value(numeral) for numeral in ("i", "IV", "ix", "xiv", "XX")] == [1, 4, 9, 14, 20]
