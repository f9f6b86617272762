"""The card says what it rests on, in Norwegian, whatever is there."""

import dataclasses

import pandas as pd
import pytest

from kgnlp.codebook import load_codebook
from kgnlp.domain import Language
from kgnlp.settings import ROOT
from kgnlp.training.card import card
from kgnlp.training.learnt import LearntInterview
from kgnlp.training.measuring import measures
from kgnlp.training.sufficiency import LabelCount, ThemeCount
from tests.builders import an_interview
from tests.training.test_comparison import a_comparison, rows

CODEBOOK = load_codebook(ROOT / "configs" / "codebook.yaml")
THEMES = {"a": "duplication", "b": "star_group_risk"}


def some_rows() -> pd.DataFrame:
    found = rows(wrong=0.05)
    found["theme"] = found["theme"].map(THEMES)
    found["probability"] = found["tagged"].map({True: 0.9, False: 0.1})
    return found


def a_card(audit: bool = True, synthetic: int = 12, **more: object) -> str:
    found = some_rows()
    if audit:
        found.loc[found["start"] == 0, "is_audit"] = True
    counts = LabelCount(
        12, 12, synthetic, tuple(ThemeCount(theme, 60, 240, 12, 24, 5) for theme in THEMES.values())
    )
    learnt = {f"x{n:02}": LearntInterview("t", "q", "l", 0, 100, 90) for n in range(12)}
    metrics = measures(found, dict.fromkeys(THEMES.values(), 0.5), counts, learnt)
    interviews = [
        an_interview(interview_id=f"x{n:02}", language=Language.NYNORSK if n < 6 else Language.BOKMAAL)
        for n in range(12)
    ]
    return card(metrics | {"compared": None, "written": 0} | more, found, interviews, CODEBOOK, "7")


def test_it_says_how_many_written_interviews_it_learnt_from() -> None:
    assert "- Ved siden av dem 330 oppdiktede intervjuer som er skrevet for kodeboken" in a_card(written=330)


def test_it_says_what_it_was_trained_and_measured_on() -> None:
    text = a_card()
    for part in (
        "12 intervjuer (KUBU)",
        # of the passages, not of the labels
        "Dublering: 65 ganger til stede, 283 ganger ikke",
        "Målt på 696 vurderinger",
        "**12 av 12 intervjuer som modellen har lært av, er oppdiktede.**",
        "**Blindprøven** (24 vurderinger i 12 intervjuer",
        "0,90 av replikkene ble lagt til rett spørsmål",
        "Målform nn: F1 0,",
        "kjernegruppe-2024",
    ):
        assert part in text
    assert "{{" not in text
    assert "skrevet for kodeboken" not in text
    assert "Mot versjonen før" not in text


def test_what_is_not_there_is_said() -> None:
    text = a_card(audit=False, synthetic=0, segmentation=None)
    assert "oppdiktede" not in text
    assert "Ingen har gjort blindprøven ennå" in text
    assert "overtatt fra versjonen før" in text


def test_it_says_what_it_was_compared_with() -> None:
    text = a_card(compared=dataclasses.asdict(a_comparison()))
    assert "v0001-00000000 på 720 sikre vurderinger i 12 intervjuer" in text
    assert "F1 0,70 før, 0,80 nå" in text


@pytest.mark.parametrize("line", a_card().splitlines())
def test_tables_have_as_many_cells_as_their_head(line: str) -> None:
    if line.startswith("|"):
        assert line.count("|") in (6, 7)
        assert line.endswith("|")
