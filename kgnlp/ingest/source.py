"""A transcript file in memory, and what a reader makes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kgnlp.domain import Cue
from kgnlp.ingest.decode import decode


@dataclass(frozen=True)
class Source:
    """The bytes of one file. ``name`` is relative to the input folder and is what messages say."""

    name: str
    content: bytes

    @classmethod
    def open(cls, folder: Path, name: str) -> Source:
        """Read the file ``name`` of ``folder``. Raises TranscriptError if it can't be read."""
        raise NotImplementedError

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes, lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def text(self) -> str:
        r"""The content decoded, with ``\n`` line ends. Raises TranscriptError where it is not text."""
        return decode(self.name, self.content)


@dataclass(frozen=True)
class Transcript:
    """What a reader finds in a file, in the order of the file."""

    cues: tuple[Cue, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form of transcript: how it is recognised and read. Each module in kgnlp.ingest.forms has one."""

    name: str  # value of the column interviews.format
    title: str  # for people and docs
    recognise: Callable[[Source], float]  # 0 = is not of this form, 1 = certainly is; by content
    read: Callable[[Source], Transcript]
