"""How long thirty decisions take someone who has never seen the queue: real keys, at a human pace.

    python -m benchmarks.review_thirty OUT [--definitions] [--rate 250] [--quick] [--shots FOLDER]

OUT is the output of a run, which is not touched. There is this to read, and the script waits as long:

- once: the buttons, the lines on how to read and on keys; with ``--definitions`` also each theme's definition
  when it first comes, for who does not know the codebook;
- each time: the theme, what is suggested, the interviewer's question, and the passage.

Four readers: one reads every word of every passage, one what is marked and the rest only where the page
says that it doubts or marks nothing, one what is marked and skims the rest, and one as the second who also
reads the whole answer before a passage of fewer than fifteen words, which says little by itself. Reading is
250 words a minute (the mean of silent reading of prose is 238, Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047;
``--rate`` changes it), skimming 450 (Carver 1992, "Reading rate: theory, research, and practical
implications"). To decide and press a key takes 1.5 seconds. A passage whose other theme was just decided is
not read again, but for what is marked. Only one reader can be waited for; the others' times are reckoned
from the same words. ``--quick`` waits for nobody.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.review_speed import Server

READING, SKIMMING = 250, 450  # words a minute
DECIDING_S = 1.5
SHORT = 15  # words
BEFORE_SHORT = "marked, and before short"
_NEW_PAGE = (
    "token => document.readyState === 'complete' && document.querySelector('input[name=token]')"
    " && document.querySelector('input[name=token]').value !== token"
)


@dataclass
class Words:
    """Words on the page of one item."""

    once: int  # read the first time only
    head: int  # theme, suggestion, and question
    before: int  # of the answer before
    passage: int
    marked: int
    doubted: bool  # the page suggests nothing sure, or marks nothing
    same_passage: bool

    def seconds(self, reader: str, rate: float) -> float:
        """How long a reader takes, a decision included."""
        rest = self.passage - self.marked
        read = self.head + self.once + self.marked
        skimmed = 0
        if not self.same_passage:
            whole = reader == "every word" or (reader in ("marked words", BEFORE_SHORT) and self.doubted)
            read += rest if whole else 0
            read += self.before if reader == BEFORE_SHORT and self.passage < SHORT else 0
            skimmed = rest if reader == "marked, skims the rest" else 0
        return 60 * (read / rate + skimmed / SKIMMING) + DECIDING_S


READERS = ("every word", "marked words", "marked, skims the rest", BEFORE_SHORT)


@dataclass
class Reader:
    """Someone at the queue."""

    page: Page
    defines: bool
    rate: float
    known: set[str] = field(default_factory=set)  # themes whose definition was read
    last: str = ""

    def words(self) -> Words:
        """What there is to read on the page now."""
        page = self.page
        theme = page.locator("#theme-head").inner_text()
        once = 0
        if not self.known:
            once += count(page, ".acts") + count(page, "p.help") + count(page, ".intro")
        if self.defines and theme not in self.known:
            page.keyboard.press("k")
            once += count(page, "[data-open-key=k] > div")
        self.known.add(theme)
        passage = page.locator("input[name=passage]").first.input_value()
        found = Words(
            once=once,
            head=count(page, "#theme-head, .machine strong, .asked"),
            before=count(page, ".around:has(~ #passage-text) .informant"),
            passage=count(page, "#passage-text"),
            marked=count(page, "#passage-text mark"),
            doubted=not page.locator("[data-sure]").count() or not page.locator("#passage-text mark").count(),
            same_passage=passage == self.last,
        )
        self.last = passage
        return found

    def press(self, key: str) -> float:
        """Press a key that decides; seconds until the next page stands."""
        token = self.page.locator("input[name=token]").first.get_attribute("value")
        began = time.perf_counter()
        self.page.keyboard.press(key)
        self.page.wait_for_function(_NEW_PAGE, arg=token)
        return time.perf_counter() - began


def count(page: Page, selector: str) -> int:
    """Words that are seen in the parts of a page."""
    texts = page.locator(selector).all_inner_texts()
    return sum(len(text.split()) for text in texts)


def decisions(reader: Reader, number: int, waits: bool, shots: Path | None) -> Iterator[tuple[Words, float]]:
    """Decide, and give what there was to read and how long the next page took."""
    page = reader.page
    for at in range(number):
        words = reader.words()
        if shots:
            page.screenshot(path=shots / f"thirty-{at:02d}.png")
        if waits:
            time.sleep(words.seconds("marked words", reader.rate))
        key = "g" if page.locator("[data-key=g]").count() and at % 3 else "a"
        yield words, reader.press(key)


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--decisions", type=int, default=30)
    parser.add_argument("--rate", type=float, default=READING, help="words a minute")
    parser.add_argument("--quick", action="store_true", help="reckon the reading without waiting for it")
    parser.add_argument("--definitions", action="store_true", help="count the definitions, each read once")
    parser.add_argument("--shots", type=Path, help="folder for a screenshot of each page")
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or sys.exit("no chromium on this machine")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for file in asked.out.glob("*.parquet"):
            (Path(folder) / file.name).symlink_to(file.resolve())
        if asked.shots:
            asked.shots.mkdir(parents=True, exist_ok=True)
        server = Server(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"http://127.0.0.1:{server.connection.port}/queue")
        began = time.perf_counter()
        found = list(
            decisions(
                Reader(page, asked.definitions, asked.rate), asked.decisions, not asked.quick, asked.shots
            )
        )
        took = time.perf_counter() - began
        browser.close()
        server.stop()
    report(found, took, asked)


def report(found: list[tuple[Words, float]], took: float, asked: argparse.Namespace) -> None:
    """Print what was read and how long it takes each reader."""
    passages = sum(not words.same_passage for words, _ in found)
    read = [words.passage for words, _ in found if not words.same_passage]
    waiting = sum(seconds for _, seconds in found)
    print(f"{len(found)} decisions on {passages} passages of {sum(read) / len(read):.0f} words in the mean")
    doubted, once = sum(words.doubted for words, _ in found), sum(words.once for words, _ in found)
    print(f"the page doubts in {doubted}; {once} words are read only once")
    print(f"the pages took {waiting:.1f} s in all, the slowest {1000 * max(s for _, s in found):.0f} ms")
    for reader in READERS:
        seconds = sum(words.seconds(reader, asked.rate) for words, _ in found) + waiting
        print(f"{reader:26} {int(seconds // 60)} min {seconds % 60:02.0f} s")
    if not asked.quick:
        print(f"by the clock, marked words: {int(took // 60)} min {took % 60:02.0f} s")


if __name__ == "__main__":
    main()
