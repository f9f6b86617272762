"""A transcript file in memory, and what a reader makes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.decode import decode

# Bytes. An interview of two hours is under 0.2 MB as text and under 5 MB in any form that is read.
MAX_BYTES = 50_000_000


@dataclass(frozen=True)
class Source:
    """The bytes of one file. ``name`` is relative to the input folder and is what messages say."""

    name: str
    content: bytes

    @classmethod
    def open(cls, folder: Path, name: str) -> Source:
        """Read the file ``name`` of ``folder``. Raises TranscriptError if it can't be read."""
        file = folder / name
        try:
            size = file.stat().st_size
            if size > MAX_BYTES:
                raise TranscriptError(
                    f"{name} of {size / 1e6:.0f} MB",
                    expected=f"a transcript of at most {MAX_BYTES / 1e6:.0f} MB",
                    action="Give the transcript itself, not the recording, or split it.",
                )
            return cls(name, file.read_bytes())
        except OSError as error:
            raise TranscriptError(
                f"{name} that can't be opened ({type(error).__name__})",
                expected="a file that this user may read",
                action="Check that the file is there and its permissions.",
            ) from error

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes, lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def text(self) -> str:
        r"""The content decoded, with ``\n`` line ends. Raises TranscriptError where it is not text."""
        return decode(self.name, self.content)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text that are not empty, without the spaces around them."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip archive, as docx, odt and xlsx are."""
        return self.content.startswith(b"PK\x03\x04")

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF; some tools write a few bytes before its mark."""
        return b"%PDF-" in self.content[:1024]

    @property
    def is_rtf(self) -> bool:
        """Whether it is rich text."""
        return self.content.lstrip().startswith(b"{\\rtf")

    @property
    def is_plain(self) -> bool:
        """Whether it is none of these, and so text if anything."""
        return not (self.is_zip or self.is_pdf or self.is_rtf)


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
