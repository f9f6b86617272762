"""Several at once: login, what each may see, double coding, adjudication, labels."""

import pytest

from kgnlp.domain import Stance
from kgnlp.review.store.accounts import AccountRole
from tests.review.web.browsing import Browser, an_app

PASSWORD = "et langt nok passord"


@pytest.fixture
def app(desk):
    for name, role in (("liv", AccountRole.LEAD), ("kari", AccountRole.CODER), ("ola", AccountRole.CODER)):
        desk.accounts.make(name, role, PASSWORD)
    return an_app(desk)


def logged_in(app, name):
    browser = Browser(app)
    browser.open("/login")
    browser.send("/login", name=name, password=PASSWORD)
    assert browser.status == 200
    return browser


def decide(browser, passage, act, theme="dublering"):
    browser.open(f"/queue?at={passage}~{theme}")
    browser.send("/decide", {"act": act}, act=act)
    assert browser.status == 200


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/queue",
        "/audit",
        "/search",
        "/bulk",
        "/interviews/x01",
        "/interviews/x01/segments/0",
        "/interviews/x01/speakers",
        "/agreement",
        "/agreement/segments",
        "/disagreements",
        "/corrections/x01/question/0",
        "/codebook",
        "/codebook/versions/1.yaml",
        "/guides",
        "/accounts",
        "/settings",
    ],
)
def test_every_page_is_behind_login(app, address):
    browser = Browser(app)
    browser.open(address)
    assert str(browser.answer.url).endswith("/login")
    assert "Vi møtes" not in browser.answer.text


def test_login_and_out(app):
    browser = Browser(app)
    browser.open("/login")
    browser.send("/login", name="kari", password="feil passord her")
    assert (browser.status, "Navn eller passord er feil." in browser.text) == (401, True)
    browser.send("/login", name="ingen", password=PASSWORD)
    assert browser.status == 401
    browser.send("/login", name="kari", password=PASSWORD)
    assert "kari (koder)" in browser.page.text_content()
    other = logged_in(app, "kari")
    browser.send("/logout")
    assert "Logg inn" in browser.text
    other.open("/queue")  # all sessions of the account end
    assert str(other.answer.url).endswith("/login")


def test_tries_are_limited(app):
    browser = Browser(app)
    browser.open("/login")
    statuses = []
    for _ in range(11):
        browser.send("/login", name="kari", password="feil passord her")
        statuses.append(browser.status)
    assert statuses == [401] * 10 + [429]
    browser.send("/login", name="kari", password=PASSWORD)
    assert browser.status == 429


def test_an_account_that_is_shut_is_out_at_once(app, desk):
    kari, liv = logged_in(app, "kari"), logged_in(app, "liv")
    liv.open("/accounts")
    liv.send("/accounts/active", {"name": "kari"}, active="false")
    kari.open("/queue")
    assert str(kari.answer.url).endswith("/login")
    liv.post("/accounts/active", name="liv", active="false")
    assert liv.status == 422
    assert desk.accounts.get("liv").active


def test_another_password(app):
    kari = logged_in(app, "kari")
    kari.open("/settings")
    kari.send("/settings/password", old="feil passord her", new="et annet langt passord")
    assert kari.status == 403
    kari.send("/settings/password", old=PASSWORD, new="kort")
    assert kari.status == 422
    kari.send("/settings/password", old=PASSWORD, new="et annet langt passord")
    assert kari.status == 200
    kari.open("/queue")
    assert "Kø" in kari.text


@pytest.mark.parametrize("address", ["/accounts", "/codebook/edit/new", "/codebook/edit/dublering"])
def test_coders_see_no_pages_of_leads(app, address):
    kari = logged_in(app, "kari")
    assert kari.open(address).status_code == 403


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/accounts", {"name": "per", "password": PASSWORD, "role": "lead"}),
        ("/accounts/active", {"name": "ola", "active": "false"}),
        ("/assignments", {"first": "kari", "second": "ola", "share": "100"}),
        ("/assignments/remove", {"assignment": "1"}),
        ("/codebook/retire", {"version": "1", "theme": "dublering", "retired": "true"}),
        ("/disagreements", {"passage": "x01:0:0", "theme": "dublering", "act": "reject"}),
        ("/corrections/x01", {"aspect": "question", "turn": "0", "value": "1"}),
    ],
)
def test_coders_do_nothing_that_leads_do(app, desk, address, fields):
    kari = logged_in(app, "kari")
    kari.open("/queue")
    kari.post(address, **fields)
    assert kari.status == 403
    assert len(desk.accounts.all()) == 3
    assert desk.codebook.version == 1


