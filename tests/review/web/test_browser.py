"""The pages in a real browser: the whole way by keyboard, accessible, within their width, silent."""

import re
import shutil
import time
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kgnlp.decisions import DecisionKind
from kgnlp.domain import Span, Stance
from kgnlp.review import deciding
from kgnlp.review.deciding import Sent
from kgnlp.review.desk import Desk
from kgnlp.review.store import Draft, open_database
from kgnlp.review.store.accounts import AccountRole, AccountStore
from kgnlp.review.store.assignments import AssignmentStore
from kgnlp.tables import Store
from tests.report.builders import Answer, Interviewed, Tagged, a_codebook
from tests.review.tables import write_config, write_tables
from tests.review.test_contests import correct_as
from tests.review.web.browsing import an_app
from tests.review.web.serving import serving

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium")
PASSWORD = "et langt nok passord"
LONG = (
    "Vi møtes hver måned, og det tar tid, for det samme blir sagt to ganger i to ulike fora, "
    "og departementsråden kommer ikke selv lenger. {}"
)
NEGATIVE = Tagged("dublering", "negative", ("det samme blir sagt to ganger",), 0.92)
POSITIVE = Tagged(
    "toppforankring", "positive", ("departementsråden kommer",), 0.4, tagged=False, needs_review=True
)
DIFFERING = "x03:5:0"
PAGES = {
    "overview": "/",
    "queue": "/queue",
    "audit": "/audit",
    "search": "/search",
    "bulk": "/bulk",
    "interview": "/interviews/x01",
    "segment": "/interviews/x01/segments/0",
    "speakers": "/interviews/x01/speakers",
    "agreement": "/agreement",
    "agreement-segments": "/agreement/segments",
    "disagreements": "/disagreements",
    "correction": "/corrections/x01/question/0",
    "correction-role": "/corrections/x02/role/1",
    "disagreement": f"/disagreements/{DIFFERING}~dublering",
    "disagreement-outside": "/disagreements/x01~0-6~dublering",
    "codebook": "/codebook",
    "theme": "/codebook/edit/dublering",
    "new-theme": "/codebook/edit/new",
    "guides": "/guides",
    "accounts": "/accounts",
    "settings": "/settings",
    "accessibility": "/accessibility",
    "missing": "/nothing",
}


def interviews() -> list[Interviewed]:
    answers = [
        Answer(("1", "2a", "2b", None)[n % 4], LONG.format(n), (NEGATIVE, POSITIVE), begins_s=12.0 * n)
        for n in range(20)
    ]
    return [Interviewed(f"x{n:02d}", answers, group=("KUBU", "KLIMA")[n % 2]) for n in range(1, 4)]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    write_tables(folder, *interviews())
    database = open_database(folder / "review")
    for name, role in (("liv", AccountRole.LEAD), ("kari", AccountRole.CODER), ("ola", AccountRole.CODER)):
        AccountStore(database).make(name, role, PASSWORD)
    AssignmentStore(database).add("kari", "ola", 1.0, "", "liv")
    disagree(Desk(Store(folder), database, a_codebook(), {}))
    database.close()
    with serving(folder, "--config", str(write_config(folder))) as address:
        yield folder, address


def disagree(desk: Desk) -> None:
    """Coders who differ on a theme, outside passages, on a question and on a role: a page for each."""
    work = desk.work()
    for coder, stance in (("kari", Stance.NEGATIVE), ("ola", Stance.MIXED)):
        came = Sent(coder, "")
        passage = work.corpus.passage_number[DIFFERING]
        desk.keep(deciding.decide(desk, work, came, passage, "dublering", stance=stance))
        outside = deciding.on_span(desk, work, came, 0, Span(0, 6), DecisionKind.ADDED)
        desk.keep(Draft(replace(outside, theme="dublering", stance=stance, evidence=(Span(0, 6),))))
    for coder, question, role in (("kari", "10", "interviewer"), ("ola", "2a", "informant")):
        correct_as(desk, coder, "question_set", 0, question)
        correct_as(desk, coder, "role_set", 1, role, interview=1)


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        with_browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield with_browser
        with_browser.close()


