"""A lead settles corrections that differ, and themes on what no passage holds."""

import pytest

from kgnlp.domain import Role, Stance
from kgnlp.review.labelling import load_reviewed
from kgnlp.review.store.accounts import AccountRole
from tests.review.test_contests import contested_question, correct_as
from tests.review.web.browsing import an_app
from tests.review.web.test_accounts_page import PASSWORD, decide, logged_in


@pytest.fixture
def people(desk):
    for name, role in (("liv", AccountRole.LEAD), ("kari", AccountRole.CODER), ("ola", AccountRole.CODER)):
        desk.accounts.make(name, role, PASSWORD)
    app = an_app(desk)
    return {name: logged_in(app, name) for name in ("liv", "kari", "ola")}


def test_a_contested_question_is_settled_and_stands(desk, people):
    contested_question(desk)
    liv, kari = people["liv"], people["kari"]
    liv.open("/disagreements")
    assert "1 uenighet venter" in liv.text
    assert "kari: 10; ola: 2a" in liv.text
    kari.open("/corrections/x01/question/0")
    assert "En leder avgjør" in kari.text
    assert not kari.page.xpath("//form[@action='/corrections/x01']")
    liv.open("/corrections/x01/question/0")
    liv.send("/corrections/x01", value="10")
    assert "Avgjort (liv): 10" in liv.text
    kept = desk.decisions.since()[-1]
    assert (kept.kind, kept.layer, kept.value, kept.reviewer) == ("question_set", "adjudicated", "10", "liv")
    assert desk.work().outline(0).segments[0].question_id == "10"
    # what a coder says later of the same is refused, in words that say what to do
    kari.open("/interviews/x01/segments/0")
    assert "En leder har avgjort spørsmålet: 10" in kari.text
    kari.post("/interviews/x01/segments", act="question", first="0", last="0", question="1")
    assert kari.status == 400
    assert "Ask a lead" in kari.text
    liv.open("/disagreements")
    assert "0 uenigheter venter" in liv.text
    assert load_reviewed(desk.tables, desk.database).interviews[0].question_ids[0] == "10"
    liv.open("/corrections/x01/question/0")
    liv.send("/undo")
    assert desk.work().outline(0).segments[0].question_id == "2a"


@pytest.mark.parametrize(
    ("kinds", "value", "aspect", "expected"),
    [
        ((("split", ""), ("joined", "")), "split", "boundary", "split"),
        ((("role_set", "interviewer"), ("role_set", "informant")), "informant", "role", "role_set"),
    ],
)
def test_cuts_and_speakers_are_settled_too(desk, people, kinds, value, aspect, expected):
    for reviewer, (kind, said) in zip(("kari", "ola"), kinds, strict=True):
        correct_as(desk, reviewer, kind, 1, said)
    liv = people["liv"]
    liv.open(f"/corrections/x01/{aspect}/1")
    liv.send("/corrections/x01", {"value": value}, value=value)
    kept = desk.decisions.since()[-1]
    assert (kept.kind, kept.layer) == (expected, "adjudicated")
    assert not any(one.waits for one in desk.work().contests(0))


def test_some_turns_of_a_speaker_are_settled_as_one_act(desk, people):
    for turn in (1, 3):
        correct_as(desk, "kari", "role_set", turn, "interviewer")
        correct_as(desk, "ola", "role_set", turn, "informant")
    liv = people["liv"]
    liv.open("/corrections/x01/role/1")
    liv.send("/corrections/x01", {"value": "interviewer"}, value="interviewer")
    roles = [turn.role for turn in desk.work().outline(0).turns]
    assert (roles[1], roles[3], roles[5]) == (Role.INTERVIEWER, Role.INTERVIEWER, Role.INFORMANT)
    liv.send("/undo")
    assert [turn.role for turn in desk.work().outline(0).turns][1] is Role.INFORMANT


def test_two_leads_do_not_settle_the_same_correction(desk, people):
    contested_question(desk)
    desk.accounts.make("per", AccountRole.LEAD, PASSWORD)
    liv, per = people["liv"], logged_in(people["liv"].client.app, "per")
    for lead in (liv, per):
        lead.open("/corrections/x01/question/0")
    liv.send("/corrections/x01", value="10")
    per.send("/corrections/x01", value="2a")
    assert per.status == 409
    assert desk.work().outline(0).segments[0].question_id == "10"


@pytest.mark.parametrize(
    "address", ["/corrections/x01/question/0", "/corrections/x01/none/0", "/corrections/none/question/0"]
)
def test_what_is_not_contested_is_not_there(people, address):
    assert people["liv"].open(address).status_code in (404, 422)


def test_a_theme_outside_passages_is_settled(desk, people):
    for name, stance in (("kari", "neutral"), ("ola", "negative")):
        people[name].open("/interviews/x01")
        people[name].send("/tags", start="0", end="6", theme="dublering", stance=stance)
    liv = people["liv"]
    liv.open("/disagreements")
    assert "1 uenighet venter" in liv.text
    liv.open("/disagreements/x01~0-6~dublering")
    assert "kari: temaet er der, Nøytral" in liv.text
    liv.send("/disagreements", {"act": "negative"}, act="negative")
    assert "0 uenigheter venter" in liv.text
    (label,) = desk.work().labels()
    assert (label.stance, label.provenance, label.passage_id) == (Stance.NEGATIVE, "adjudicated", None)
    text = desk.work().corpus.interviews[0].text
    assert [text[span.start : span.end] for span in label.evidence] == ["Og så?"]
    liv.open("/disagreements/x01~0-6~dublering")
    liv.send("/disagreements", {"act": "reject"}, act="reject")
    assert [label.present for label in desk.work().labels()] == [False]
    assert liv.open("/disagreements/x01~0-7~dublering").status_code == 404


def test_agreement_is_shown_for_each_segment(desk, people):
    desk.assignments.add("kari", "ola", 1.0, "", "liv")
    for passage, acts in (
        ("x01:0:0", ("negative", "reject")),
        ("x01:1:0", ("negative", "negative")),
        ("x02:0:0", ("negative", "negative")),
    ):
        for name, act in zip(("kari", "ola"), acts, strict=True):
            decide(people[name], passage, act)
    people["liv"].open("/agreement")
    people["liv"].open("/agreement/segments")
    rows = [
        [cell.text_content().strip() for cell in row.xpath("./th | ./td")][:5]
        for row in people["liv"].page.xpath("//tbody/tr")
    ]
    # question 1 in two interviews is two segments; where they differ stands first
    assert rows == [
        ["x01, segment 1", "1", "1", "1", "1"],
        ["x01, segment 2", "2a", "1", "1", "0"],
        ["x02, segment 1", "1", "1", "1", "0"],
    ]
