"""Common forms and compound parts."""

from __future__ import annotations

import pytest

from kgnlp.wordforms import common_form, parts


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        # no rule leads from one to the other
        ("ikkje", "ikke"),
        ("korleis", "hvordan"),
        # regular differences
        ("leiar", "leder"),
        ("ansvarleg", "ansvarlig"),
        # a compound in no list takes its last part's form
        ("kjerneoppgåve", "kjerneoppgave"),
        # bokmål, words of both forms, and unknown words stay
        ("leder", "leder"),
        ("arbeid", "arbeid"),
        ("xyzzy", "xyzzy"),
        ("", ""),
    ],
)
def test_common_form(lemma: str, expected: str) -> None:
    assert common_form(lemma) == expected


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("dobbeltarbeid", ("dobbelt", "arbeid")),
        # with a linking s
        ("informasjonsdeling", ("informasjon", "deling")),
        # of three parts
        ("folkehelsemelding", ("folke", "helse", "melding")),
        ("topplederforankring", ("topp", "leder", "forankring")),
        # no compounds, though they hold words by chance
        ("forankring", ()),
        ("rapportering", ()),
        ("samarbeid", ()),
        ("", ()),
    ],
)
def test_parts(lemma: str, expected: tuple[str, ...]) -> None:
    assert parts(lemma) == expected
