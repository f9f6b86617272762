"""Which of several labels holds, and which text."""

import datetime as dt
from pathlib import Path

import pytest

from kgnlp.codebook import load_codebook
from kgnlp.decisions import Provenance
from kgnlp.errors import LabelError
from kgnlp.settings import ROOT
from kgnlp.tables import LabelStore
from kgnlp.training.gather import Gathered, check_guides, gather, strongest
from tests.training.labelled import NOON, TURNS, a_label, labelled

CODEBOOK = load_codebook(ROOT / "configs" / "codebook.yaml")
LATER = NOON + dt.timedelta(days=1)


def gathered(folder: Path, *interviews: object) -> Gathered:
    store = LabelStore(folder)
    for one in interviews:
        store.replace(one.origin, [*(kept for kept in store.read() if kept.origin == one.origin), one])
    return gather(folder, CODEBOOK)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        # settled stands over two who agree, and that over one, whichever is later
        ({"decided_at": LATER}, {"provenance": Provenance.DOUBLE}),
        ({"provenance": Provenance.DOUBLE, "decided_at": LATER}, {"provenance": Provenance.ADJUDICATED}),
        # of two alike the later holds; an annotation without a date is the earlier
        ({}, {"decided_at": LATER}),
        ({"decided_at": None}, {}),
        # what is in the blind audit stays in it
        ({"provenance": Provenance.ADJUDICATED, "decided_at": LATER}, {"blind": True}),
    ],
)
def test_the_stronger_label_holds(weaker: dict[str, object], stronger: dict[str, object]) -> None:
    one, other = a_label(**weaker), a_label(present=False, **stronger)
    assert strongest([one, other]) == strongest([other, one]) == (other,)


def test_labels_of_several_origins_are_joined(tmp_path: Path) -> None:
    found = gathered(
        tmp_path,
        labelled("x01", [a_label()], origin="annotated-corpus", synthetic=True),
        labelled("x01", [a_label(present=False, provenance=Provenance.DOUBLE), a_label(turn=3)]),
    )
    [one] = found.interviews
    assert [(label.start, label.present) for label in one.labels or ()] == [
        (a_label().start, False),
        (a_label(turn=3).start, True),
    ]
    assert [mark.start for mark in one.annotated.marks] == [a_label(turn=3).start]
    assert one.synthetic
    assert found.left_out == 0


def test_questions_that_people_set_stand_over_the_machines(tmp_path: Path) -> None:
    set_by_people = labelled("x01", [], origin="annotated-corpus", question_ids=("2",) * 4)
    of_the_machine = labelled("x01", questions_checked=False)
    [one] = gathered(tmp_path, set_by_people, of_the_machine).interviews
    assert one.annotated.question_ids == ("2",) * 4
    assert one.questions_checked


def test_of_two_texts_that_one_holds_which_was_decided_on_last(tmp_path: Path) -> None:
    corrected = ("Dublerer dere noe?", "Vi gjør det samme tre ganger.", *TURNS[2:])
    found = gathered(
        tmp_path,
        labelled("x01", [a_label(), a_label(turn=3)], origin="annotated-corpus"),
        labelled("x01", [a_label(decided_at=LATER)], turns=corrected),
    )
    assert found.interviews[0].annotated.interview.text == "\n".join(corrected)
    assert found.left_out == 2


def test_the_blind_audit_leaves_no_mark_to_learn_from(tmp_path: Path) -> None:
    [one] = gathered(tmp_path, labelled("x01", [a_label(blind=True), a_label(turn=3)])).interviews
    assert [mark.start for mark in one.annotated.marks] == [a_label(turn=3).start]


def test_annotated_interviews_know_the_themes_that_are_marked(tmp_path: Path) -> None:
    head = (
        "---\ninterview_id: x01\ngroup: A\nphase: 3\nrole: leder\nguide: g1\nlanguage: nb\n"
        "date: 2024-01-01\n---\n"
    )
    (tmp_path / "x01.txt").write_text(head + "R1 [1]: {{dup-: Vi gjør det to ganger.}}", "utf-8")
    [one] = gather(tmp_path, CODEBOOK).interviews
    assert one.labels is None
    assert one.themes == ("duplication",)


def test_an_unknown_guide_is_named(tmp_path: Path) -> None:
    found = gathered(tmp_path, labelled("x01"))
    check_guides(found, ["g1"])
    with pytest.raises(LabelError, match="kgnlp guide import"):
        check_guides(found, ["g2"])


def test_a_folder_without_labels_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="annotated interview"):
        gather(tmp_path, CODEBOOK)
