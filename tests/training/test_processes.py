"""Work in several processes: the same results, and never threads."""

from __future__ import annotations

import os
import threading

import pytest
from joblib import Parallel, delayed

from kgnlp.training.processes import in_processes


def _where(number: int) -> tuple[int, int, bool]:
    return number, os.getpid(), threading.current_thread() is threading.main_thread()


def _inner() -> tuple[int, list[tuple[int, int, bool]]]:
    return os.getpid(), list(in_processes((delayed(_where)(n) for n in range(4)), 100))


@pytest.mark.parametrize(("interviews", "elsewhere"), [(5, False), (100, True)])
def test_results_come_in_order_and_few_interviews_stay_in_this_process(
    interviews: int, elsewhere: bool
) -> None:
    found = list(in_processes((delayed(_where)(n) for n in range(6)), interviews))
    assert [number for number, _, _ in found] == list(range(6))
    assert all((process != os.getpid()) is elsewhere for _, process, _ in found) or os.cpu_count() == 1


def test_within_a_process_of_others_work_is_done_there_and_in_no_thread() -> None:
    for process, found in Parallel(n_jobs=2)(delayed(_inner)() for _ in range(2)):
        assert {(inside, in_main) for _, inside, in_main in found} == {(process, True)}
