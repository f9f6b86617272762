"""One process at a time: a lock file is held while a block runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from kgnlp.errors import KgnlpError


@contextmanager
def held(lock: Path, wait_s: float, busy: KgnlpError) -> Iterator[None]:
    """Hold a lock file while the block runs.

    Args:
        lock: the file; made where there is none, in a folder that is there.
        wait_s: seconds to wait for another process that holds it.
        busy: raised where it goes on for longer.
    """
    taken = filelock.FileLock(lock, thread_local=False)
    try:
        taken.acquire(timeout=wait_s)
    except filelock.Timeout as error:
        raise busy from error
    try:
        yield
    finally:
        taken.release()
