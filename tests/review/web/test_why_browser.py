"""The page of reasons in a real browser, by a small model that is trained here."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.review.web.serving import serving
from tests.run.small_run import PASSAGE, a_small_run
from tests.themes.builders import a_model

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    run = a_small_run(tmp_path_factory.mktemp("run"), a_model(tmp_path_factory.mktemp("labels")))
    with serving(run.out, "--config", str(run.settings_file)) as served:
        yield served


@pytest.fixture(scope="module")
def page():
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1366, "height": 768})
        opened.set_default_timeout(60_000)
        yield opened
        browser.close()


def to_reasons(page, address: str) -> None:
    """From the queue by keyboard, as a reviewer comes."""
    page.goto(f"{address}/queue?at={PASSAGE}~duplication")
    link = page.get_by_role("link", name="Hvorfor?")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/why/**")
    page.locator("table.why").first.wait_for()  # the first one waits for the models


def test_from_the_queue_to_words_and_context_and_back(page, address):
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    to_reasons(page, address)
    expect(page.locator("h1")).to_have_text("Hvorfor modellen mener dette")
    expect(page.locator("blockquote mark.evidence").first).to_be_visible()
    words = page.locator("table", has_text="Ord som talte for").locator("tbody th").all_inner_texts()
    assert "ganger" in words
    expect(page.locator("table", has_text="Hva sannsynligheten hviler på")).to_contain_text(
        "Dublerer dere noe?"
    )
    assert messages == []
    assert all(url.startswith((address, "data:")) for url in requests)
    page.get_by_role("link", name="Vurder").click()
    page.wait_for_url("**/queue?at=**")


def test_the_interview_leads_there_too(page, address):
    page.goto(f"{address}/interviews/x01")
    page.get_by_role("link", name="Hvorfor? Dublering").first.click()
    page.wait_for_url("**/why/**")


def test_marks_differ_by_more_than_colour(page, address):
    to_reasons(page, address)
    styles = page.evaluate(
        "['for', 'against', 'evidence'].map(name => {"
        " const style = getComputedStyle(document.querySelector('.key mark.' + name));"
        " return [style.textDecorationStyle, style.fontWeight, style.fontStyle].join(' ') })"
    )
    assert len(set(styles)) == 3
    assert all("+" in text for text in page.locator("blockquote mark.for").all_inner_texts())


@pytest.mark.parametrize("width", [1366, 360])
def test_axe_finds_nothing_and_nothing_sticks_out(page, address, width):
    page.set_viewport_size({"width": width, "height": 768})
    to_reasons(page, address)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:2]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1366, "height": 768})
