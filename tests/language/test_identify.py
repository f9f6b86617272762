"""Bokmål or nynorsk."""

from __future__ import annotations

import pytest

from kgnlp.domain import Language
from kgnlp.language import identify

NB, NN = Language.BOKMAAL, Language.NYNORSK


@pytest.mark.parametrize(
    ("text", "fallback", "expected"),
    [
        ("Jeg vet ikke hvordan det ble", None, NB),
        ("Eg veit ikkje korleis det vart", None, NN),
        # clear texts overrule the interview's language
        ("Eg veit ikkje korleis det vart", NB, NN),
        # too short to tell
        ("Ja, mm", NN, NN),
        ("Ikkje sant", NB, NB),
        # nothing to tell by
        ("", NN, NN),
        ("", None, NB),
        ("1234 5678 9 10", NN, NN),
    ],
)
def test_identify(text: str, fallback: Language | None, expected: Language) -> None:
    assert identify(text, fallback) is expected
