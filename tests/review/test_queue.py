"""What is put to whom, in which order."""

import numpy as np
import pytest

from kgnlp.domain import Stance
from kgnlp.review import deciding
from kgnlp.review.blind import SHARE, blind_mask
from kgnlp.review.deciding import Sent
from kgnlp.review.filters import Filter
from kgnlp.review.order import make_order
from kgnlp.review.queue import Item, make_queue
from tests.report.builders import Answer, Interviewed, Tagged
from tests.review.tables import TOLD, a_desk, blind, no_blind


def names(desk, queue, waiting=True):
    work = desk.work()
    items = queue.sequence[queue.waiting] if waiting else queue.sequence
    return [
        (work.corpus.passage_ids[item // queue.columns], work.themes[item % queue.columns]) for item in items
    ]


def queue_of(desk, reviewer="kari", **found):
    return names(desk, make_queue(desk, desk.work(), reviewer, Filter(**found)))


def say(desk, passage, theme="dublering", reviewer="kari", **how):
    work = desk.work()
    number = work.corpus.passage_number[passage]
    how = how or {"stance": Stance.NEGATIVE}
    desk.keep(deciding.decide(desk, work, Sent(reviewer, ""), number, theme, **how))


def test_the_likeliest_error_of_each_interview_and_theme_comes_first(desk):
    assert queue_of(desk) == [
        ("x01:1:0", "dublering"),  # 0.3 and not tagged
        ("x02:1:0", "dublering"),
        ("x01:2:0", "toppforankring"),  # 0.8
        ("x02:2:0", "toppforankring"),
        ("x01:0:0", "dublering"),  # 0.97, and the second of its interview and theme
        ("x02:0:0", "dublering"),
    ]


def test_themes_of_a_passage_follow_each_other(tmp_path):
    both = (Tagged("toppforankring", probability=0.6), Tagged("dublering", probability=0.95))
    desk = no_blind(a_desk(tmp_path, Interviewed("x01", (Answer("1", "Ja, begge.", both), *TOLD))))
    found = queue_of(desk)
    assert found[:2] == [("x01:0:0", "toppforankring"), ("x01:0:0", "dublering")]
    desk.database.close()


def test_of_passages_as_unsure_the_one_soonest_read_comes_first(tmp_path):
    def answer(words):
        return Answer("1", "ord " * words, (Tagged("dublering", probability=0.7),))

    told = [Interviewed(f"x0{number}", (answer(words),)) for number, words in enumerate((150, 5, 40))]
    desk = no_blind(a_desk(tmp_path, *told))
    assert [passage.split(":")[0] for passage, _ in queue_of(desk)] == ["x01", "x02", "x00"]
    desk.database.close()


def test_a_long_passage_that_is_far_less_sure_comes_before_a_short_one(tmp_path):
    told = (
        Interviewed("x01", (Answer("1", "Ja.", (Tagged("dublering", probability=0.97),)),)),
        Interviewed("x02", (Answer("1", "ord " * 150, (Tagged("dublering", probability=0.5),)),)),
    )
    desk = no_blind(a_desk(tmp_path, *told))
    assert [passage.split(":")[0] for passage, _ in queue_of(desk)] == ["x02", "x01"]
    desk.database.close()


def test_a_short_passage_takes_the_time_of_the_answer_before_it_too(tmp_path):
    told = (
        Interviewed(
            "x01",
            (Answer("1", "ord " * 150), Answer("1", "Ja, sånn.", (Tagged("dublering", probability=0.7),))),
        ),
        Interviewed("x02", (Answer("1", "ord " * 40, (Tagged("dublering", probability=0.7),)),)),
    )
    desk = no_blind(a_desk(tmp_path, *told))
    assert [passage.split(":")[0] for passage, _ in queue_of(desk)] == ["x02", "x01"]
    desk.database.close()


def test_an_order_holds_every_offered_item_once(desk):
    work = desk.work()
    offered = np.ones((len(work.corpus.passage_ids), len(work.themes)), np.bool_)
    order = make_order(work.corpus, offered)
    assert sorted(order) == list(range(offered.size))


def test_what_another_coder_has_decided_waits_for_no_one_else(desk):
    say(desk, "x01:1:0", reviewer="ola")
    assert ("x01:1:0", "dublering") not in queue_of(desk)
    assert ("x01:1:0", "dublering") not in queue_of(desk, "ola")


def test_what_two_are_to_decide_waits_for_both_and_stands_first(desk):
    desk.assignments.add("kari", "ola", 1.0, "KLIMA", "liv")
    say(desk, "x02:0:0", reviewer="ola")
    found = queue_of(desk)
    assert {passage.split(":")[0] for passage, _ in found[:3]} == {"x02"}
    assert ("x02:0:0", "dublering") in found
    assert ("x02:0:0", "dublering") not in queue_of(desk, "liv")


def test_where_coders_differ_a_third_is_asked_first(desk):
    desk.assignments.add("kari", "ola", 1.0, "", "liv")
    say(desk, "x02:0:0", reviewer="kari")
    say(desk, "x02:0:0", reviewer="ola", rejected=True)
    assert queue_of(desk, "liv")[0] == ("x02:0:0", "dublering")


def test_next_goes_on_from_where_one_was_and_around(desk):
    work = desk.work()
    queue = make_queue(desk, work, "kari", Filter())
    items = [Item(*divmod(int(item), queue.columns)) for item in queue.sequence]
    assert queue.first() == items[0]
    assert [queue.after(item) for item in items] == [*items[1:], items[0]]
    say(desk, "x02:1:0")
    queue = make_queue(desk, desk.work(), "kari", Filter())
    assert queue.after(items[0]) == items[2]
    assert queue.done == 1


# the filter, and the passages that are left of x01 and x02
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"theme": "toppforankring"}, {"x01:2:0", "x02:2:0"}),
        ({"group": "KLIMA"}, {"x02:0:0", "x02:1:0", "x02:2:0"}),
        ({"phase": "3"}, {"x01:0:0", "x01:1:0", "x01:2:0"}),
        ({"role": "statsråd"}, set()),
        ({"question": "2"}, {"x01:1:0", "x01:2:0", "x02:1:0", "x02:2:0"}),
        ({"question": "2b"}, {"x01:2:0", "x02:2:0"}),
        ({"language": "nn"}, set()),
        ({"least": 0.9}, {"x01:0:0", "x02:0:0"}),
        ({"most": 0.5, "phase": "1"}, {"x02:1:0"}),
        ({"words": "departementsråden", "phase": "1"}, {"x02:2:0"}),
        ({"status": "mine"}, set()),
        ({"status": "unsuggested", "theme": "dublering", "phase": "1"}, {"x02:2:0", "x02:3:0"}),
        ({"coder": "ola"}, set()),
    ],
)
def test_filters(desk, found, expected):
    assert {passage for passage, _ in queue_of(desk, **found)} == expected


