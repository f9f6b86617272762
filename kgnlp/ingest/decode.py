r"""Bytes -> text, for the encodings that transcripts in Norwegian are found in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kgnlp.errors import TranscriptError

# Encodings without a mark of their own: Windows and old Macs.
_SINGLE_BYTE = ["cp1252", "mac_roman"]
_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_LINE_ENDS = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
# Control characters that no text has; a few of them may stand in damaged text, many mean a binary file.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MAX_CONTROL_SHARE = 0.01


def decode(name: str, content: bytes) -> str:
    r"""The text of a file, with ``\n`` line ends.

    Raises:
        TranscriptError: the bytes are not text in any of the encodings.
    """
    text = _LINE_ENDS.sub("\n", _decode(name, content).removeprefix("\ufeff"))
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise _not_text(name)
    return _CONTROL.sub("", text)


def _decode(name: str, content: bytes) -> str:
    for encoding in _candidates(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(content, cp_isolation=_SINGLE_BYTE, enable_fallback=False).best()
    if best is None:
        raise _not_text(name)
    return str(best)


def _candidates(content: bytes) -> list[str]:
    """Encodings that the bytes themselves speak for, surest first."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return [encoding]
    head = content[:2000]
    # UTF-16 of mostly Latin text has a zero in every second byte.
    if head.count(0) > len(head) * 0.3:
        return ["utf-16-be" if head[0:1] == b"\0" else "utf-16-le"]
    return ["utf-8"]


def _not_text(name: str) -> TranscriptError:
    return TranscriptError(
        f"{name} with bytes that are not text",
        expected="text in UTF-8, UTF-16 or Windows-1252, or one of the forms in docs/formats.md",
        action="Export the transcript again as text, Word or WebVTT.",
    )
