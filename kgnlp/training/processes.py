"""Work that can be done in any order, in several processes."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from joblib import Parallel
from joblib.parallel import get_active_backend

# Each process holds about 1.5 GB while it fits. They are processes, not threads: the solver's random numbers
# are one sequence a process, so results would depend on how threads take turns.
_MOST_PROCESSES = 4
# With fewer interviews starting processes takes longer than they save.
_WORTH_PROCESSES = 20


def in_processes(calls: Iterable[Any], interviews: int) -> Iterator[Any]:
    """Results of calls made by joblib.delayed, in their order; the same however many processes there are.

    Args:
        calls: the calls.
        interviews: how many they have to do with.
    """
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1)
    if interviews < _WORTH_PROCESSES or get_active_backend()[0].nesting_level:
        processes = 1  # within another's process joblib would take threads
    with warnings.catch_warnings():
        # A process that has grown is replaced by a fresh one between two calls, which is as it should be.
        warnings.filterwarnings(
            "ignore", message="A worker stopped while some jobs were given", module="joblib"
        )
        yield from Parallel(n_jobs=processes, return_as="generator")(calls)