def logged_in(browser: Browser, address: str, name: str, width: int = 1366) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 768})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{address}/login")
    page.get_by_label("Navn").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def done(page: Page) -> int:
    return int(re.match(r"\d+", page.locator(".far .number").first.inner_text()).group())


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    token = page.locator("input[name=token]").first.get_attribute("value")
    page.keyboard.press(key)
    page.wait_for_function(
        "token => document.readyState === 'complete' && document.querySelector('input[name=token]')"
        " && document.querySelector('input[name=token]').value !== token",
        arg=token,
    )


def fifty_decisions(kari: Page) -> None:
    keys = ["g", "a", "1", "2", "3", "4", "h", "n"]
    for number in range(50):
        before = done(kari)
        press(kari, keys[number % len(keys)])
        assert done(kari) == before + (keys[number % len(keys)] != "n")


def undo_with_a_reload_in_between(kari: Page) -> None:
    decided = done(kari)
    press(kari, "z")
    press(kari, "z")
    kari.reload()
    assert done(kari) == decided - 2
    press(kari, "z")
    assert done(kari) == decided - 3


def mark_evidence_by_keyboard(kari: Page) -> None:
    kari.keyboard.press("b")
    expect(kari.locator("#evidence-text")).to_be_focused()
    for _ in range(9):
        kari.keyboard.press("Shift+ArrowRight")
    kari.keyboard.press("Enter")
    expect(kari.locator("#evidence-said")).to_contain_text("Belegget er endret")
    kari.keyboard.press("Enter")  # on the first button
    kari.wait_for_url("**/queue?after=*")


def settle_all(liv: Page) -> int:
    settled = 0
    liv.locator("main tbody a").first.click()
    while liv.locator("form[action='/disagreements']").count():
        press(liv, "2")
        settled += 1
    return settled


def test_the_whole_way(run, browser):
    folder, address = run
    kari = logged_in(browser, address, "kari")
    kari.goto(f"{address}/queue")
    fifty_decisions(kari)
    undo_with_a_reload_in_between(kari)
    kari.goto(f"{address}/queue")
    mark_evidence_by_keyboard(kari)
    ola = logged_in(browser, address, "ola")
    ola.goto(f"{address}/queue")
    assert "kari:" not in ola.locator("main").inner_text()
    for _ in range(12):
        press(ola, "a")
    liv = logged_in(browser, address, "liv")
    liv.goto(f"{address}/disagreements")
    settled = settle_all(liv)
    liv.goto(f"{address}/agreement")
    assert liv.locator("table").first.locator("tbody tr").count() >= 1
    desk = a_desk_of(folder)
    provenance = [label.provenance for label in desk.work().labels()]
    assert provenance.count("adjudicated") == settled > 0
    assert "single" in provenance
    texts = {row.interview_id: row.text for row in desk.work().corpus.interviews}
    marked = [
        texts[decision.anchor.interview_id][span.start : span.end]
        for decision in desk.decisions.since()
        if decision.kind == "changed"
        for span in decision.evidence
    ]
    assert "Vi møtes " in marked
    desk.database.close()


def a_desk_of(folder):
    return Desk(Store(folder), open_database(folder / "review"), a_codebook(), {})


def test_keys_can_be_turned_off_and_typing_is_never_a_key(run, browser):
    _, address = run
    page = logged_in(browser, address, "liv")
    page.goto(f"{address}/queue")
    before = done(page)
    page.keyboard.press("m")
    page.keyboard.type("ga123")
    assert page.locator("#memo-text").input_value() == "ga123"
    assert done(page) == before
    page.goto(f"{address}/settings")
    page.get_by_role("button", name="Slå av").click()
    page.goto(f"{address}/queue")
    page.keyboard.press("g")
    page.wait_for_timeout(300)
    assert done(page) == before
    page.goto(f"{address}/settings")
    page.get_by_role("button", name="Slå på").click()


def test_the_blind_audit_by_keyboard(run, browser):
    _, address = run
    page = logged_in(browser, address, "kari")
    page.goto(f"{address}/audit")
    if not page.locator("form[action='/audit']").count():
        pytest.fail("no passage of the audit among sixty")
    assert page.locator("mark").count() == 0
    before = done(page)
    page.keyboard.press("1")
    page.keyboard.press("1")
    assert page.locator("input[name='theme-dublering']:checked").get_attribute("value") == "negative"
    press(page, "g")
    assert done(page) == before + 1


