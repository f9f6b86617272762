"""Where the output of a run lies: a folder of a file system, or a prefix of an object store.

Both hold files under names with ``/``; a file is there whole or not at all. Which generation of the tables
is the current one is changed in one step: by a symbolic link, or by an object that names it
(docs/decisions/0010-schedules-and-scale.md).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from kgnlp.errors import TableError
from kgnlp.locking import held

GENERATIONS = "generations"
INNER = ".kgnlp"


class Place(Protocol):
    """What the store needs of where it lies. Names are relative to the folder ``.kgnlp`` in it."""

    @property
    def title(self) -> str:
        """How messages call it."""
        ...

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none."""
        ...

    def open(self, name: str) -> pa.NativeFile:
        """A file to read from any position. Raises FileNotFoundError."""
        ...

    def open_current(self, file: str) -> pa.NativeFile:
        """A file of the current generation. Raises FileNotFoundError."""
        ...

    def shown(self, file: str) -> str:
        """Where people find a file of the current generation."""
        ...

    def files(self, folder: str) -> list[str]:
        """Names of all files under a folder, relative to it; none where there is no such folder."""
        ...

    def write(self, name: str) -> AbstractContextManager[Path]:
        """A path to write a file to; it is there under its name once the block ends without an error."""
        ...

    def write_page(self, name: str) -> AbstractContextManager[Path]:
        """The same for a file that people open, beside the tables."""
        ...

    def remove(self, folder: str) -> None:
        """Remove a folder with all in it, if it is there."""
        ...

    def current(self) -> str | None:
        """Name of the current generation; None before the first."""
        ...

    def check_shown(self, shown: tuple[str, ...]) -> None:
        """Raise TableError where a generation can't be shown under these names."""
        ...

    def switch(self, generation: str, shown: tuple[str, ...]) -> None:
        """Make a generation the current one, in one step; ``shown`` are its files that people open."""
        ...

    def locked(self, wait_s: float) -> AbstractContextManager[None]:
        """Keep other writers out while the block runs. Raises TableError where one goes on too long."""
        ...


def one_run(lock: Path, title: str, wait_s: float) -> AbstractContextManager[None]:
    """Keep other runs out. Raises TableError where one goes on for longer than ``wait_s``."""
    busy = TableError(
        f"another run that is writing to {title}",
        expected="one run at a time in an output folder",
        action="Wait for it to end, or choose another folder with --output.",
    )
    return held(lock, wait_s, busy)
