"""Attacks: none gets through, none gives a 500, nothing of the text is said in addresses, logs or titles."""

import logging
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgnlp.review.store.accounts import AccountRole
from kgnlp.review.web.login_limit import LoginLimit
from kgnlp.review.web.sessions import COOKIE, Sessions
from tests.report.builders import Answer, Interviewed, Tagged
from tests.review.tables import a_desk, no_blind
from tests.review.test_contests import contested_question
from tests.review.web.browsing import Browser, a_browser, an_app
from tests.review.web.test_accounts_page import PASSWORD, decide, logged_in

NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE decisions; --",
    "' OR '1'='1",
    "=HYPERLINK(1)",
    "{{ 7*7 }}",
    "../../../etc/passwd",
    "\0",
    "%00%2e%2e%2f",
    "\u202egnp.exe",
    "æøå" * 500,
    "999999999999999999999999",
    "-1",
    "NaN",
    "",
]


@pytest.fixture
def app(desk):
    for name, role in (("liv", AccountRole.LEAD), ("kari", AccountRole.CODER), ("ola", AccountRole.CODER)):
        desk.accounts.make(name, role, PASSWORD)
    return an_app(desk)


def test_a_transcript_is_only_text(tmp_path):
    nasty = "Vi <script>alert(1)</script> & \"sa\" 'det' {{ 7*7 }} =1+1 det tar tid"
    answers = (Answer("1", nasty, (Tagged("dublering", evidence=("det tar tid",)),)),)
    desk = no_blind(a_desk(tmp_path, Interviewed("x01", answers, group='"><b>G</b>', role="<i>leder</i>")))
    browser = a_browser(desk)
    for address in (
        "/",
        "/queue",
        "/interviews/x01",
        "/interviews/x01/segments/0",
        "/interviews/x01/speakers",
    ):
        browser.open(address)
        assert browser.status == 200
        assert not browser.page.xpath("//main//script | //main//b | //main//i")
    assert nasty in browser.open("/interviews/x01/segments/0").text or nasty in browser.text
    desk.database.close()


# every form of the app, with fields that fit; each is then sent with each nasty value in each field
FORMS = {
    "/decide": {
        "passage": "x01:0:0",
        "theme": "dublering",
        "act": "accept",
        "evidence": "7-9",
        "stay": "true",
    },
    "/memo": {
        "interview": "x01",
        "start": "0",
        "end": "5",
        "passage": "x01:0:0",
        "theme": "dublering",
        "text": "t",
        "back": "queue",
    },
    "/undo": {"back": "queue", "interview": "x01"},
    "/audit": {"passage": "x01:0:0", "theme-dublering": "none", "theme-toppforankring": "none"},
    "/filter": {
        "theme": "dublering",
        "words": "ord",
        "status": "open",
        "least": "0",
        "most": "100",
        "group": "KUBU",
        "coder": "ola",
        "phase": "1",
        "question": "1",
        "language": "nb",
        "role": "leder",
        "back": "queue",
    },
    "/tags": {"interview": "x01", "start": "7", "end": "9", "theme": "dublering", "stance": "mixed"},
    "/bulk": {"theme": "dublering", "least": "0.95", "count": "2"},
    "/interviews/x01/segments": {"act": "question", "first": "0", "last": "1", "turn": "0", "question": "1"},
    "/interviews/x01/speakers": {"turn": "0", "whole": "true", "role": "informant"},
    "/corrections/x01": {"aspect": "question", "turn": "0", "value": "1"},
    "/disagreements": {"passage": "x01:0:0", "theme": "dublering", "act": "reject"},
    "/accounts": {"name": "per", "password": PASSWORD, "role": "coder"},
    "/accounts/active": {"name": "ola", "active": "true"},
    "/assignments": {"first": "kari", "second": "ola", "share": "10", "group": ""},
    "/assignments/remove": {"assignment": "1"},
    "/codebook": {
        "version": "1",
        "theme": "dublering",
        "code": "dub",
        "nb": "a",
        "nn": "b",
        "en": "c",
        "definition": "d",
        "positive": "e",
        "negative": "f",
        "note": "g",
        "include": "h",
    },
    "/codebook/retire": {"version": "1", "theme": "dublering", "retired": "true"},
    "/language": {"language": "nn"},
    "/settings/keys": {"keys": "false"},
    "/settings/password": {"old": PASSWORD, "new": PASSWORD},
    "/login": {"name": "kari", "password": PASSWORD},
}