def test_a_tag_is_added_by_marking_with_the_mouse(run, browser):
    _, address = run
    page = logged_in(browser, address, "kari")
    page.goto(f"{address}/interviews/x03")
    page.locator("#turn-5 .said").scroll_into_view_if_needed()
    box = page.locator("#turn-5 .said").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 12)
    page.mouse.up()
    marker = page.locator("#marker")
    expect(marker).to_be_visible()
    chosen = page.evaluate("document.getSelection().toString()")
    marker.get_by_label("Tema").select_option("toppforankring")
    marker.get_by_role("button", name="Legg til").click()
    page.wait_for_url("**#turn-5")
    assert chosen in page.locator("#turn-5 mark").all_inner_texts()


@pytest.fixture(scope="module")
def lead_pages(run, browser):
    made = {width: logged_in(browser, run[1], "liv", width) for width in (1366, 360)}
    yield made
    for page in made.values():
        page.close()


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(run, lead_pages, name, width):
    page = lead_pages[width]
    page.goto(run[1] + PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [
        (violation["id"], [node["html"][:200] for node in violation["nodes"][:2]])
        for violation in found.response["violations"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_on_the_login_page(run, browser):
    _, address = run
    page = browser.new_page()
    page.goto(f"{address}/login")
    found = Axe().run(page).response["violations"]
    page.close()
    assert [violation["id"] for violation in found] == []


def test_every_page_is_looked_at(run):
    """What the app answers to, without what leads elsewhere or is a file, is in the table above."""
    app = an_app(a_desk_of(run[0]))
    asked = {path for path, methods in app.openapi()["paths"].items() if "get" in methods}
    shown = {re.sub(r"\?.*", "", address) for address in [*PAGES.values(), "/login"]}
    missing = {path for path in asked if not any(fits(path, address) for address in shown)}
    assert missing == {"/why/{name}", "/codebook/versions/{version}.yaml"}  # tested beside; a file


def fits(path: str, address: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), address) is not None


@pytest.mark.parametrize("name", ["queue", "interview", "codebook"])
def test_at_twice_the_size_nothing_sticks_out(run, lead_pages, name):
    page = lead_pages[1366]
    page.set_viewport_size({"width": 683, "height": 384})  # what 200 % zoom leaves of a laptop's window
    page.goto(run[1] + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 683
    page.set_viewport_size({"width": 1366, "height": 768})


def test_nothing_is_fetched_from_elsewhere_and_the_console_is_silent(run, browser):
    _, address = run
    page = logged_in(browser, address, "liv")
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    for name in ("overview", "queue", "interview", "codebook"):
        page.goto(address + PAGES[name], wait_until="networkidle")
    assert messages == []
    assert all(url.startswith((address, "data:")) for url in requests)
    page.close()


def test_nynorsk_by_a_switch(run, browser):
    _, address = run
    page = logged_in(browser, address, "liv")
    page.get_by_role("button", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.get_by_role("link", name="Usemje").click()
    expect(page.locator("h1")).to_have_text("Usemje")
    page.get_by_role("button", name="Bokmål").click()
    expect(page.locator("html")).to_have_attribute("lang", "nb")


def test_focus_is_seen_and_the_first_stop_skips_to_the_content(run, lead_pages):
    page = lead_pages[1366]
    page.goto(run[1] + "/queue")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    for _ in range(6):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth, boxShadow}) => [outlineStyle, outlineWidth, boxShadow])"
            "(getComputedStyle(document.activeElement))"
        )
        assert (style[0] != "none" and style[1] != "0px") or style[2] != "none"


def test_thirty_passages_in_five_minutes_at_human_pace(run, browser):
    """Four seconds of reading for each, then a key: what the pages themselves take must fit beside it."""
    _, address = run
    page = logged_in(browser, address, "ola")
    page.goto(f"{address}/queue")
    began = time.perf_counter()
    for _ in range(30):
        press(page, "g" if page.locator("[data-key=g]").count() else "a")
    waited = time.perf_counter() - began
    assert waited + 30 * 4 < 300
