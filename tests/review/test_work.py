"""What was decided, laid on the tables; the same whether taken in at once or bit by bit."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kgnlp.decisions import Layer
from kgnlp.domain import Role, Span, Stance
from kgnlp.review import deciding
from kgnlp.review.deciding import Sent
from kgnlp.review.filters import Filter, passage_mask
from kgnlp.review.labelling import load_labels, load_reviewed
from kgnlp.review.labels import derive, standing
from kgnlp.review.store import Draft
from kgnlp.review.work import Work
from tests.report.builders import Answer, Interviewed
from tests.review.tables import TOLD, a_desk, no_blind, write_tables
from tests.review.test_contests import correct_as
from tests.review.test_queue import say


def run_again(folder, *interviews):
    """A new run into the folder, by other tables."""
    write_tables(folder / "new", *interviews)
    for file in (folder / "new").iterdir():
        (folder / file.name).unlink(missing_ok=True)
        (folder / file.name).symlink_to(file)


def test_corrections_and_memos_stand_over_a_new_run(tmp_path):
    """Questions, cuts and roles as people set them: in pages, filter and labels, whatever the run says."""
    desk = no_blind(a_desk(tmp_path))
    correct_as(desk, "kari", "question_set", 1, "10")
    correct_as(desk, "kari", "role_set", 3, "interviewer")
    work = desk.work()
    second = work.outline(0).turns[3]
    desk.keep(deciding.memo(desk, work, Sent("kari", ""), 0, Span(second.start, second.end), "Se her"))
    desk.keep(deciding.memo(desk, work, Sent("kari", ""), 0, Span(0, 0), "Dårlig lyd"))
    first, second, third, last = TOLD
    # the run has other questions, a turn more, and a word corrected
    again = (
        Answer(None, "En ny begynnelse."),
        replace(first, question_id="2b", text=first.text.replace("møtes", "treffes")),
        replace(second, question_id="2b"),
        third,
        last,
    )
    run_again(tmp_path, Interviewed("x01", again))
    work = desk.work()
    outline = work.outline(0)
    assert [outline.segments[outline.segment_of(turn)].question_id for turn in (1, 3, 5)] == [
        None,
        "10",
        "2b",
    ]
    assert [turn.role for turn in outline.turns][3:6:2] == [Role.INFORMANT, Role.INTERVIEWER]
    corrected = desk.corrected(work)
    number = work.corpus.passage_number["x01:1:0"]
    assert (work.corpus.question_of[number], corrected.question_of(number)) == ("2b", "10")
    assert corrected.silent[work.corpus.passage_number["x01:2:0"]]
    asked = passage_mask(work.corpus, corrected, Filter(question="10"))
    assert [work.corpus.passage_ids[n] for n in asked.nonzero()[0]] == ["x01:1:0"]
    [reviewed] = load_reviewed(desk.tables, desk.database).interviews
    assert reviewed.question_ids[3] == "10"
    assert reviewed.turns[5].role is Role.INTERVIEWER
    memos = {memo.decision.note: (memo.start, memo.end) for memo in work.memos["x01"]}
    assert memos == {"Se her": (outline.turns[5].start, outline.turns[5].end), "Dårlig lyd": (0, 0)}
    desk.database.close()


def test_corrections_and_memos_whose_text_is_gone_are_flagged(tmp_path):
    desk = no_blind(a_desk(tmp_path))
    correct_as(desk, "kari", "question_set", 1, "10")
    work = desk.work()
    turn = work.outline(0).turns[1]
    desk.keep(deciding.memo(desk, work, Sent("kari", ""), 0, Span(turn.start, turn.end), "Se her"))
    run_again(tmp_path, Interviewed("x01", (Answer("1", "Helt andre ord står her nå, om noe annet."),)))
    work = desk.work()
    assert [one.kind for one in work.gone] == ["question_set", "memo"]
    assert work.outline(0).segments[0].question_id == "1"
    desk.database.close()


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
    run_again(tmp_path, Interviewed("x01", corrected))
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


@settings(max_examples=15)
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
