"""Labels follow from any sequence of decisions and undos."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.decisions import Layer, Provenance
from kgnlp.domain import Stance
from kgnlp.review.labels import ItemKey, Placed, derive, standing
from tests.review.builders import a_decision


def kept(*decisions):
    """The decisions with ids and times in order."""
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [
        type(one)(
            **{name: getattr(one, name) for name in one.__slots__}
            | {"decision_id": number, "decided_at": start + dt.timedelta(minutes=number)}
        )
        for number, one in enumerate(decisions, 1)
    ]


def labels(*decisions):
    return derive(place(one) for one in standing(kept(*decisions)))


def place(decision):
    anchor = decision.anchor
    key = ItemKey(anchor.interview_id, anchor.start, anchor.end, decision.theme or "")
    return Placed(decision, key, decision.passage_id, decision.evidence)


def undo(number):
    return a_decision("undone", undoes=number)


# the decisions, and the label: present, stance, what it rests on; None for no label
@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], None),
        ([a_decision()], (True, "negative", "single")),
        ([a_decision("rejected")], (False, None, "single")),
        ([a_decision("changed", stance=Stance.MIXED)], (True, "mixed", "single")),
        # the latest of one coder counts
        ([a_decision(), a_decision("rejected")], (False, None, "single")),
        ([a_decision(), a_decision("rejected"), undo(2)], (True, "negative", "single")),
        ([a_decision(), undo(1)], None),
        # skips and memos say nothing of the theme
        ([a_decision(), a_decision("skipped"), a_decision("memo")], (True, "negative", "single")),
        # two coders
        ([a_decision(), a_decision("added", "ola")], (True, "negative", "double")),
        ([a_decision(), a_decision("rejected", "ola")], None),
        ([a_decision(), a_decision("changed", "ola", stance=Stance.POSITIVE)], None),
        # adjudicated stands over both, and over what they say later
        (
            [
                a_decision(),
                a_decision("rejected", "ola"),
                a_decision("rejected", "liv", layer=Layer.ADJUDICATED),
                a_decision("added", "ola"),
            ],
            (False, None, "adjudicated"),
        ),
        (
            [a_decision(), a_decision("rejected", "liv", layer=Layer.ADJUDICATED), undo(2)],
            (True, "negative", "single"),
        ),
    ],
)
def test_what_stands(decisions, expected):
    found = [(one.present, one.stance, one.provenance) for one in labels(*decisions)]
    assert found == ([] if expected is None else [expected])


def test_a_label_that_rests_on_the_blind_audit_says_so():
    assert [one.blind for one in labels(a_decision(blind=True))] == [True]
    assert [one.blind for one in labels(a_decision(blind=True), a_decision("accepted", "ola"))] == [True]
    assert [one.blind for one in labels(a_decision())] == [False]


def test_a_label_names_its_reviewers_and_its_latest_decision():
    (label,) = labels(a_decision(reviewer="ola"), a_decision(reviewer="kari"))
    assert label.reviewers == ("kari", "ola")
    assert (label.provenance, label.decision_id) == (Provenance.DOUBLE, 2)


ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["accepted", "rejected", "changed"]),
            st.sampled_from(["kari", "ola"]),
            st.sampled_from(["a", "b"]),
            st.sampled_from(list(Stance)),
        ),
        st.tuples(st.just("undo"), st.sampled_from(["kari", "ola"]), st.just(""), st.just(Stance.MIXED)),
    ),
    max_size=25,
)


@given(ACTS)
def test_any_sequence_of_decisions_and_undos(acts):
    """The log derives what stacks of what each coder did say."""
    stacks: dict[str, list[tuple[int, str, str, Stance]]] = {"kari": [], "ola": []}
    log = []
    for kind, reviewer, theme, stance in acts:
        if kind != "undo":
            log.append(a_decision(kind, reviewer, theme=theme, stance=stance))
            stacks[reviewer].append((len(log), kind, theme, stance))
        elif stacks[reviewer]:
            log.append(a_decision("undone", reviewer, undoes=stacks[reviewer].pop()[0]))
    expected = {}
    for theme in ("a", "b"):
        views = []
        for stack in stacks.values():
            mine = [(kind, stance) for _, kind, of, stance in stack if of == theme]
            if mine:
                views.append(None if mine[-1][0] == "rejected" else mine[-1][1])
        if views and len(set(views)) == 1:
            expected[theme] = (views[0], "double" if len(views) > 1 else "single")
    found = {one.theme: (one.stance, one.provenance) for one in labels(*log)}
    assert found == expected