def test_the_table_holds_every_form_of_the_app(app):
    posts = {path for path, methods in app.openapi()["paths"].items() if "post" in methods}
    asked = {re.sub(r"/x01(?=/|$)", "/{interview_id}", address) for address in FORMS}
    assert posts - {"/logout"} == asked


@pytest.mark.slow
@pytest.mark.parametrize("address", FORMS)
def test_nothing_in_any_field_gives_a_500(app, desk, address, caplog):
    liv = logged_in(app, "liv")
    form_token = str(liv.page.xpath("string(//input[@name='csrf']/@value)"))
    contested_question(desk)
    number = 0
    for field in [*FORMS[address], "token", "shown", "seen"]:
        for value in NASTY:
            number += 1
            fields = {"csrf": form_token, "token": f"{number:032x}"} | FORMS[address] | {field: value}
            answer = liv.client.post(address, data=fields, follow_redirects=False)
            assert answer.status_code < 500, (field, value)
            assert answer.status_code != 403 or address in ("/settings/password",)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    app.state.login_limit = LoginLimit()  # what was tried counts as tries to log in
    desk.accounts.set_password("liv", PASSWORD)
    liv = logged_in(app, "liv")
    for shown in (
        "/",
        "/queue",
        "/search",
        "/interviews/x01",
        "/codebook",
        "/accounts",
        "/disagreements",
        "/agreement/segments",
    ):
        assert liv.open(shown).status_code == 200
        assert not liv.page.xpath("//main//script | //main//img")


@pytest.mark.parametrize("address", FORMS)
def test_a_form_that_is_not_our_own_is_refused(app, desk, address):
    kari, ola = logged_in(app, "liv"), logged_in(app, "ola")
    foreign = ola.page.xpath("string(//input[@name='csrf']/@value)")
    fields = {"token": "1" * 32} | FORMS[address]
    for csrf in ("", foreign, "0" * 64, "æ"):
        assert kari.client.post(address, data=fields | {"csrf": csrf}).status_code == 403
    own = kari.page.xpath("string(//input[@name='csrf']/@value)")
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        answer = kari.client.post(address, data=fields | {"csrf": own}, headers=headers)
        assert answer.status_code == 403
    assert desk.decisions.since() == []


@pytest.mark.parametrize(
    "forge",
    [
        lambda good: "",
        lambda good: good[:-5] + ("A" if good[-5] != "A" else "B") + good[-4:],
        lambda good: good.split(".")[0],
        lambda good: "WyJ4IiwibGl2IiwxXQ." + good.split(".", 1)[1],  # ["x", "liv", 1]
        lambda good: Sessions("another secret").cookie(Sessions("x").new("liv", 1)),
        lambda good: "\u00e6".encode("latin-1").decode("latin-1"),
        lambda good: "a" * 5000,
    ],
)
def test_a_forged_session_is_none(app, forge):
    kari = logged_in(app, "kari")
    good = kari.client.cookies.get(COOKIE)
    fresh = Browser(app)
    header = f"{COOKIE}={forge(good)}".encode("latin-1")
    answer = fresh.client.get("/queue", headers={b"cookie": header})
    assert str(answer.url).endswith("/login")


def test_a_session_of_before_is_none_after_logout(app):
    kari = logged_in(app, "kari")
    kept = kari.client.cookies.get(COOKIE)
    kari.send("/logout")
    answer = Browser(app).client.get("/queue", headers={"cookie": f"{COOKIE}={kept}"})
    assert str(answer.url).endswith("/login")


def test_login_makes_a_session_that_no_one_could_have_set(app):
    browser = Browser(app)
    browser.open("/login")
    before = browser.client.cookies.get(COOKIE)
    browser.send("/login", name="kari", password=PASSWORD)
    assert browser.client.cookies.get(COOKIE) != before


