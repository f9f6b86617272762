"""What was decided, laid on the tables; the same whether taken in at once or bit by bit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kgnlp.decisions import Layer
from kgnlp.domain import Span, Stance
from kgnlp.review import deciding
from kgnlp.review.deciding import Sent
from kgnlp.review.labelling import load_labels
from kgnlp.review.labels import derive, standing
from kgnlp.review.store import Draft
from kgnlp.review.work import Work
from tests.report.builders import Answer, Interviewed
from tests.review.tables import TOLD, a_desk, no_blind, write_tables
from tests.review.test_queue import say


def test_decisions_outlive_a_corrected_transcript(tmp_path):
    desk = no_blind(a_desk(tmp_path))
    say(desk, "x01:0:0")
    say(desk, "x01:2:0", "toppforankring", stance=Stance.POSITIVE)
    say(desk, "x02:0:0", rejected=True)
    first, _, third, last = TOLD
    corrected = (
        Answer(None, "En ny begynnelse."),
        Answer("1", first.text.replace("måned", "eneste måned"), first.tags),
        Answer("2a", "Helt andre ord står her nå, om noe annet."),
        third,
        last,
    )
    (tmp_path / "interviews.parquet").unlink()
    write_tables(tmp_path / "new", Interviewed("x01", corrected))
    for file in (tmp_path / "new").iterdir():
        (tmp_path / file.name).unlink(missing_ok=True)
        (tmp_path / file.name).symlink_to(file)
    work = desk.work()
    labels = {(one.passage_id, one.theme): one.stance for one in work.labels()}
    assert labels == {
        ("x01:1:0", "dublering"): Stance.NEGATIVE,
        ("x01:3:0", "toppforankring"): Stance.POSITIVE,
    }
    evidence = next(one for one in work.labels() if one.theme == "dublering").evidence
    text = work.corpus.interviews[0].text
    assert [text[span.start : span.end] for span in evidence] == ["det tar tid"]
    assert load_labels(desk.tables, desk.database) == (work.labels(), work.gone)
    # the interview is gone from the run: the decision is kept, and flagged
    assert [one.passage_id for one in work.gone] == ["x02:0:0"]
    desk.database.close()


def test_a_tag_outside_passages_is_a_label_too(desk):
    from dataclasses import replace

    from kgnlp.decisions import DecisionKind

    work = desk.work()
    turn = work.outline(0).turns[0]
    decision = deciding.on_span(
        desk, work, Sent("kari", ""), 0, Span(turn.start, turn.end), DecisionKind.ADDED
    )
    desk.keep(Draft(replace(decision, theme="dublering", stance=Stance.MIXED)))
    (label,) = desk.work().labels()
    assert (label.passage_id, label.start, label.end) == (None, turn.start, turn.end)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "skip", "undo", "settle"]),
        st.sampled_from(["kari", "ola"]),
        st.sampled_from(["x01:0:0", "x01:1:0", "x02:0:0"]),
        st.sampled_from(list(Stance)),
    ),
    max_size=20,
)


@settings(max_examples=15, deadline=None)
@given(ACTS)
def test_bit_by_bit_is_the_same_as_at_once(tmp_path_factory, acts):
    desk = no_blind(a_desk(tmp_path_factory.mktemp("run")))
    for act, reviewer, passage, stance in acts:
        work = desk.work()
        number = work.corpus.passage_number[passage]
        sent = Sent(reviewer, "")
        if act == "undo":
            desk.decisions.undo(reviewer)
        elif act == "skip":
            desk.keep(deciding.skip(desk, work, sent, number, "dublering"))
        else:
            layer = Layer.ADJUDICATED if act == "settle" else Layer.OWN
            how = {"rejected": True} if act == "reject" else {"stance": stance}
            desk.keep(deciding.decide(desk, work, sent, number, "dublering", layer=layer, **how))
    bit_by_bit = desk.work()
    kept = desk.decisions.since()
    at_once = Work(bit_by_bit.corpus, bit_by_bit.themes)
    at_once.add(kept)
    assert at_once.labels() == bit_by_bit.labels()
    assert {name: view.tolist() for name, view in at_once.views.items() if view.any()} == {
        name: view.tolist() for name, view in bit_by_bit.views.items() if view.any()
    }
    placed = [at_once._placed[one.decision_id] for one in standing(kept)]
    assert derive(placed) == bit_by_bit.labels()
    for reviewer in ("kari", "ola"):
        mine = [one for one in standing(kept) if one.reviewer == reviewer]
        assert bit_by_bit.last_act(reviewer) == (mine[-1] if mine else None)
    desk.database.close()
