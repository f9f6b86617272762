"""From decisions in the review, through ``kgnlp labels import``, to what is learnt and measured on."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgnlp import language
from kgnlp.cli import app
from kgnlp.decisions import Layer, Provenance
from kgnlp.domain import Stance
from kgnlp.themes.concepts import load_concepts
from kgnlp.training.examples import Material, theme_examples
from kgnlp.training.gather import STRENGTHS, Labelled, gather
from kgnlp.training.truth import UNKNOWN, Judged, judged
from tests.report.builders import Interviewed, a_codebook, a_guide
from tests.review.tables import TOLD, a_desk, write_config
from tests.review.test_queue import say

THEMES = ["dublering", "toppforankring"]
FIRST, SECOND, THIRD, LAST = range(4)  # passages


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Two reviews of the same interviews; in the second, one coder says the contrary of all, later.

    The first holds a theme that one coder set, one that was settled after two differed, and one that two
    agree on.
    """
    desk = a_desk(tmp_path / "first", *(Interviewed(f"x{n:02}", TOLD) for n in range(1, 20)))
    say(desk, "x01:0:0")
    say(desk, "x01:1:0")
    say(desk, "x01:1:0", reviewer="ola", rejected=True)
    say(desk, "x01:1:0", reviewer="liv", rejected=True, layer=Layer.ADJUDICATED)
    for coder in ("kari", "ola"):
        say(desk, "x01:2:0", "toppforankring", reviewer=coder, stance=Stance.POSITIVE)
    for number in desk.work().corpus.blind.nonzero()[0]:
        say(desk, desk.work().corpus.passage_ids[number])
    desk.database.close()

    contrary = a_desk(tmp_path / "second", Interviewed("x01", TOLD))
    say(contrary, "x01:0:0", rejected=True)
    say(contrary, "x01:1:0")
    say(contrary, "x01:2:0", "toppforankring", rejected=True)
    contrary.database.close()

    config = write_config(tmp_path / "settings")
    for out in ("first", "second"):
        arguments = ["labels", "import", str(tmp_path / out), "--to", str(tmp_path / "labels")]
        result = CliRunner().invoke(app, [*arguments, "--config", str(config)])
        assert result.exit_code == 0, result.output
    return tmp_path / "labels"


def laid(one: Labelled) -> Judged:
    """The labels of an interview on its passages, as training lays them."""
    material = Material({"g1": a_guide()}, THEMES, 160, load_concepts())
    analysed = language.blank().analyse_interview(one.annotated.interview, one.annotated.turns)
    return judged(theme_examples(one.annotated, analysed, material), one, THEMES)


def test_settled_stands_over_agreed_and_that_over_what_one_said(labels: Path) -> None:
    found = laid(gather(labels, a_codebook(*THEMES)).interviews[0])
    learnt, strength = found.examples, found.strength
    for passage, theme, carried, provenance in (
        (FIRST, 0, False, Provenance.SINGLE),  # of two that one coder said, the later
        (SECOND, 0, False, Provenance.ADJUDICATED),
        (THIRD, 1, True, Provenance.DOUBLE),
    ):
        assert learnt.known[passage, theme]
        assert learnt.carried[passage, theme] == carried
        assert STRENGTHS[strength[passage, theme]] is provenance
    # what nobody decided is no label that the theme is absent
    assert strength[LAST].tolist() == [UNKNOWN, UNKNOWN]
    assert not learnt.known[FIRST, 1]


def test_the_blind_audit_of_a_review_is_measured_on_and_never_learnt_from(labels: Path) -> None:
    found = [laid(one) for one in gather(labels, a_codebook(*THEMES)).interviews]
    audited = [one for one in found if one.audit.any()]
    assert len(audited) > 1
    for one in audited:
        assert one.present[one.audit].all()
        assert not one.examples.known[one.audit].any()
        assert not one.examples.carried[one.audit].any()
        for passage in one.audit[:, 0].nonzero()[0]:
            assert not one.examples.sentence_known[passage][:, 0].any()
            assert not one.examples.sentence_carried[passage][:, 0].any()