def test_filter_by_status_and_coder(desk):
    work = desk.work()
    say(desk, "x01:0:0")
    say(desk, "x01:1:0", reviewer="ola")
    desk.keep(
        deciding.skip(desk, work, Sent("kari", ""), work.corpus.passage_number["x01:2:0"], "toppforankring")
    )

    def scope(**found):
        queue = make_queue(desk, desk.work(), "kari", Filter(**found))
        return {passage for passage, _ in names(desk, queue, waiting=False)}

    assert scope(status="mine") == {"x01:0:0"}
    assert scope(status="skipped") == {"x01:2:0"}
    assert scope(status="decided") == {"x01:0:0", "x01:1:0"}
    # what ola said is not even pointed at before kari has decided too
    assert scope(status="decided", coder="ola") == set()
    assert scope(status="decided", coder="kari") == {"x01:0:0"}


def test_the_blind_audit_is_kept_apart(desk):
    blind(desk, "x01:0:0")
    for status in ("open", "all", "unsuggested"):
        assert "x01:0:0" not in {passage for passage, _ in queue_of(desk, status=status)}


def test_the_blind_share_is_drawn_by_lot_and_stays():
    texts = [f"svar {number}" for number in range(5000)]
    mask = blind_mask(["x"] * 5000, texts)
    assert abs(mask.mean() - SHARE) < 0.013  # three standard errors
    assert (blind_mask(["x"] * 10, texts[:10]) == mask[:10]).all()


def test_passages_of_an_interviewer_leave_the_queue(desk):
    from dataclasses import replace

    from kgnlp.decisions import DecisionKind, Layer
    from kgnlp.domain import Span
    from kgnlp.review.store import Draft

    work = desk.work()
    turn = work.outline(0).turns[1]
    decision = deciding.on_span(
        desk, work, Sent("kari", ""), 0, Span(turn.start, turn.end), DecisionKind.ROLE_SET
    )
    desk.keep(Draft(replace(decision, layer=Layer.SHARED, value="interviewer")))
    assert "x01:0:0" not in {passage for passage, _ in queue_of(desk)}
    desk.decisions.undo("kari")
    assert "x01:0:0" in {passage for passage, _ in queue_of(desk)}
