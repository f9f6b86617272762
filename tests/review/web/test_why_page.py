"""The page that says why the machine means what it means, without scripts."""

from __future__ import annotations

import threading

import pytest

from kgnlp.domain import Evidence, Span, Stance
from kgnlp.errors import ModelError
from kgnlp.explanation import Explanation, MovedPart, Part, ThemeExplanation, Word
from kgnlp.review.explaining import Explanations
from kgnlp.review.web.pages import why
from tests.report.builders import Answer, Interviewed, Tagged
from tests.review.tables import a_desk, blind, no_blind
from tests.review.web.browsing import a_browser
from tests.review.web.test_attacks import NASTY

WHY = "/why/x01:0:0~dublering"


def explaining(desk, themes=("dublering",)):
    """The desk with an explanation of every passage: its third word for, its first against."""
    asked = []

    def explain(passage_id: str) -> Explanation:
        asked.append(passage_id)
        corpus = desk.work().corpus
        number = corpus.passage_number[passage_id]
        start, end = int(corpus.start[number]), int(corpus.end[number])
        text = corpus.text(number)
        first, second, third = text.split()[:3]
        at = start + len(first) + len(second) + 2
        words = (
            Word(start, start + len(first), Span(start, end), -0.4, -0.3, 0.98),
            Word(at, at + len(third), Span(start, end), 2.0, 1.25, 0.61),
        )
        evidence = corpus.evidence(number, "dublering")
        return Explanation(
            passage_id=passage_id,
            interview_id="x01",
            model_version="v0001-00000000",
            question_id="1",
            question="Et <b>spørsmål</b>",
            asked="Og så?",
            start=start,
            end=end,
            text=text,
            themes=tuple(
                ThemeExplanation(
                    theme=theme,
                    probability=0.97,
                    threshold=0.5,
                    stance=Stance.NEGATIVE,
                    stance_probability=0.8,
                    evidence=tuple(Evidence(span.start, span.end, 0.9) for span in evidence),
                    without_evidence=0.12,
                    evidence_alone=0.93,
                    words=words,
                    parts=(
                        MovedPart(Part.ANSWER, 4.0, 0.8, 0.05),
                        MovedPart(Part.QUESTION, -1.0, 0.2, 0.99),
                        MovedPart(Part.PLACE, 0.0, 0.0, 0.97),
                    ),
                )
                for theme in themes
            ),
        )

    desk.explanations = Explanations(explain)
    return asked


@pytest.fixture
def browser(desk):
    no_blind(desk)
    explaining(desk)
    return a_browser(desk)


def test_the_queue_and_the_interview_lead_to_it(browser):
    browser.open("/queue?at=x01:0:0~dublering")
    (link,) = browser.page.xpath("//p[@class='machine']/a/@href")
    browser.open(link)
    assert browser.status == 200
    browser.open("/interviews/x01")
    links = browser.page.xpath("//ul[@class='tags']//a[starts-with(., 'Hvorfor?')]/@href")
    assert "/why/x01%3A0%3A0~dublering" in links


def test_words_and_evidence_are_marked_in_the_passage_not_by_colour_alone(browser):
    browser.open(WHY)
    marks = [
        (mark.get("class"), mark.text_content())
        for mark in browser.page.xpath("//blockquote[@id='passage-text']//mark")
    ]
    assert marks == [("against", "Vi−"), ("for", "hver+"), ("evidence", "det tar tid")]
    (quote,) = browser.page.xpath("//blockquote[@id='passage-text']")
    assert quote.text_content().strip() == "Vi− møtes hver+ måned, og det tar tid."


def test_what_it_says(browser):
    browser.open(WHY)
    said = browser.text.replace("\u00a0", " ")
    for part in (
        "Sannsynlighet 97 %, terskel 50 %",
        "Uten belegget ville sannsynligheten vært 12 %",
        "Med bare belegget igjen av svaret ville den vært 93 %",
        "Modellversjon v0001-00000000",
    ):
        assert part in said
    rows = {
        row.xpath("string(th)"): [cell.text_content().replace("\u00a0", " ") for cell in row.xpath("td")]
        for row in browser.page.xpath("//tbody/tr")
    }
    assert rows["hver"][:2] == ["+1,2", "61 %"]
    assert rows["Vi"][:2] == ["−0,3", "98 %"]
    assert rows["Det som sies i passasjen"][:4] == ["Talte for", "+4,0", "5 %", "80 %"]
    assert rows["Ordlyden i guidens spørsmål"] == ["Talte mot", "−1,0", "99 %", "20 %", "Et <b>spørsmål</b>"]
    assert rows["At den står under et spørsmål i guiden"][0] == "Uten betydning"


