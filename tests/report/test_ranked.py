"""A theme that passages are only ranked by: said to be so everywhere, counted nowhere."""

import re

import pytest

from kgnlp.report.page import render
from tests.report.builders import (
    Answer,
    Interviewed,
    Tagged,
    a_codebook,
    a_context,
    make_material,
    make_tables,
)

RANKED = "definition-0123abcd"
CODEBOOK = a_codebook("dublering", "tillit")


def new(needs_review: bool) -> Tagged:
    return Tagged("tillit", "neutral", (), 0.1, tagged=False, needs_review=needs_review, version=RANKED)


def interviewed(*, learnt: bool = True) -> list[Interviewed]:
    answers = [
        Answer("1", f"Svar nummer {n}.", (new(n < 2), *([Tagged("dublering")] if learnt else [])))
        for n in range(4)
    ]
    return [Interviewed(name, answers) for name in ("a1", "a2")]


def page(language: str = "nb", *, learnt: bool = True) -> str:
    tables = make_tables(*interviewed(learnt=learnt))
    return render(tables, a_context(codebook=CODEBOOK), language)  # type: ignore[arg-type]


def section(html: str, name: str) -> str:
    return html.split(f'<section id="{name}"')[1].split("</section>")[0]


def theme_section(html: str, label: str) -> str:
    return next(part for part in html.split('class="theme"')[1:] if f">{label}</h3>" in part)


def test_its_state() -> None:
    material = make_material(*interviewed(), codebook=CODEBOOK)
    assert {theme.id: theme.state for theme in material.themes} == {
        "dublering": "current",
        "tillit": "ranked",
    }
    assert [theme.id for theme in material.counted] == ["dublering"]


def test_one_tag_by_a_classifier_makes_it_counted() -> None:
    [first, second] = interviewed()
    learnt = Interviewed("a3", [Answer("1", "Svar.", (Tagged("tillit"),))])
    material = make_material(first, second, learnt, codebook=CODEBOOK)
    assert material.ranked == ()


@pytest.mark.parametrize(
    ("language", "label", "said", "care"),
    [
        ("nb", "Tillit", "rangert etter definisjonen, ikke lært", "bare rangert etter definisjonen"),
        ("nn", "Tillit nn", "rangert etter definisjonen, ikkje lært", "berre rangert etter definisjonen"),
    ],
)
def test_it_is_said_to_be_ranked(language: str, label: str, said: str, care: str) -> None:
    html = page(language)
    assert said in theme_section(html, label)
    assert said in section(html, "gjennomsyn")
    assert care in section(html, "sammendrag")
    assert label.lower() in section(html, "grunnlag")


def test_it_has_no_figure_no_count_and_no_quality() -> None:
    html = page()
    assert "<figure" not in theme_section(html, "Tillit").split("</section>")[0]
    assert "Tillit" not in section(html, "oversikt")
    assert "Tillit" not in section(html, "sporsmal")
    grounds = section(html, "grunnlag")
    assert RANKED not in html
    assert not re.search(r"<th scope=\"row\">Tillit</th>", grounds)
    assert "Mest omtalt er dublering" in section(html, "sammendrag")
    assert "omtalt er tillit" not in html


def test_what_to_read_of_it_stands_apart_from_what_a_model_is_unsure_of() -> None:
    review = section(page(), "gjennomsyn")
    assert "Ingen passasjer er satt til gjennomsyn." in review
    assert "4 passasjer står øverst" in review


def test_a_page_with_nothing_but_ranked_themes() -> None:
    tables = make_tables(*interviewed(learnt=False))
    html = render(tables, a_context(codebook=a_codebook("tillit"), models=()), "nb")
    assert "Ingen av 8 passasjer er merket med noe tema." in html
    assert "For tillit er passasjene satt i rekkefølge" in section(html, "grunnlag")


def test_quality_of_themes_that_left_the_codebook_is_not_shown() -> None:
    tables = make_tables(*interviewed(learnt=False))
    html = render(tables, a_context(codebook=a_codebook("tillit")), "nb")
    assert "dublering" not in section(html, "grunnlag")
