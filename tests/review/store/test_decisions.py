"""What is kept is kept: added, undone, read back, never changed."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from kgnlp.decisions import DecisionKind, Layer
from kgnlp.domain import Span, Stance
from kgnlp.review.store import DecisionStore, Draft, open_database
from kgnlp.review.store.decisions import ConflictError
from kgnlp.review.store.schema import decisions
from tests.review.builders import a_decision, an_anchor


def test_a_decision_comes_back_as_it_was_kept(store):
    sent = a_decision(
        "changed",
        evidence=(Span(15, 24), Span(30, 40)),
        stance=Stance.MIXED,
        blind=True,
        took_s=4.25,
        note="æøå 😀",
        value="2a",
        batch="b",
        token="t",
        layer=Layer.ADJUDICATED,
    )
    (kept,) = store.add(Draft(sent))
    assert store.since() == [kept]
    assert kept == replace(sent, decision_id=kept.decision_id)


def test_ids_are_in_order_and_reading_goes_on_where_it_was(store):
    kept = store.add(*(Draft(a_decision(theme=theme)) for theme in ("a", "b", "c")))
    assert [one.decision_id for one in kept] == [1, 2, 3]
    assert [one.theme for one in store.since(1)] == ["b", "c"]


def test_a_form_that_is_sent_twice_is_kept_once(store):
    first = store.add(Draft(a_decision(token="t"), seen=0))
    again = store.add(Draft(a_decision(token="t"), seen=0))
    assert again == first
    assert len(store.since()) == 1


def test_a_decision_on_what_another_has_changed_is_refused(store):
    store.add(Draft(a_decision(), seen=0))
    with pytest.raises(ConflictError) as raised:
        store.add(Draft(a_decision("rejected"), seen=0))
    assert "decide again" in raised.value.action
    assert [one.kind for one in store.since()] == ["accepted"]


# what differs from the first decision, and whether the two stand in each other's way
@pytest.mark.parametrize(
    ("changes", "conflicts"),
    [
        ({}, True),
        ({"theme": "other"}, False),
        ({"reviewer": "ola"}, False),  # each coder's view is their own
        ({"layer": Layer.ADJUDICATED}, False),
        ({"anchor": an_anchor("Så skriver vi det samme to ganger.")}, False),
    ],
)
def test_views_do_not_stand_in_each_others_way(store, changes, conflicts):
    store.add(Draft(a_decision(), seen=0))
    second = Draft(a_decision("rejected", **changes), seen=0)
    if conflicts:
        with pytest.raises(ConflictError):
            store.add(second)
    else:
        store.add(second)


def test_two_reviewers_can_not_correct_the_segments_of_an_interview_at_once(store):
    shared = {"layer": Layer.SHARED, "theme": None}
    store.add(Draft(a_decision("split", "kari", **shared), seen=0))
    elsewhere = an_anchor("Så skriver vi det samme to ganger.")
    with pytest.raises(ConflictError):
        store.add(Draft(a_decision("joined", "ola", anchor=elsewhere, **shared), seen=0))


def test_all_of_a_batch_is_kept_or_none(store):
    store.add(Draft(a_decision()))
    with pytest.raises(ConflictError):
        store.add(Draft(a_decision(theme="other")), Draft(a_decision(), seen=0))
    assert len(store.since()) == 1


def test_undo_goes_back_step_by_step(store):
    store.add(Draft(a_decision()), Draft(a_decision("rejected")), Draft(a_decision("skipped")))
    undone = [store.undo("kari")[0].undoes for _ in range(3)]
    assert undone == [3, 2, 1]
    assert store.undo("kari") == []


def test_undo_is_of_ones_own_and_is_kept_as_a_decision(store):
    store.add(Draft(a_decision(reviewer="kari")), Draft(a_decision(reviewer="ola")))
    (undone,) = store.undo("kari")
    assert (undone.kind, undone.undoes, undone.reviewer) == (DecisionKind.UNDONE, 1, "kari")
    assert len(store.since()) == 3


def test_a_batch_is_undone_as_one(store):
    store.add(Draft(a_decision(theme="z")))
    store.add(*(Draft(a_decision(theme=theme, batch="b")) for theme in ("a", "b", "c")))
    assert sorted(one.undoes for one in store.undo("kari")) == [2, 3, 4]
    assert [one.undoes for one in store.undo("kari")] == [1]


def test_an_undo_that_is_sent_twice_is_one_step(store):
    store.add(Draft(a_decision(theme="a")), Draft(a_decision(theme="b")))
    assert store.undo("kari", "t") == store.undo("kari", "t")
    assert len(store.since()) == 3


@pytest.mark.parametrize("change", [update(decisions).values(note="other"), delete(decisions)])
def test_the_database_itself_refuses_changes(store, change):
    store.add(Draft(a_decision()))
    with pytest.raises(DatabaseError, match="only ever added"), store.database.writing() as connection:
        connection.execute(change)


def test_writers_at_once_lose_nothing(tmp_path):
    database = open_database(tmp_path)
    store = DecisionStore(database)

    def write(reviewer: str) -> None:
        for number in range(25):
            store.add(Draft(a_decision(reviewer=reviewer, theme=f"t{number}"), seen=0))

    threads = [threading.Thread(target=write, args=(f"coder{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = store.since()
    assert [one.decision_id for one in kept] == list(range(1, 151))
    assert len({(one.reviewer, one.theme) for one in kept}) == 150
    database.close()
