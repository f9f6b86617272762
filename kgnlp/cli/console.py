"""What the terminal shows of a run: a progress bar where there is one, plain lines otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from kgnlp import progress


@contextmanager
def shown_progress() -> Iterator[None]:
    """Show the steps that are reported inside the block on standard error."""
    console = Console(stderr=True)
    if console.is_terminal:
        with _bars(console) as bars, progress.listening(_Bars(bars)):
            yield
    else:
        with progress.listening(lambda step, done, total: print_step(console, step, done, total)):
            yield


def print_step(console: Console, step: str, done: int, total: int) -> None:
    """One plain line a step, as logs and pipes want it; a step of one part has a line when it begins."""
    if total > 1:
        console.print(f"{step}: {done} of {total}", highlight=False, soft_wrap=True)
    elif done == 0:
        console.print(step, highlight=False, soft_wrap=True)


def _bars(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


class _Bars:
    """One bar a step; a step is done when the next one begins."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._finish_others()
            self._tasks[step] = self._bars.add_task(step, total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)

    def _finish_others(self) -> None:
        for task in self._bars.tasks:
            self._bars.update(task.id, completed=task.total)