def test_the_cookie_is_for_us_alone(app):
    header = Browser(app).open("/login").headers["set-cookie"]
    assert "HttpOnly" in header
    assert "SameSite=strict" in header
    secure = Browser(an_app(app.state.desk, secure=True)).open("/login").headers
    assert "Secure" in secure["set-cookie"]
    assert "strict-transport-security" in secure


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/vendor/../../app.py",
        "/interviews/..%2f..%2fetc%2fpasswd",
        "/interviews/%00",
        "/codebook/versions/../../x.yaml",
        "/codebook/edit/..%2f..",
        "/queue?at=../../x~y",
        "/audit?at=%00",
        "/disagreements/..%2f~dublering",
        "/?sheet=0",
        "/?sheet=99999999999999999999",
        "/bulk?theme=%27--&least=0.95",
        "/bulk?least=nan",
        "/openapi.json",
        "/docs",
    ],
)
def test_no_path_leads_out(app, path):
    liv = logged_in(app, "liv")
    answer = liv.client.get(path)
    assert answer.status_code in (200, 404, 422, 400)
    assert "import" not in answer.text
    assert "root:" not in answer.text


def test_another_name_for_this_address_leads_nowhere(app):
    answer = Browser(app).client.get("/login", headers={"host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize("headers", [{"content-length": "400000"}, {"transfer-encoding": "chunked"}])
def test_long_requests_are_not_read(app, headers):
    body = b"x" * 400_000 if "content-length" in headers else iter([b"x" * 10])
    assert Browser(app).client.post("/login", content=body).status_code == 413


def test_no_scripts_but_our_own_and_nothing_kept_by_browsers(app):
    liv = logged_in(app, "liv")
    for address in ("/", "/queue", "/interviews/x01", "/login"):
        answer = liv.open(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert not liv.page.xpath("//script[not(@src)] | //style | //*[@style] | //@onclick | //@onload")
        assert all(source.startswith("/static/") for source in liv.page.xpath("//script/@src"))


def test_titles_and_addresses_hold_no_text(app):
    liv = logged_in(app, "liv")
    for address in ("/", "/queue", "/interviews/x01", "/interviews/x01/segments/0", "/search", "/audit"):
        liv.open(address)
        title = liv.page.xpath("string(//title)")
        links = " ".join(liv.page.xpath("//a/@href | //form/@action"))
        for word in ("møtes", "tar tid", "Nordmann"):
            assert word not in title
            assert word not in links


def test_a_fault_tells_nothing_of_the_text(app, desk, monkeypatch, caplog):
    def broken(*_):
        raise ValueError("Vi møtes hver måned")

    liv = logged_in(app, "liv")
    monkeypatch.setattr("kgnlp.review.web.pages.queue.show_passage", broken)
    liv.open("/queue")
    assert liv.status == 500
    assert "måned" not in liv.answer.text
    assert "ValueError at" in caplog.text
    assert "måned" not in caplog.text


@pytest.mark.parametrize(
    "address", ["/queue?at=x01:0:0~dublering", "/interviews/x01", "/disagreements/x01:0:0~dublering"]
)
def test_anothers_layer_is_not_shown_whatever_is_asked(app, desk, address):
    desk.assignments.add("kari", "ola", 1.0, "", "liv")
    kari, ola = logged_in(app, "kari"), logged_in(app, "ola")
    decide(kari, "x01:0:0", "mixed")
    ola.open(address)
    assert "kari:" not in ola.text


def test_what_a_form_says_of_who_decides_is_not_heard(app, desk):
    kari = logged_in(app, "kari")
    kari.open("/queue")
    kari.send("/decide", {"act": "accept"}, act="accept", reviewer="ola", layer="adjudicated", blind="true")
    (kept,) = desk.decisions.since()
    assert (kept.reviewer, kept.layer, kept.blind) == ("kari", "own", False)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(
        st.sampled_from(
            ["passage", "theme", "act", "evidence", "token", "words", "at", "text", "start", "end"]
        ),
        st.text(max_size=60),
        max_size=6,
    ),
    address=st.sampled_from([*FORMS]),
)
def test_forms_of_any_kind(desk, data, address):
    browser = a_browser(desk)
    browser.open("/settings")
    browser.post(address, **data)
    assert browser.status < 500
