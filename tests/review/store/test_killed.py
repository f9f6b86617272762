"""A process killed in mid-write loses no decision that it had said was kept."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kgnlp.review.store import DecisionStore, open_database

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from kgnlp.review.store import DecisionStore, Draft, open_database
from tests.review.builders import a_decision
store = DecisionStore(open_database(Path(sys.argv[1])))
for number in range(100_000):
    (kept,) = store.add(Draft(a_decision(theme=f"{sys.argv[2]}t{number}"), seen=0))
    print(kept.decision_id, kept.theme, flush=True)
"""


@pytest.mark.parametrize("seed", range(3))
def test_nothing_acknowledged_is_lost(tmp_path, seed):
    said: list[str] = []
    for life in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), f"l{life}"],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert process.stdout is not None
        said.append(process.stdout.readline())
        time.sleep(random.Random(seed * 2 + life).uniform(0.01, 0.2))
        os.kill(process.pid, signal.SIGKILL)
        said += [line for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        process.stdout.close()
        process.wait()
    database = open_database(tmp_path)
    kept = [f"{one.decision_id} {one.theme}\n" for one in DecisionStore(database).since()]
    database.close()
    assert set(said) <= set(kept)
    assert len(said) > 4
    # a decision that was kept but not yet said is at most one a life
    assert len(kept) - len(said) <= 2
