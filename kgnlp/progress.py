"""Progress of a run: the stages report steps, the command shows them.

A listener is set once a process; without one, steps are silent. Steps carry names and counts only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

# (name of the step, steps done, steps in all)
Listener = Callable[[str, int, int], None]

_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send the steps reported inside the block to the listener."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def report(step: str, done: int, total: int) -> None:
    """Say that ``done`` of ``total`` parts of a step are finished."""
    for listener in _listeners:
        listener(step, done, total)
