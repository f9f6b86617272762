"""The page in a real browser: accessible, within its width, silent, printable."""

import io
import shutil
import time

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from kgnlp.report import FileNotice, NoticeKind, write
from tests.report.builders import Answer, Interviewed, Tagged, a_context, a_guide, make_tables
from tests.report.test_counts import many_interviews

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium")
WIDTHS = [320, 375, 768, 1280]
LONG = "et svar med sitt eget belegg og mange ord til, så det må brytes over flere linjer på en smal skjerm"


def interviews() -> list[Interviewed]:
    quoted = [
        Answer("2a", LONG, (Tagged("dublering", stance, ("sitt eget belegg",), 0.99),), begins_s=754.0)
        for stance in ("positive", "negative", "mixed", "neutral")
    ]
    many = [interview for seed in range(6) for interview in numbered(seed)]
    long_ids = Interviewed(
        "x" * 120, quoted, group="Gruppe med et langt navn", warnings=("3 lines were left out",)
    )
    return [Interviewed("a1", quoted), long_ids, *many]


def numbered(seed: int) -> list[Interviewed]:
    return [
        Interviewed(f"{seed}-{i.interview_id}", i.answers, i.group, i.phase, i.role, i.guide)
        for i in many_interviews(seed)
    ]


@pytest.fixture(scope="module", params=["nb", "nn"])
def address(request, tmp_path_factory):
    file = tmp_path_factory.mktemp("report") / "report.html"
    notices = tuple(
        FileNotice(f"{'fil' * 40}.docx", kind, "found", "expected", "action") for kind in NoticeKind
    )
    context = a_context(guides={"g1": a_guide(), "g2": a_guide("g2")}, notices=notices)
    write(make_tables(*interviews()), context, file, request.param)
    return file.as_uri()


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        with_browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield with_browser
        with_browser.close()


def opened(browser: Browser, address: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    return page


@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(browser, address, width, folded):
    page = opened(browser, address, width)
    if not folded:
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [violation["id"] for violation in found.response["violations"]] == []
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_of_the_page(browser, address, width):
    page = opened(browser, address, width)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # labels of drawings too stay within the page
    outside = """width => [...document.querySelectorAll('.drawing:not([tabindex]) text')]
        .map(text => text.getBoundingClientRect())
        .filter(box => box.width && (box.left < 0 || box.right > width)).length"""
    assert page.evaluate(outside, width) == 0
    page.close()


def test_drawings_come_at_the_width_of_the_page(browser, address):
    for width, shown in ((375, "narrow"), (1280, "wide")):
        page = opened(browser, address, width)
        visible = page.locator(".drawing:visible").evaluate_all("all => all.map(one => one.className)")
        assert set(visible) == {f"drawing {shown}"}
        page.close()


def test_nothing_is_fetched_and_nothing_runs(browser, address):
    page = browser.new_page()
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(address, wait_until="networkidle")
    assert requests == [address]
    assert messages == []
    page.close()


def test_the_contents_list_is_reached_by_keyboard(browser, address):
    page = opened(browser, address, 1280)
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    links = page.locator("nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert reached[0] == "#innhold"
    assert reached[1 : 1 + len(links)] == links
    page.close()


def test_print_holds_the_tables_behind_the_figures(browser, address):
    page = opened(browser, address, 1280)
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        assert (round(pdf.pages[0].width), round(pdf.pages[0].height)) == (595, 842)
        text = "\n".join(sheet.extract_text() for sheet in pdf.pages)
        assert f"1 / {len(pdf.pages)}" in text
    assert "informantane" in text or "informantene" in text  # a head of a folded table
    assert "sitt eget belegg" in text


def test_sixty_interviews_take_less_than_five_seconds_of_work(tmp_path):
    answers = [Answer("2a", LONG, (Tagged("dublering"), Tagged("toppforankring", "positive")))] * 35
    sixty = [Interviewed(f"a{n:02}", answers, group=f"G{n % 5}") for n in range(60)]
    begins = time.process_time()
    write(make_tables(*sixty), a_context(), tmp_path / "report.html")
    assert time.process_time() - begins < 5
