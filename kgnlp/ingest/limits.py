"""What is refused before any parser sees it."""

from __future__ import annotations

import io
import zipfile

from kgnlp.errors import TranscriptError
from kgnlp.ingest.source import Source

# An unpacked Word file of a long interview is about 2 MB; pictures in it are unpacked by nobody.
_MAX_UNPACKED = 200_000_000
_MAX_RATIO = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check(source: Source) -> None:
    """Refuse files that can't be transcripts, or that would harm. Raises TranscriptError."""
    if not source.content.strip():
        raise TranscriptError(
            f"{source.name} without content",
            expected="a transcript",
            action="Export it again from the tool that made it.",
        )
    if source.content.startswith(_OLE):
        _refuse_ole(source)
    if source.is_zip:
        _check_zip(source)


def _refuse_ole(source: Source) -> None:
    encrypted = "EncryptedPackage".encode("utf-16-le") in source.content
    what = "encrypted with a password" if encrypted else "in the old Word form (.doc)"
    action = "Remove the password in Word" if encrypted else "Open it in Word and save it as .docx"
    raise TranscriptError(
        f"{source.name} {what}", expected="an open .docx", action=f"{action}, and run again."
    )


def _check_zip(source: Source) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise TranscriptError(
            f"{source.name}, a damaged or truncated document",
            expected="a whole .docx or .odt",
            action="Copy or export the file again.",
        ) from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(len(source.content), 50_000):
        raise TranscriptError(
            f"{source.name} that unpacks to {unpacked / 1e6:.0f} MB",
            expected=f"a document of at most {_MAX_UNPACKED / 1e6:.0f} MB unpacked",
            action="Save the transcript as a new document without pictures.",
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise TranscriptError(
            f"{source.name} encrypted with a password",
            expected="an open document",
            action="Remove the password, and run again.",
        )