def test_nynorsk(browser):
    browser.open("/settings")
    browser.send("/language", language="nn")
    browser.open("/queue?at=x01:0:0~dublering")
    assert browser.page.xpath("//p[@class='machine']/a[. = 'Kvifor?']")
    browser.open(WHY)
    assert "Utan belegget ville sannsynet vore" in browser.text


def test_in_the_blind_audit_it_is_not_to_be_had_before_deciding(desk):
    blind(desk, "x01:0:0")
    asked = explaining(desk)
    browser = a_browser(desk)
    browser.open(WHY)
    assert str(browser.answer.url).endswith("/audit?at=x01%3A0%3A0")
    assert asked == []
    assert not browser.page.xpath("//a[contains(@href, '/why/')]")
    browser.open("/interviews/x01")
    assert not browser.page.xpath("//a[contains(@href, '/why/x01%3A0%3A0')]")
    browser.open("/audit")
    browser.send("/audit", **{"theme-dublering": "negative"})
    browser.open(WHY)
    assert browser.status == 200
    assert asked == ["x01:0:0"]


@pytest.mark.parametrize(
    "name",
    [
        "x01:0:0~nothing",
        # The machine says nothing of this theme here.
        "x01:0:0~toppforankring",
        "x09:0:0~dublering",
        "x01:0:0",
    ],
)
def test_what_is_not_there(browser, name):
    browser.open(f"/why/{name}")
    assert browser.status == 404


def test_a_theme_that_the_model_has_not_learnt_has_no_reasons(desk):
    no_blind(desk)
    explaining(desk, themes=())
    browser = a_browser(desk)
    browser.open(WHY)
    assert browser.status == 404


def test_where_nobody_can_explain_there_are_no_links(desk):
    browser = a_browser(no_blind(desk))
    for address in ("/queue?at=x01:0:0~dublering", "/interviews/x01"):
        browser.open(address)
        assert "Hvorfor?" not in browser.text
    browser.open(WHY)
    assert browser.status == 404


def test_a_refusal_says_what_to_do(desk):
    def refuse(passage_id: str) -> Explanation:
        raise ModelError("OUT made with kgnlp 0.0.1", expected="kgnlp 0.1.0", action="Run kgnlp run again.")

    no_blind(desk).explanations = Explanations(refuse)
    browser = a_browser(desk)
    browser.open(WHY)
    assert browser.status == 400
    assert "Run kgnlp run again." in browser.text


def test_what_takes_long_is_waited_for_on_a_calm_page(desk, monkeypatch):
    monkeypatch.setattr(why, "_WAIT_S", 0.01)
    asked = explaining(no_blind(desk))
    explain, may_go_on = desk.explanations._explain, threading.Event()

    def slowly(passage_id: str) -> Explanation:
        may_go_on.wait(10)
        return explain(passage_id)

    desk.explanations = Explanations(slowly)
    browser = a_browser(desk)
    browser.open(WHY)
    assert browser.status == 200
    assert "Forklaringen lages" in browser.text
    assert browser.page.xpath("//p[@role='status']/@data-reload")
    may_go_on.set()
    desk.explanations.ask(desk.work().corpus.generation, "x01:0:0").result(10)
    (again,) = browser.page.xpath("//main//a[text()='Se om den er klar']/@href")
    browser.open(again)
    assert "Talte for" in browser.text
    assert asked == ["x01:0:0"]  # once, however often the page looked


def test_only_those_who_are_logged_in(desk):
    from kgnlp.review.store.accounts import AccountRole

    asked = explaining(no_blind(desk))
    desk.accounts.make("liv", AccountRole.LEAD, "et langt nok passord")
    browser = a_browser(desk)
    browser.open(WHY)
    assert str(browser.answer.url).endswith("/login")
    assert asked == []


def test_a_transcript_is_only_text(tmp_path):
    nasty = "Vi <script>alert(1)</script> & \"sa\" 'det' {{ 7*7 }} det tar tid"
    answers = (Answer("1", nasty, (Tagged("dublering", evidence=("det tar tid",)),)),)
    desk = no_blind(a_desk(tmp_path, Interviewed("x01", answers)))
    explaining(desk)
    browser = a_browser(desk)
    browser.open(WHY)
    assert browser.status == 200
    assert not browser.page.xpath("//main//script | //main//b | //main//i")
    assert browser.page.xpath("string(//title)") == "Hvorfor modellen mener dette – kgnlp"
    desk.database.close()


@pytest.mark.parametrize("value", [value for value in NASTY if value])
def test_no_name_gives_a_500(browser, value):
    from urllib.parse import quote

    browser.open(f"/why/{quote(value, safe='')}")
    assert browser.status < 500
