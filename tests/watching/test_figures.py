"""One interview in counts."""

from __future__ import annotations

import json

import pytest

from kgnlp.domain import Language
from kgnlp.watching import Figures, Judged, figures_of
from tests.builders import an_interview, passages_of

LINES = ("Hva gjør dere?", "Vi møtes hver måned.", "Og så?", "Eg veit ikkje, asdfgh qwerty.")


def test_passages_words_and_themes_are_counted() -> None:
    passages = passages_of(an_interview(LINES, language=Language.NYNORSK))
    judged = [
        Judged("duplication", 0.95, True),
        Judged("duplication", 0.05, False),
        Judged("star_group_risk", 0.3, False),
        Judged("star_group_risk", 0.01, False),
    ]
    found = figures_of(passages, judged)
    assert (found.passages, found.nynorsk) == (2, 2)
    assert (found.words, found.unknown) == (9, 2)
    assert found.themes["duplication"].tagged == 1
    # A probability that is a border belongs to the class above it.
    assert found.themes["duplication"].classes == (0, 1, 0, 0, 0, 1)
    assert found.themes["star_group_risk"].classes == (1, 0, 0, 1, 0, 0)


def test_nothing_of_the_text_is_kept() -> None:
    stored = json.dumps(figures_of(passages_of(an_interview(LINES)), []).to_json())
    for line in LINES:
        for word in line.strip("?.").split():
            assert len(word) < 4 or word not in stored


def test_json_and_back() -> None:
    found = figures_of(passages_of(an_interview(LINES)), [Judged("duplication", 0.95, True)])
    assert Figures.from_json(json.loads(json.dumps(found.to_json()))) == found


@pytest.mark.parametrize("passages", [(), passages_of(an_interview(("Hva?",)))])
def test_an_interview_without_passages(passages: tuple[()]) -> None:
    assert figures_of(passages, []) == Figures(0, 0, 0, 0, {})
