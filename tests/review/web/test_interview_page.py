"""The transcript, its corrections, and tags added by marking."""

import pytest

from tests.review.web.browsing import a_browser


@pytest.fixture
def browser(desk):
    made = a_browser(desk)
    made.open("/interviews/x01")
    return made


def test_evidence_is_marked_with_a_class_of_its_own_for_each_theme(browser):
    marked = {mark.text_content(): mark.get("class").strip() for mark in browser.page.xpath("//mark")}
    assert marked == {"det tar tid": "m0"}
    questions = browser.page.xpath("//section[@class='part']//h2")
    assert [q.text_content().split()[0] for q in questions] == ["1", "2a", "2b", "Utenfor"]


def test_a_tag_is_added_by_marking(desk, browser):
    text = desk.work().corpus.interviews[0].text
    start = text.index("hver måned")
    browser.send("/tags", start=str(start), end=str(start + 10), theme="toppforankring", stance="mixed")
    (kept,) = desk.decisions.since()
    assert (kept.kind, kept.passage_id) == ("added", "x01:0:0")
    assert "hver måned" in [mark.text_content() for mark in browser.page.xpath("//mark")]
    browser.send("/undo")
    assert "hver måned" not in [mark.text_content() for mark in browser.page.xpath("//mark")]


def test_a_tag_on_what_the_interviewer_says(desk, browser):
    browser.send("/tags", start="0", end="6", theme="dublering", stance="neutral")
    (kept,) = desk.decisions.since()
    assert (kept.passage_id, kept.anchor.quote) == (None, "Og så?")
    assert "Og så?" in [mark.text_content() for mark in browser.page.xpath("//mark")]


@pytest.mark.parametrize(("start", "end"), [("5", "5"), ("9", "3"), ("999999", "1000000"), ("6", "7")])
def test_marking_nothing_is_refused(desk, browser, start, end):
    browser.send("/tags", start=start, end=end, theme="dublering", stance="neutral")
    assert browser.status == 422
    assert desk.decisions.since() == []


def test_the_question_of_a_segment_is_corrected_and_undone(desk, browser):
    browser.open("/interviews/x01/segments/0")
    browser.send("/interviews/x01/segments", {"act": "question"}, act="question", question="10")
    assert desk.work().outline(0).segments[0].question_id == "10"
    browser.open("/interviews/x01")
    assert "rettet" in browser.text
    browser.open("/queue?at=x01:0:0~dublering")
    assert "Spørsmål 10" in browser.text
    browser.open("/interviews/x01/segments/0")
    browser.send("/undo")
    assert desk.work().outline(0).segments[0].question_id == "1"


def test_segments_are_split_and_joined(desk, browser):
    browser.open("/interviews/x01/segments/0")
    browser.send("/interviews/x01/segments", {"act": "split"}, act="split")
    assert len(desk.work().outline(0).segments) == 5
    browser.open("/interviews/x01/segments/1")
    browser.send("/interviews/x01/segments", {"act": "join"}, act="join")
    assert len(desk.work().outline(0).segments) == 4


def test_two_who_correct_one_interview_at_once(desk, browser):
    other = a_browser(desk)
    other.open("/interviews/x01/segments/1")
    browser.open("/interviews/x01/segments/0")
    browser.send("/interviews/x01/segments", {"act": "question"}, act="question", question="10")
    other.send("/interviews/x01/segments", {"act": "question"}, act="question", question="1")
    assert other.status == 409


def test_who_is_interviewer(desk, browser):
    browser.open("/interviews/x01/speakers")
    browser.send("/interviews/x01/speakers", {"role": "interviewer"}, role="interviewer")
    assert {turn.role for turn in desk.work().outline(0).turns} == {"interviewer"}
    browser.open("/interviews/x01/segments/0")
    browser.send("/interviews/x01/speakers", {"role": "informant"}, role="informant")
    assert [turn.role for turn in desk.work().outline(0).turns][:2] == ["informant", "interviewer"]


def test_memos_on_the_interview(desk, browser):
    browser.send("/memo", text="Dårlig lyd")
    assert "Dårlig lyd" in browser.text
    assert [one.kind for one in desk.decisions.since()] == ["memo"]


def test_a_memo_on_a_segment_stands_at_it(desk, browser):
    browser.open("/interviews/x01/segments/1")
    browser.send("/memo", text="Egentlig to spørsmål")
    assert str(browser.answer.url).endswith("/segments/1")
    assert "Egentlig to spørsmål" in browser.text
    browser.open("/interviews/x01")
    (memo,) = browser.page.xpath("//section[@id='part-1']//p[@class='memo']")
    assert "Egentlig to spørsmål" in memo.text_content()
    browser.open("/interviews/x01/segments/0")
    assert "Egentlig to spørsmål" not in browser.text


def test_every_passage_leads_to_the_queue(browser):
    links = browser.page.xpath("//p[@class='speaker']/a[contains(@class, 'to')]/@href")
    assert links[-1] == "/queue?at=x01%3A3%3A0~dublering"


def test_a_question_that_the_guide_does_not_have(desk, browser):
    browser.open("/interviews/x01/segments/0")
    browser.send("/interviews/x01/segments", {"act": "question"}, act="question", question="77")
    assert browser.status == 404


def test_search_lists_passages(desk, browser):
    browser.open("/search")
    browser.send("/filter", words="måned,")
    assert "2 passasjer" in browser.text
    assert "Vi møtes hver måned" in browser.text
    assert "måned" not in str(browser.answer.url)


def test_the_overview_counts(desk, browser):
    browser.open("/queue")
    browser.send("/decide", {"act": "accept"}, act="accept")
    browser.open("/")
    assert "1 av 6" in browser.text
    assert "2 intervjuer, 8 passasjer" in browser.text


@pytest.mark.parametrize(
    "address", ["/interviews/none", "/interviews/x01/segments/99", "/nothing", "/static/none"]
)
def test_what_is_not_there(browser, address):
    assert browser.open(address).status_code == 404
