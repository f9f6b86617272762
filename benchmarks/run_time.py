"""Time and memory of ``kgnlp run`` on a folder, first and again, as a new process each time.

    python benchmarks/run_time.py INPUT

Peak memory is that of the largest process (Linux: kilobytes of resident set).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = [sys.executable, "-c", "from kgnlp.cli import main; main()", "run"]


def measure(folder: Path, out: Path) -> tuple[float, float, float]:
    """Seconds of the clock, seconds of processors and peak memory (MB) of one run."""
    start = time.perf_counter()
    process = subprocess.Popen([*COMMAND, str(folder), "--output", str(out)], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the run failed with status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as out:
        rows = [(name, *measure(folder, Path(out))) for name in ("first run", "second run")]
    print(f"{'':12} {'seconds':>8} {'processor':>10} {'peak MB':>8}")
    for name, seconds, processor, memory in rows:
        print(f"{name:12} {seconds:8.1f} {processor:10.1f} {memory:8.0f}")


if __name__ == "__main__":
    main()