def test_layers_are_hidden_until_both_have_decided(app, desk):
    liv, kari, ola = (logged_in(app, name) for name in ("liv", "kari", "ola"))
    liv.open("/accounts")
    liv.send("/assignments", first="kari", second="ola", share="100", group="")
    assert "kari – ola" in liv.text
    decide(kari, "x01:0:0", "mixed")
    kari.open("/queue?at=x01:0:0~dublering")
    kari.send("/memo", text="Jeg tviler her")
    for address in ("/queue?at=x01:0:0~dublering", "/interviews/x01", "/codebook", "/disagreements"):
        for other in (ola, liv):
            other.open(address)
            assert "kari:" not in other.text
            assert "Jeg tviler her" not in other.text
    # the filter does not tell either
    ola.open("/queue")
    ola.send("/filter", coder="kari", status="all")
    assert "Ingenting venter" in ola.text
    ola.send("/filter", clear="true")
    decide(ola, "x01:0:0", "reject")
    for coder, other in ((ola, "kari: temaet er der, Blandet"), (kari, "ola: ikke temaet")):
        coder.open("/queue?at=x01:0:0~dublering")
        assert other in coder.text
        assert "Jeg tviler her" in coder.text


def test_disagreements_are_settled_and_make_labels(app, desk):
    liv, kari, ola = (logged_in(app, name) for name in ("liv", "kari", "ola"))
    desk.assignments.add("kari", "ola", 1.0, "", "liv")
    for passage, acts in (("x01:0:0", ("mixed", "reject")), ("x02:0:0", ("accept", "accept"))):
        for coder, act in zip((kari, ola), acts, strict=True):
            decide(coder, passage, act)
    liv.open("/agreement")
    assert "50" in liv.text
    liv.open("/disagreements")
    assert "1 uenighet venter" in liv.text
    liv.open("/disagreements/x01:0:0~dublering")
    assert "kari: temaet er der, Blandet" in liv.text
    assert "ola: ikke temaet" in liv.text
    liv.send("/disagreements", {"act": "mixed"}, act="mixed")
    assert "0 uenigheter venter" in liv.text
    labels = {one.passage_id: (one.present, one.stance, one.provenance) for one in desk.work().labels()}
    assert labels == {
        "x01:0:0": (True, Stance.MIXED, "adjudicated"),
        "x02:0:0": (True, Stance.NEGATIVE, "double"),
    }
    liv.send("/undo")
    assert len(desk.work().differing) == 1


def test_a_coder_who_has_not_decided_sees_no_disagreement(app, desk):
    kari, ola, per = logged_in(app, "kari"), logged_in(app, "ola"), None
    desk.accounts.make("per", AccountRole.CODER, PASSWORD)
    per = logged_in(app, "per")
    desk.assignments.add("kari", "ola", 1.0, "", "liv")
    decide(kari, "x01:0:0", "mixed")
    decide(ola, "x01:0:0", "reject")
    per.open("/disagreements")
    assert "0 uenigheter" in per.text
    assert per.open("/disagreements/x01:0:0~dublering").status_code == 404
    assert kari.open("/disagreements/x01:0:0~dublering").status_code == 200
    assert not kari.page.xpath("//main//form[@action='/disagreements']")


def test_two_leads_do_not_settle_the_same(app, desk):
    desk.accounts.make("per", AccountRole.LEAD, PASSWORD)
    liv, per, kari, ola = (logged_in(app, name) for name in ("liv", "per", "kari", "ola"))
    desk.assignments.add("kari", "ola", 1.0, "", "liv")
    decide(kari, "x01:0:0", "mixed")
    decide(ola, "x01:0:0", "reject")
    for lead in (liv, per):
        lead.open("/disagreements/x01:0:0~dublering")
    liv.send("/disagreements", {"act": "reject"}, act="reject")
    per.send("/disagreements", {"act": "mixed"}, act="mixed")
    assert per.status == 409
    assert [one.present for one in desk.work().labels()] == [False]


def test_the_first_account_is_a_leads_and_login_begins(tmp_path, desk):
    from tests.review.web.browsing import a_browser

    browser = a_browser(desk)
    browser.open("/accounts")
    browser.post("/accounts", name="ola", password=PASSWORD, role="coder")
    assert browser.status == 422
    browser.send("/accounts", name="liv", password=PASSWORD, role="lead")
    assert str(browser.answer.url).endswith("/login")


def test_a_lead_edits_the_codebook_in_versions(app, desk):
    liv = logged_in(app, "liv")
    liv.open("/codebook/edit/new")
    liv.send(
        "/codebook",
        theme="nytt",
        code="nyt",
        nb="Nytt tema",
        nn="Nytt tema",
        en="New",
        definition="Det som er nytt.",
        positive="For.",
        negative="Mot.",
        note="Trengs fra nå",
    )
    assert "Det som er nytt." in liv.text
    assert "Trengs fra nå" in liv.text
    kari = logged_in(app, "kari")
    decide(kari, "x01:0:0", "accept")
    assert [one.codebook_version for one in desk.decisions.since()] == [2]
    kari.open("/audit")
    liv.open("/codebook")
    assert "legges i mappen configs" in liv.text
    assert "det tar tid" in liv.text  # an example from an accepted passage
    liv.send("/codebook/retire", {"theme": "dublering"}, retired="true")
    assert "ute av bruk" in liv.text
    kari.open("/queue")
    assert not kari.page.xpath("//ul[@class='themes']//a[contains(., 'Dublering')]")
    assert [label.theme for label in desk.work().labels()] == ["dublering"]  # old decisions stand
    liv.send("/codebook/retire", {"theme": "dublering"}, version="1", retired="false")
    assert liv.status == 409
