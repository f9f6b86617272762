"""What is sent becomes the right kind of decision."""

import time

import pytest

from kgnlp.domain import Span, Stance
from kgnlp.errors import ReviewError
from kgnlp.review import bulk, deciding
from kgnlp.review.audit_queue import make_audit_queue
from kgnlp.review.deciding import Sent
from tests.review.tables import blind
from tests.review.test_queue import say

SENT = Sent("kari", "")


def decided(desk, passage="x01:0:0", theme="dublering", **how):
    work = desk.work()
    return deciding.decide(desk, work, SENT, work.corpus.passage_number[passage], theme, **how).decision


# what the machine says stands in tests/review/tables.py: x01:0:0 dublering negative 0.97
@pytest.mark.parametrize(
    ("passage", "theme", "how", "kind", "stance"),
    [
        ("x01:0:0", "dublering", {}, "accepted", "negative"),
        ("x01:0:0", "dublering", {"stance": Stance.NEGATIVE}, "accepted", "negative"),
        ("x01:0:0", "dublering", {"stance": Stance.MIXED}, "changed", "mixed"),
        ("x01:0:0", "dublering", {"evidence": (Span(7, 16),)}, "changed", "negative"),
        ("x01:0:0", "dublering", {"rejected": True}, "rejected", None),
        ("x01:1:0", "dublering", {}, "accepted", "negative"),  # doubted: suggested too
        ("x01:3:0", "dublering", {"stance": Stance.POSITIVE}, "added", "positive"),  # not suggested
        ("x01:0:0", "toppforankring", {"stance": Stance.POSITIVE}, "added", "positive"),
        ("x01:3:0", "dublering", {"rejected": True}, "rejected", None),
    ],
)
def test_kinds(desk, passage, theme, how, kind, stance):
    found = decided(desk, passage, theme, **how)
    assert (found.kind, found.stance, found.passage_id) == (kind, stance, passage)


def test_what_the_machine_had_said_is_kept(desk):
    machine = decided(desk, rejected=True).machine
    assert (machine.model_version, round(machine.probability, 4)) == ("v0001-00000000", 0.97)
    assert (machine.tagged, machine.stance) == (True, Stance.NEGATIVE)


def test_evidence_is_the_machines_unless_marked(desk):
    text = desk.work().corpus.interviews[0].text
    (span,) = decided(desk).evidence
    assert text[span.start : span.end] == "det tar tid"
    assert decided(desk, evidence=(Span(7, 16),)).evidence == (Span(7, 16),)
    assert decided(desk, rejected=True).evidence == ()


@pytest.mark.parametrize("span", [Span(0, 5), Span(7, 7), Span(20, 10), Span(7, 10_000)])
def test_evidence_outside_the_passage_is_refused(desk, span):
    with pytest.raises(ReviewError, match="evidence at") as raised:
        decided(desk, evidence=(span,))
    assert "Mark some text" in raised.value.action


def test_a_theme_that_was_not_suggested_needs_a_stance(desk):
    with pytest.raises(ReviewError) as raised:
        decided(desk, "x01:0:0", "toppforankring")
    assert "Choose" in raised.value.action


@pytest.mark.parametrize(("ago_s", "expected"), [(5, 5), (0, 0), (-60, None), (90_000, None)])
def test_how_long_it_took(ago_s, expected):
    took = Sent("kari", "", None, int((time.time() - ago_s) * 1000)).took_s
    assert took == (None if expected is None else pytest.approx(expected, abs=0.5))


def test_the_audit_is_one_act_on_all_themes_and_blind(desk):
    blind(desk, "x01:0:0")
    work = desk.work()
    number = work.corpus.passage_number["x01:0:0"]
    said = {"dublering": Stance.NEGATIVE, "toppforankring": None}
    kept = desk.keep(*deciding.audit(desk, work, Sent("kari", "f" * 32), number, said))
    assert [(one.kind, one.blind) for one in kept] == [("added", True), ("rejected", True)]
    assert {one.batch for one in kept} == {"f" * 32}
    assert [one.machine.tagged for one in kept if one.machine] == [True]
    assert all(label.blind for label in desk.work().labels())
    assert make_audit_queue(desk, desk.work(), "kari").after() is None
    assert make_audit_queue(desk, desk.work(), "ola").after() is None  # one is enough
    assert len(desk.decisions.undo("kari")) == 2
    assert make_audit_queue(desk, desk.work(), "ola").after() == number


def test_the_audit_goes_round_in_its_own_order(desk):
    blind(desk, "x01:0:0", "x01:3:0", "x02:1:0")
    queue = make_audit_queue(desk, desk.work(), "kari")
    first = queue.after()
    order = [first, queue.after(first), queue.after(queue.after(first))]
    assert sorted(order) == sorted(queue.sequence)
    assert queue.after(order[-1]) == first


def test_bulk_takes_only_what_no_one_has_decided(desk):
    work = desk.work()
    assert len(bulk.candidates(desk, work, "kari", "dublering", 0.95)) == 2
    assert bulk.candidates(desk, work, "kari", "dublering", 0.98) == []
    say(desk, "x01:0:0", rejected=True, reviewer="ola")
    assert len(bulk.candidates(desk, desk.work(), "kari", "dublering", 0.95)) == 1
    blind(desk, "x02:0:0")
    assert bulk.candidates(desk, desk.work(), "kari", "dublering", 0.95) == []


def test_bulk_leaves_what_two_are_to_decide(desk):
    desk.assignments.add("kari", "ola", 1.0, "KLIMA", "liv")
    found = bulk.candidates(desk, desk.work(), "kari", "dublering", 0.95)
    assert [desk.work().corpus.passage_ids[item.passage] for item in found] == ["x01:0:0"]


def test_precision_is_measured_on_single_decisions(desk):
    assert bulk.measured(desk.work(), "dublering", 0.9).share is None
    say(desk, "x01:0:0", rejected=True)
    say(desk, "x02:0:0", stance=Stance.MIXED)
    say(desk, "x01:1:0")  # not tagged
    found = bulk.measured(desk.work(), "dublering", 0.9)
    assert (found.decided, found.kept, found.same_stance) == (2, 1, 0)
    assert found.interval == pytest.approx((0.0945, 0.9055), abs=1e-3)


@pytest.mark.parametrize(("hits", "of"), [(0, 10), (10, 10), (45, 50), (1, 1)])
def test_wilson_is_the_librarys(hits, of):
    from scipy.stats import binomtest

    interval = binomtest(hits, of).proportion_ci(method="wilson")
    assert bulk.wilson(hits, of) == pytest.approx((interval.low, interval.high), abs=1e-7)
