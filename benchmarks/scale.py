"""What a thousand interviews cost, what one more costs, and what a second worker gives.

    python -m benchmarks.scale [--sizes 10 100 1000] [--dask 100]

Interviews are those of the corpus under new ids, their exchanges shuffled (benchmarks/corpus_repeated.py).
Each row of the first table is three commands in processes of their own: a first run, the same again, and a
run with one interview more. Peak memory is that of the largest process. The second table runs the same
interviews on one and on two Dask workers; its rate is taken between the first and the last batch, so that
the start of workers and the loading of models, which happen once, do not blur it. Other work on the machine
blurs seconds; processor seconds less, and ratios of runs side by side least. The load is printed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus_repeated import write_interviews
from benchmarks.run_time import COMMAND, measure

_PROGRESS = re.compile(r"interviews: (\d+) of (\d+)")


@dataclass(frozen=True)
class Size:
    """Measurements of a number of interviews; seconds of the clock, of processors, megabytes."""

    interviews: int
    first: tuple[float, float, float]
    again: tuple[float, float, float]
    one_more: tuple[float, float, float]


def measure_size(folder: Path, interviews: int) -> Size:
    """Run, run again, add one, run."""
    given, out = write_interviews(folder / "in", range(interviews)), folder / "out"
    first, again = measure(given, out), measure(given, out)
    write_interviews(given, range(interviews + 1))
    return Size(interviews, first, again, measure(given, out))


def measure_rate(given: Path, out: Path, workers: int) -> float:
    """Interviews a minute on so many Dask workers, between the first and the last batch."""
    engine = ["--engine", "dask", "--workers", str(workers)]
    command = [*COMMAND, str(given), "--output", str(out), *engine]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    seen: list[tuple[float, int]] = []
    for line in process.stderr:
        if match := _PROGRESS.search(line):
            seen.append((time.perf_counter(), int(match[1])))
    if process.wait():
        sys.exit(f"the run failed with status {process.returncode}")
    (start, before), (end, after) = seen[0], seen[-1]
    return 60 * (after - before) / (end - start)


def print_sizes(sizes: list[Size]) -> None:
    """The table of sizes."""
    print("number | first: s, processor s, the same per interview, MB | again | one more: s, processor s, MB")
    for size in sizes:
        seconds, processor, memory = size.first
        more = size.one_more
        print(
            f"{size.interviews:10} | {seconds:10.0f} {processor:10.0f} {processor / size.interviews:12.2f} "
            f"{memory:14.0f} | {size.again[0]:8.1f} | {more[0]:11.0f} {more[1]:11.0f} {more[2]:6.0f}"
        )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--dask", type=int, default=100, help="interviews on Dask; 0 for none")
    asked = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before it began")
    with tempfile.TemporaryDirectory() as folder:
        print_sizes([measure_size(Path(folder) / str(size), size) for size in asked.sizes])
        if asked.dask:
            given = write_interviews(Path(folder) / "dask", range(asked.dask))
            rates = [measure_rate(given, Path(folder) / f"out{n}", n) for n in (1, 2)]
            print(f"{asked.dask} interviews on Dask: {rates[0]:.1f} a minute on one worker, ", end="")
            print(f"{rates[1]:.1f} on two, {rates[1] / rates[0]:.2f} times as many")
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
