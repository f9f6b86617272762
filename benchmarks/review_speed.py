"""How quick the review's pages are, on as many interviews as asked for.

    python -m benchmarks.review_speed [OUT] --interviews 60 1000 --decisions 5000

OUT is the output of a run; without it the sixty interviews of the corpus are run first, which takes some
minutes. Interviews are copied under new ids. The server is a process of its own, asked over HTTP. Times are
in milliseconds; "worst" is the slowest request, the first one of each page included; "cpu" is what the
server's processor did for a page, which a machine that is busy with other things changes less.
"""

from __future__ import annotations

import argparse
import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.corpus_repeated import write_interviews
from kgnlp.codebook import load_codebook
from kgnlp.domain import Stance
from kgnlp.review import deciding
from kgnlp.review.deciding import Sent
from kgnlp.review.desk import Desk
from kgnlp.review.store import open_database
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.tables import SCHEMAS, Store

COMMAND = [sys.executable, "-c", "from kgnlp.cli import main; main()", "review"]
REPEATS = 15


def copy_run(out: Path, folder: Path, interviews: int) -> None:
    """The tables with as many interviews, copies under new ids."""
    store = Store(out)
    tables = {name: store.read(name) for name in SCHEMAS}
    ids = tables["interviews"]["interview_id"].to_pylist()
    for name, table in tables.items():
        key = "interview_id" if "interview_id" in table.column_names else "passage_id"
        rows: dict[str, list[int]] = {}
        for number, value in enumerate(table[key].to_pylist()):
            rows.setdefault(value.split(":")[0], []).append(number)
        parts = {original: table.take(rows.get(original, [])) for original in ids}
        with pq.ParquetWriter(folder / f"{name}.parquet", SCHEMAS[name], compression="zstd") as writer:
            for number in range(interviews):
                original = ids[number % len(ids)]
                writer.write_table(_renamed(parts[original], name, original, f"n{number:04d}"))


def _renamed(part: pa.Table, name: str, original: str, new: str) -> pa.Table:
    for column in {"interview_id", "passage_id"} & set(part.column_names):
        values = [new + value[len(original) :] for value in part[column].to_pylist()]
        place = part.column_names.index(column)
        part = part.set_column(place, SCHEMAS[name].field(column), pa.array(values, pa.string()))
    return part.cast(SCHEMAS[name])


def run_corpus(folder: Path) -> Path:
    """The output of a run of the corpus's sixty interviews."""
    write_interviews(folder / "in", range(60))
    subprocess.run([*COMMAND[:-1], "run", str(folder / "in"), "--output", str(folder / "out")], check=True)
    return folder / "out"


def decide(folder: Path, decisions: int) -> int:
    """Fill the store: two coders, of whom the second decides every fifth item too."""
    settings = load_settings(default_settings_file())
    database = open_database(folder / "review")
    desk = Desk(Store(folder), database, load_codebook(settings.codebook), {})
    work = desk.work()
    suggested = np.argwhere(work.corpus.tags.suggested & ~work.corpus.blind[:, None])
    chance = np.random.default_rng(20241)
    chance.shuffle(suggested)
    drafts = []
    for number, (passage, theme) in enumerate(suggested[:decisions]):
        for coder in ("kari", "ola") if number % 5 == 0 else ("kari",):
            how = {"rejected": True} if chance.random() < 0.2 else {"stance": Stance.NEGATIVE}
            made = deciding.decide(desk, work, Sent(coder, ""), int(passage), work.themes[theme], **how)
            drafts.append(made)
    for at in range(0, len(drafts), 500):
        desk.decisions.add(*drafts[at : at + 500])
    database.close()
    return len(drafts)


class Server:
    """The app as a user starts it."""

    def __init__(self, folder: Path) -> None:
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [*COMMAND, str(folder), "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        found = re.search(r":(\d+)/", self.process.stdout.readline())
        if found is None:
            sys.exit("the server did not start")
        self.started = time.perf_counter() - began
        self.connection = http.client.HTTPConnection("127.0.0.1", int(found.group(1)))
        self.cookie = ""

    def get(self, address: str) -> tuple[float, str]:
        """Milliseconds and page."""
        began = time.perf_counter()
        self.connection.request("GET", address, headers={"cookie": self.cookie})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = 1000 * (time.perf_counter() - began)
        if answer.status != 200:
            sys.exit(f"{address.split('?')[0]} answered {answer.status}")
        self.cookie = (answer.headers.get("set-cookie") or self.cookie).split(";")[0]
        return took, text

    def decide(self) -> float:
        """Milliseconds of a decision: sent, kept, and the next page shown."""
        page = self.get("/queue")[1]
        fields = dict(re.findall(r'name="(csrf|token|passage|theme|seen|shown)" value="([^"]*)"', page))
        body = "&".join(f"{name}={quote(value)}" for name, value in fields.items()) + "&act=accept"
        began = time.perf_counter()
        headers = {"cookie": self.cookie, "content-type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", "/decide", body, headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 303:
            sys.exit(f"a decision was answered {answer.status}")
        self.get(answer.headers["location"])
        return 1000 * (time.perf_counter() - began)

    def processor(self) -> float:
        """Milliseconds of processor that the server used so far."""
        times = psutil.Process(self.process.pid).cpu_times()
        return 1000.0 * float(times.user + times.system)

    def stop(self) -> float:
        """End it; its memory in MB."""
        memory = float(psutil.Process(self.process.pid).memory_info().rss) / 1e6
        self.process.terminate()
        self.process.wait()
        return memory


def measure(folder: Path, interviews: int, decisions: int) -> None:
    """Print one table."""
    server = Server(folder)
    first = server.get("/")[0]
    print(f"\n{interviews} interviews, {decisions} decisions")
    print(f"started in {server.started:.2f} s, first page {first:.0f} ms")
    print(f"{'page':24} {'median':>8} {'worst':>8} {'cpu':>8} {'kB':>8}")
    interview = f"/interviews/n{interviews // 2:04d}"
    pages = (
        "/",
        "/queue",
        "/audit",
        "/search",
        "/bulk",
        interview,
        f"{interview}/segments/3",
        "/agreement",
        "/agreement/segments",
        "/disagreements",
        "/codebook",
        "/guides",
        "/accounts",
        "/settings",
    )
    for address in pages:
        times, text, before = [], "", server.processor()
        for _ in range(REPEATS):
            took, text = server.get(address)
            times.append(took)
        cpu = (server.processor() - before) / REPEATS
        line = f"{address:24} {statistics.median(times):8.0f} {max(times):8.0f} {cpu:8.0f}"
        print(f"{line} {len(text) / 1000:8.0f}")
    before = server.processor()
    times = [server.decide() for _ in range(REPEATS)]
    cpu = (server.processor() - before) / REPEATS
    print(f"{'decide and next':24} {statistics.median(times):8.0f} {max(times):8.0f} {cpu:8.0f}")
    print(f"memory {server.stop():.0f} MB")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--interviews", type=int, nargs="+", default=[60, 1000])
    parser.add_argument("--decisions", type=int, default=5000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        out = asked.out or run_corpus(Path(made))
        for interviews in asked.interviews:
            measure_copy(out, interviews, asked.decisions)


def measure_copy(out: Path, interviews: int, decisions: int) -> None:
    """Measure on as many interviews as asked for, in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        copy_run(out, Path(folder), interviews)
        measure(Path(folder), interviews, decide(Path(folder), decisions))


if __name__ == "__main__":
    main()
