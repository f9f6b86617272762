"""Fits that do not depend on each other, in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from joblib import Parallel

# Each process holds about 1.5 GB while it fits. They are processes, not threads: the solver's random numbers
# are one sequence a process, so results would depend on how threads take turns.
_MOST_PROCESSES = 4
# With fewer interviews starting processes takes longer than they save.
_WORTH_PROCESSES = 20


def in_processes(calls: Iterable[Any], interviews: int) -> list[Any]:
    """Results of calls made by joblib.delayed, in their order; the same however many processes there are.

    Args:
        calls: the calls.
        interviews: how many they have to do with.
    """
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1) if interviews >= _WORTH_PROCESSES else 1
    answers: list[Any] = Parallel(n_jobs=processes)(calls)
    return answers
