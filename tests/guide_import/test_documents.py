"""Short documents with one peculiarity each, and what is made of them."""

from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError
from kgnlp.guide_import import ImportedGuide, import_guides


def imported(tmp_path: Path, content: str, name: str = "intervjuguide 2025.txt") -> list[ImportedGuide]:
    file = tmp_path / name
    file.write_text(content, "utf-8")
    return import_guides(file)


def entries(one: ImportedGuide) -> list[str]:
    return [f"{entry.question_id} {entry.text}" for entry in one.guide.entries()]


@pytest.mark.parametrize(
    ("content", "expected", "remark"),
    [
        # headings are numbered, questions only marked: "Bakgrunn" asks nothing
        (
            "1. BAKGRUNN\n• Hva gjør du?\n  o hvor lenge?\n• Hvem lager maten?\n2. VIDERE\n• Hva nå?",
            ["1 Hva gjør du?", "1a hvor lenge?", "2 Hvem lager maten?", "3 Hva nå?"],
            "3 questions without a number",
        ),
        # no labels at all
        (
            "Hva gjør du?\n\nHvem lager maten?\nStikkord: kokk, foreldre\n\nEr det noe mer?",
            ["1 Hva gjør du?", "2 Hvem lager maten?", "3 Er det noe mer?"],
            "catchwords",
        ),
        # numbers start again in every section: still one guide
        (
            "Del 1: Mat\n1. Hva gjør du?\n2. Hvem?\nDel 2: Penger\n1. Hva koster det?\n2. Hvem betaler?",
            ["1 Hva gjør du?", "2 Hvem?", "3 Hva koster det?", "4 Hvem betaler?"],
            "numbers that do not rise",
        ),
        # a gap is kept, since other papers may name the question by its number
        ("1. Hva gjør du?\n2. Hvem?\n4. Hvorfor?", ["1 Hva gjør du?", "2 Hvem?", "4 Hvorfor?"], "4 after 2"),
        # topics alone make a guide where there is nothing else
        (
            "Temaguide\n1. Bakgrunn\n2. Mat\n - kvalitet\n",
            ["1 Bakgrunn", "2 Mat", "2a kvalitet"],
            "ask nothing",
        ),
        # a question left open, its items without any mark
        (
            "1. Hva mener du om\n\nmaten\n\nprisen\n\n2. Hvem betaler?",
            ["1 Hva mener du om", "1a maten", "1b prisen", "2 Hvem betaler?"],
            "without list marks",
        ),
        # upper-case items counted like the questions, not indented: the number 3 comes twice
        (
            "1. Hva gjør du?\n2. Mener du:\n1. At det er godt?\n2. At alle får?\n3. Nok?\n3. Hvem?",
            [
                "1 Hva gjør du?",
                "2 Mener du:",
                "2a At det er godt?",
                "2b At alle får?",
                "2c Nok?",
                "3 Hvem?",
            ],
            "fits the questions and the items",
        ),
        # a note to the interviewer is not asked
        ("1. Hva gjør du?\n(Vis kartet)\n2. Hvem?", ["1 Hva gjør du?", "2 Hvem?"], "a note in brackets"),
        # a follow-up on a line of its own
        (
            "1. Hva gjør du?\n\nOg hvorfor?\n\n2. Hvem?",
            ["1 Hva gjør du? Og hvorfor?", "2 Hvem?"],
            "without a number",
        ),
        # parts under an item that they complete
        (
            "1. Hva mener du om:\n a) maten\n   i) i dag?\n   ii) i fjor?\n b) prisen?\n2. Hvem?",
            ["1 Hva mener du om:", "1a maten i dag?", "1b maten i fjor?", "1c prisen?", "2 Hvem?"],
            "that 2 points complete",
        ),
        # points under an item that is complete
        (
            "1. Hva mener du om:\n a) Er maten god?\n   - smak\n   - lukt\n2. Hvem?",
            ["1 Hva mener du om:", "1a Er maten god? smak; lukt", "2 Hvem?"],
            "2 points under it",
        ),
        # Roman numerals in a sentence
        (
            "1. Hvem velger i) maten, ii) prisen og iii) tiden, og hvorfor?\n2. Hvem?",
            [
                "1 Hvem velger i) maten, ii) prisen og iii) tiden, og hvorfor?",
                "1a maten",
                "1b prisen",
                "1c tiden",
                "2 Hvem?",
            ],
            "3 items inside a sentence",
        ),
        # questions in a sentence keep their mark
        (
            "1. a) Hva? b) Hvem?\n2. Når?",
            ["1 a) Hva? b) Hvem?", "1a Hva?", "1b Hvem?", "2 Når?"],
            "inside a sentence",
        ),
        # a divided word
        (
            "1. Hva er sam-\nordning?\n2. Hvem?",
            ["1 Hva er samordning?", "2 Hvem?"],
            "divided at the line's end",
        ),
        # page numbers of a printed document
        ("1. Hva gjør du?\nSide 1 av 2\n2. Hvem?", ["1 Hva gjør du?", "2 Hvem?"], "a page number"),
        # closing words
        (
            "1. Hva gjør du?\n2. Hvem?\n\nTusen takk!",
            ["1 Hva gjør du?", "2 Hvem?"],
            "after the last question",
        ),
        # a number alone on its line, as some converters write
        ("1.\nHva gjør du?\n2.\nHvem?", ["1 Hva gjør du?", "2 Hvem?"], "no title"),
    ],
)
def test_peculiarities(tmp_path: Path, content: str, expected: list[str], remark: str) -> None:
    (one,) = imported(tmp_path, content)
    assert entries(one) == expected
    assert any(remark in found.found for found in one.remarks)


