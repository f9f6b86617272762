"""Explanations made in the background, so that no page waits long for one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlowError

from kgnlp.explanation import Explanation

_MOST_KEPT = 50  # passages; each is asked for once a theme
Key = tuple[str, str]  # generation of the tables and passage id


class Explanations:
    """Explains passages one after another, as models and pipeline are one a process."""

    def __init__(self, explain: Callable[[str], Explanation]) -> None:
        self._explain = explain
        self._one_at_a_time = threading.Lock()
        self._asked: OrderedDict[Key, Future[Explanation]] = OrderedDict()

    def ask(self, generation: str, passage_id: str) -> Future[Explanation]:
        """The explanation of a passage, begun where it was not asked for before."""
        key = (generation, passage_id)
        known = self._asked.get(key)
        if known is None or (known.done() and known.exception() is not None):
            known = self._asked[key] = Future()
            # No pool: the program would wait for its threads, and is to end when it is told to.
            threading.Thread(target=self._make, args=(known, passage_id), daemon=True).start()
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

    def _make(self, asked: Future[Explanation], passage_id: str) -> None:
        with self._one_at_a_time:
            try:
                asked.set_result(self._explain(passage_id))
            except Exception as error:  # noqa: BLE001 - raised where the result is asked for
                asked.set_exception(error)
