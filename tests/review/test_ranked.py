"""A theme that is only ranked by its definition: how it comes to a reviewer, and what a decision on it is."""

import pytest

from kgnlp.domain import Stance
from kgnlp.errors import ReviewError
from kgnlp.review import bulk, deciding
from kgnlp.review.agreement_tables import machine_tables
from kgnlp.review.deciding import Sent
from kgnlp.review.filters import Filter
from kgnlp.review.queue import make_queue
from tests.report.builders import Answer, Interviewed, Tagged, a_codebook
from tests.review.tables import a_desk, no_blind
from tests.review.web.browsing import a_browser

RANKED = "definition-0123abcd"


def new(rank: float, *, needs_review: bool = True) -> Tagged:
    return Tagged(
        "tillit", "neutral", ("Vi stoler",), rank, tagged=False, needs_review=needs_review, version=RANKED
    )


ANSWERS = (
    Answer("1", "Vi stoler på dem.", (new(0.12), Tagged("dublering", probability=0.97))),
    Answer("1", "Vi stoler mest på dem.", (new(0.2),)),
    Answer("1", "Vi stoler ikke på kaffen.", (new(0.01, needs_review=False),)),
    Answer("1", "Ja.", (Tagged("dublering", probability=0.45, tagged=False, needs_review=True),)),
)


@pytest.fixture
def desk(tmp_path):
    desk = no_blind(a_desk(tmp_path, Interviewed("x01", ANSWERS), codebook=a_codebook("dublering", "tillit")))
    yield desk
    desk.database.close()


def queue(desk, **found):
    work = desk.work()
    made = make_queue(desk, work, "kari", Filter(**found))
    items = [divmod(int(item), made.columns) for item in made.sequence[made.waiting]]
    return [(work.corpus.passage_ids[passage], work.themes[theme]) for passage, theme in items]


def test_what_stands_first_comes_before_what_the_machine_is_surer_of(desk):
    assert queue(desk)[0] == ("x01:1:0", "tillit")
    assert queue(desk, theme="tillit") == [("x01:1:0", "tillit"), ("x01:0:0", "tillit")]


def test_a_rank_is_no_probability_to_filter_by(desk):
    assert ("x01:1:0", "tillit") not in queue(desk, least=0.1)


def test_a_person_says_the_stance(desk):
    work = desk.work()
    with pytest.raises(ReviewError, match="no stance"):
        deciding.decide(desk, work, Sent("kari", ""), 0, "tillit")
    desk.keep(deciding.decide(desk, work, Sent("kari", ""), 0, "tillit", stance=Stance.POSITIVE))
    (kept,) = desk.decisions.since()
    assert (kept.kind, kept.stance) == ("added", "positive")
    assert kept.machine.ranked
    assert len(kept.evidence) == 1  # the best sentence, where nobody marks another
    (label,) = desk.work().labels()
    assert (label.theme, label.present) == ("tillit", True)


def test_the_machine_neither_agrees_nor_is_accepted_in_bulk(desk):
    work = desk.work()
    desk.keep(deciding.decide(desk, work, Sent("kari", ""), 0, "tillit", rejected=True))
    tables = machine_tables(desk, desk.work())
    assert [row.name for row in (*tables.audit, *tables.seen)] == []
    assert bulk.candidates(desk, desk.work(), "kari", "tillit", 0.0) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Rangert etter definisjonen, ikke lært"),
        ("nn", "Rangert etter definisjonen, ikkje lært"),
    ],
)
def test_the_page_shows_no_probability(desk, language, said):
    browser = a_browser(desk, language=language)
    browser.open("/queue")
    assert said in browser.text
    (machine,) = browser.page.xpath("//p[@class='machine']")
    assert "%" not in machine.text_content()
    assert not browser.page.xpath("//button[@value='accept']")
    browser.send("/decide", {"act": "positive"}, act="positive")
    assert [one.kind for one in desk.decisions.since()] == ["added"]


def test_the_transcript_shows_no_probability(desk):
    browser = a_browser(desk)
    browser.open("/interviews/x01")
    tags = [tag.text_content() for tag in browser.page.xpath("//ul[@class='tags']/li")]
    ranked = [tag for tag in tags if "Tillit" in tag]
    assert len(ranked) == 2
    assert all("Rangert etter definisjonen" in tag and "%" not in tag for tag in ranked)


def test_a_disagreement_shows_no_probability(desk):
    for reviewer, how in (("ola", {"rejected": True}), ("liv", {"stance": Stance.POSITIVE})):
        desk.keep(deciding.decide(desk, desk.work(), Sent(reviewer, ""), 0, "tillit", **how))
    browser = a_browser(desk)
    browser.open("/disagreements")
    (link,) = browser.page.xpath("//main//a[contains(@href, 'tillit')]/@href")
    browser.open(link)
    assert browser.status == 200
    assert "Rangert etter definisjonen, ikke lært" in browser.text
    assert "sannsynlighet" not in browser.text
