"""The queue as a person goes through it, without scripts."""

import pytest

from kgnlp.domain import Stance
from tests.review.tables import blind
from tests.review.web.browsing import a_browser


@pytest.fixture
def browser(desk):
    made = a_browser(desk)
    made.open("/queue")
    return made


def passage(browser):
    return browser.page.xpath("string(//form[@class='acts']//input[@name='passage']/@value)")


def kinds(desk):
    return [one.kind for one in desk.decisions.since()]


@pytest.mark.parametrize(
    ("act", "kind", "stance"),
    [
        ("accept", "accepted", "negative"),
        ("reject", "rejected", None),
        ("mixed", "changed", "mixed"),
        ("negative", "accepted", "negative"),
        ("skip", "skipped", None),
    ],
)
def test_one_act_decides_and_moves_on(desk, browser, act, kind, stance):
    first = passage(browser)
    browser.send("/decide", {"act": act}, act=act)
    (kept,) = desk.decisions.since()
    assert (kept.passage_id, kept.kind, kept.stance) == (first, kind, stance)
    assert (kept.reviewer, kept.codebook_version) == ("kari", 1)
    assert 0 <= kept.took_s < 60
    assert passage(browser) != first


def test_everything_can_be_decided_and_undone(desk, browser):
    seen = []
    while passage(browser):
        seen.append(passage(browser))
        browser.send("/decide", {"act": "accept"}, act="accept")
    assert len(seen) == 6
    assert "Ingenting venter" in browser.text
    for expected in reversed(seen):
        browser.send("/undo")
        assert passage(browser) == expected
    assert "Ingenting å angre" in browser.text
    assert desk.work().labels() == []


def test_next_moves_on_without_deciding(desk, browser):
    first = passage(browser)
    (link,) = browser.page.xpath("//a[@data-key='n']/@href")
    browser.open(link)
    assert passage(browser) != first
    assert kinds(desk) == []


def test_a_theme_is_added_to_what_is_shown(desk, browser):
    at = passage(browser)
    browser.send("/decide", {"stay": "true"}, theme="toppforankring", act="positive")
    (kept,) = desk.decisions.since()
    assert (kept.kind, kept.theme, kept.stance, kept.passage_id) == (
        "added",
        "toppforankring",
        Stance.POSITIVE,
        at,
    )
    assert passage(browser) == at


def test_a_memo_is_kept_and_shown_as_text(desk, browser):
    browser.send("/memo", text="Se <script>alert(1)</script> her")
    assert "Se <script>alert(1)</script> her" in browser.text
    assert not browser.page.xpath("//main//script")


def test_evidence_comes_with_a_decision(desk, browser):
    browser.open("/queue?at=x01:0:0~dublering")
    start = desk.work().corpus.start[0]
    browser.send("/decide", {"act": "accept"}, act="accept", evidence=f"{start}-{start + 9}")
    (kept,) = desk.decisions.since()
    assert (kept.kind, [(span.start, span.end) for span in kept.evidence]) == (
        "changed",
        [(start, start + 9)],
    )


def test_the_same_in_two_windows_is_refused_the_second_time(desk, browser):
    other = a_browser(desk)
    other.open("/queue")
    browser.send("/decide", {"act": "accept"}, act="accept")
    other.send("/decide", {"act": "reject"}, act="reject")
    assert other.status == 409
    assert "Ingenting er overskrevet" in other.text
    assert kinds(desk) == ["accepted"]


def test_sent_twice_is_kept_once(desk, browser):
    form = browser.form("/decide", act="accept")
    values = dict(form.form_values()) | {"act": "accept"}
    for _ in range(2):
        assert browser.client.post("/decide", data=values).status_code == 200
    assert kinds(desk) == ["accepted"]