def test_underlined_titles_are_headings(tmp_path: Path) -> None:
    (one,) = imported(
        tmp_path, "Intervjuguide 2025\n==========\n\nMat\n---\n1. Hva?\n2. Hvem?\n\nPris\n---\n3. Hva?"
    )
    assert [section.title for section in one.guide.sections] == ["Mat", "Pris"]


def test_a_date_is_no_question(tmp_path: Path) -> None:
    (one,) = imported(tmp_path, "Intervjuguide for ledere\n14. juni 2024\n\n1. Hva gjør du?\n2. Hvem?")
    assert entries(one) == ["1 Hva gjør du?", "2 Hvem?"]


def test_headings_of_one_level_may_each_hold_a_guide(tmp_path: Path) -> None:
    part = "## {}\n\n### Mat\n\n1. Hva gjør du?\n2. Hvem?\n\n### Pris\n\n3. Hva koster det?\n\n"
    found = imported(
        tmp_path, "# Vedlegg\n\n" + part.format("Ledere") + part.format("Ansatte"), "vedlegg 2025.md"
    )
    assert [one.guide.title for one in found] == ["Ledere", "Ansatte"]
    assert [len(one.guide.entries()) for one in found] == [3, 3]
    assert any("numbers start at 1" in remark.found for remark in found[0].remarks)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("2025 - Ledere av sekretariatene", "sekretariatsleder"),
        ("Intervjuguide sekretariatsleder", "sekretariatsleder"),
        ("2025 - Etatssamarbeidet", "direktorat"),
        ("Intervjuguide for medarbeidarar", "medarbeider"),
        ("2025 - Medarbeidere fagavdelinger", "medarbeider"),
        ("Intervjuguide for leiarar", "leder"),
        ("Interview guide: heads of the secretariat", "sekretariatsleder"),
        ("Intervjuguide for foreldre", "ukjent"),
    ],
)
def test_the_role_is_in_the_title(tmp_path: Path, title: str, role: str) -> None:
    (one,) = imported(tmp_path, f"{title}\n\n1. Hva gjør du?\n2. Hvem?")
    assert one.guide.role == role


def test_two_guides_with_one_title_get_different_ids(tmp_path: Path) -> None:
    found = imported(tmp_path, "2025 - Ledere\n1. Hva?\n2. Hvem?\n2025 - Ledere\n1. Hvor?\n2. Når?")
    assert [one.guide.id for one in found] == ["ledere-2025", "ledere-2025-2"]


def test_what_is_known_is_not_guessed(tmp_path: Path) -> None:
    file = tmp_path / "guide.txt"
    file.write_text("1. Hva gjør du?\n2. Hvem?", "utf-8")
    (one,) = import_guides(file, role="leder", year=1999)
    assert (one.guide.role, one.guide.year) == ("leder", 1999)
    assert not any("role" in remark.found or "year" in remark.found for remark in one.remarks)


@pytest.mark.parametrize(
    "content",
    [
        # a report's contents
        "1. Innledning\n1.1 Bakgrunn\n1.2 Metode\n2. Funn\n\nVedlegg\n\n1. Formål\n2. Litteratur",
        # a letter
        "Hei!\n\nVi viser til møtet. Kan du sende referatet?\n\nHilsen Kari",
        # an interview
        "Intervjuer: Hva gjør du?\nInformant: Jeg lager mat.",
    ],
)
def test_what_is_no_guide_is_an_error_that_says_what_to_do(tmp_path: Path, content: str) -> None:
    with pytest.raises(ConfigurationError, match="no questions") as error:
        imported(tmp_path, content, "dokument.txt")
    assert error.value.action.startswith("Number the questions")
