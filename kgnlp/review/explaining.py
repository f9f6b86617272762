"""Explanations made in the background, so that no page waits long for one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlowError

from kgnlp.explanation import Explanation

_MOST_KEPT = 50  # passages; each is asked for once a theme
Key = tuple[str, str]  # generation of the tables and passage id


class Explanations:
    """Explains passages one after another, as models and pipeline are one a process."""

    def __init__(self, explain: Callable[[str], Explanation]) -> None:
        self._explain = explain
        self._worker = ThreadPoolExecutor(1, "explain")
        self._asked: OrderedDict[Key, Future[Explanation]] = OrderedDict()

    def ask(self, generation: str, passage_id: str) -> Future[Explanation]:
        """The explanation of a passage, begun where it was not asked for before."""
        key = (generation, passage_id)
        known = self._asked.get(key)
        if known is None or (known.done() and known.exception() is not None):
            known = self._asked[key] = self._worker.submit(self._explain, passage_id)
            while len(self._asked) > _MOST_KEPT:
                self._asked.popitem(last=False)
        return known

    def get(self, generation: str, passage_id: str, wait_s: float) -> Explanation | None:
        """The explanation of a passage; None where it is not there within some seconds.

        Raises:
            KgnlpError: as what explains says it.
        """
        try:
            return self.ask(generation, passage_id).result(wait_s)
        except TooSlowError:
            return None