def test_the_filter_is_kept_and_no_address_holds_its_words(desk, browser):
    browser.send("/filter", words="departementsråden", theme="toppforankring")
    assert str(browser.answer.url).endswith("/queue")
    assert passage(browser) in ("x01:2:0", "x02:2:0")
    browser.open("/queue")
    assert browser.page.xpath("string(//input[@id='f-words']/@value)") == "departementsråden"
    browser.send("/filter", clear="true")
    assert passage(browser) == "x01:1:0"


def test_no_suggestion_is_shown_in_the_blind_audit(desk):
    blind(desk, "x01:0:0")
    browser = a_browser(desk)
    browser.open("/queue?at=x01:0:0~dublering")
    assert str(browser.answer.url).endswith("/audit?at=x01%3A0%3A0")
    for address in ("/audit", "/interviews/x01"):
        browser.open(address)
        assert "97" not in browser.text
    assert not browser.page.xpath("//mark[contains(., 'det tar tid')]")
    browser.open("/audit")
    browser.send("/audit", **{"theme-dublering": "negative"})
    assert kinds(desk) == ["added", "rejected"]
    assert "Du har vurdert alt" in browser.text
    browser.open("/interviews/x01")
    assert browser.page.xpath("//ul[@class='tags']//a[contains(@href, 'x01%3A0%3A0~dublering')]")
    browser.open("/audit")
    browser.send("/undo")
    assert browser.page.xpath("//form[@action='/audit']")


def test_bulk_acceptance_shows_what_it_rests_on_and_is_undone_as_one(desk):
    browser = a_browser(desk)
    browser.open("/bulk?theme=dublering&least=0.95")
    assert "syntetiske" in browser.text
    assert "80" in browser.text  # precision in training
    browser.send("/bulk")
    assert kinds(desk) == ["accepted", "accepted"]
    assert "Ingen forslag venter her" in browser.text
    browser.send("/undo")
    assert kinds(desk).count("undone") == 2


def test_bulk_acceptance_of_less_sure_tags_is_refused(desk):
    browser = a_browser(desk)
    browser.open("/bulk")
    browser.post("/bulk", theme="dublering", least="0.5", count="2")
    assert browser.status == 422
    assert kinds(desk) == []


def test_bulk_is_refused_when_others_came_in_between(desk):
    browser, other = a_browser(desk), a_browser(desk)
    browser.open("/bulk?theme=dublering&least=0.95")
    other.open("/queue?at=x01:0:0~dublering")
    other.send("/decide", {"act": "reject"}, act="reject")
    browser.send("/bulk")
    assert browser.status == 409
    assert kinds(desk) == ["rejected"]


@pytest.mark.parametrize(("theme", "said"), [("", "om passasjen"), ("dublering", "Dublering")])
def test_a_memo_is_on_the_passage_or_on_the_tag(desk, browser, theme, said):
    browser.open("/queue?at=x01:0:0~dublering")
    browser.send("/memo", theme=theme, text="Se også x02")
    assert "at=x01" in str(browser.answer.url)
    assert f"{said} Se også x02" in browser.text
    (kept,) = desk.decisions.since()
    assert (kept.passage_id, kept.theme) == ("x01:0:0", theme or None)
    browser.open("/interviews/x01")
    (memo,) = browser.page.xpath("//div[@id='turn-1']/p[@class='memo']")
    assert "Se også x02" in memo.text_content()


def test_a_memo_in_the_blind_audit_is_kept_with_the_answers_and_undone_with_them(desk):
    browser = a_browser(blind(desk, "x01:0:0"))
    browser.open("/audit")
    browser.send("/audit", memo="Vanskelig å høre")
    kinds = [one.kind for one in desk.decisions.since()]
    assert kinds == ["memo", "rejected", "rejected"]
    browser.open("/queue?at=x01:0:0~dublering")
    assert "Vanskelig å høre" in browser.text
    browser.send("/undo")
    assert desk.work().memos["x01"] == ()
    assert "/audit" in str(browser.answer.url)
