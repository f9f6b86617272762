"""Files are replaced whole: a reader sees the old one or the new one, whenever the writer is killed."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A path to write a file to, which takes the file's place at the end of the block.

    If the block raises, the file stays as it was. Where several processes write it at once, the last one
    stands. Its folder is made where there is none.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
    try:
        yield draft
        to_disk(draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def to_disk(file: Path) -> None:
    """Have a file or folder on disk, so that a power cut loses nothing of it."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
