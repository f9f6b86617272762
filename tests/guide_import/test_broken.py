"""A document as they come: several guides, broken lists, and a report around them."""

import pytest

from kgnlp.guide_import import ImportedGuide, import_guides

DOCUMENT = """\
Skolemat i kommunene

Vedlegg 3: Intervjuguider

2025 - Rektorer

Mat og måltider

1. Hvordan har måltidene utviklet seg siden starten med hensyn til …

  1. kvalitet?
  2. tidspunkt?
  3. matro (tid og sted)?

Styring

2. Vi har noen spørsmål om målene for ordningen (versjon 2025)

I hvilken grad mener du at …

  1. kommunen betaler det som trengs?
  2. alle elever får det samme, uavhengig av hvor de bor?
  • det er nok voksne til stede?
  • ordningen
  • holder oversikt over hvem som spiser?
  • sikrer at ingen blir stående uten mat?
  • det finnes en plan for allergier?
  1. foreldrene blir hørt når menyen endres?
  • I hvilken grad mener du at tilbudet er kjent blant foreldrene?

Kommunen har også en ordning for frukt og grønt.

3. Hva tenker du om forholdet mellom de to ordningene?

2025 - Ansatte på kjøkkenet

1. Hva er det beste med jobben?

Hverdagen

2 Har dere fått nye a) ovner,
b) oppskrifter eller c) kolleger, og hva har det betydd for dere?

3. Er det noe du vil legge til?

Oppdatert: 3. mars 2025

Skriv ut

Innhold

1. Innledning

1.1 Bakgrunn

1.2 Hva er skolemat?

2. Metode

2.1 Utvalg

3. Funn

Vedlegg 3: Intervjuguider

2025 - Rektorer

2025 - Ansatte på kjøkkenet

Vedlegg 4: Retningslinjer

1. Hva er et måltid?

2. Innkjøp

3. Renhold

4. Allergi

Fant du det du lette etter?
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> list[ImportedGuide]:
    file = tmp_path_factory.mktemp("broken") / "rapport.txt"
    file.write_text(DOCUMENT, "utf-8")
    return import_guides(file)


def test_the_guides_are_told_from_the_report(imported: list[ImportedGuide]) -> None:
    assert [one.guide.id for one in imported] == ["rektorer-2025", "ansatte-pa-kjokkenet-2025"]


def test_broken_lists_become_the_items_of_their_question(imported: list[ImportedGuide]) -> None:
    entries = imported[0].guide.entries()
    assert [(entry.question_id, entry.text) for entry in entries] == [
        ("1", "Hvordan har måltidene utviklet seg siden starten med hensyn til …"),
        ("1a", "kvalitet?"),
        ("1b", "tidspunkt?"),
        ("1c", "matro (tid og sted)?"),
        ("2", "Vi har noen spørsmål om målene for ordningen (versjon 2025). I hvilken grad mener du at …"),
        ("2a", "kommunen betaler det som trengs?"),
        ("2b", "alle elever får det samme, uavhengig av hvor de bor?"),
        ("2c", "det er nok voksne til stede?"),
        ("2d", "ordningen holder oversikt over hvem som spiser?"),
        ("2e", "ordningen sikrer at ingen blir stående uten mat?"),
        ("2f", "det finnes en plan for allergier?"),
        ("2g", "foreldrene blir hørt når menyen endres?"),
        ("2h", "tilbudet er kjent blant foreldrene?"),
        ("3", "Hva tenker du om forholdet mellom de to ordningene?"),
    ]


def test_sections_and_lead_ins(imported: list[ImportedGuide]) -> None:
    assert [(section.title, section.lead_in) for section in imported[0].guide.sections] == [
        ("Mat og måltider", None),
        ("Styring", None),
        (None, "Kommunen har også en ordning for frukt og grønt."),
    ]
    assert [section.title for section in imported[1].guide.sections] == [None, "Hverdagen"]


def test_items_inside_a_sentence(imported: list[ImportedGuide]) -> None:
    question = imported[1].guide.sections[1].questions[0]
    assert question.text.endswith(
        "a) ovner, b) oppskrifter eller c) kolleger, og hva har det betydd for dere?"
    )
    assert [item.text for item in question.items] == ["ovner", "oppskrifter", "kolleger"]


def test_what_was_assumed_is_said_with_its_line(imported: list[ImportedGuide]) -> None:
    lines = DOCUMENT.splitlines()
    said = [(lines[remark.number - 1].strip(), remark.found) for remark in imported[0].remarks]
    assert ("I hvilken grad mener du at …", "text between a question and its items") in said
    assert ("• ordningen", "an item that is the beginning of a sentence") in said
    assert (
        "• I hvilken grad mener du at tilbudet er kjent blant foreldrene?",
        "an item that repeats the beginning of its question",
    ) in said
    assert ("Kommunen har også en ordning for frukt og grønt.", "text between two questions") in said
    assert any("role ukjent" in remark.assumed for remark in imported[0].remarks)


def test_what_was_left_out_is_said_too(imported: list[ImportedGuide]) -> None:
    lines = DOCUMENT.splitlines()
    left_out = [lines[remark.number - 1] for remark in imported[1].remarks if "hardly ask" in remark.found]
    assert left_out == ["Oppdatert: 3. mars 2025", "Vedlegg 4: Retningslinjer"]
