r"""Bytes -> text, for the encodings that transcripts in Norwegian are found in."""

from __future__ import annotations

import codecs
import re

from kgnlp.errors import TranscriptError

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Encodings without a mark of their own: Windows, old Macs. The first wins where nothing tells them apart.
_SINGLE_BYTE = ("cp1252", "mac_roman")
# What Norwegian text has beyond ASCII. In the wrong one of the two encodings these letters come out as
# signs that no transcript has (å in Windows is Â on a Mac, Mac's is Œ in Windows).
_PLAUSIBLE = frozenset("æøåÆØÅéÉèÈêÊëóÓòÒôÔàÀáâäÄöÖüÜñçíïúšžŠŽðß«»„“”‘’‚–—…·•§°€£½´¨©®™±²³\u00a0\u00ad")
# str.splitlines() and str.split() know more ends of lines than a transcript has; these are what it has.
# In Windows-1252 byte 85 is «…», and only decoded text may be searched for the line end U+0085.
_LINE_ENDS = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
# Control characters that no text has; a few of them may stand in damaged text, many mean a binary file.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MAX_CONTROL_SHARE = 0.01
# Bytes that are no UTF-8, of all that are not ASCII: above this the file is of another encoding, below it
# damaged. Text in Windows-1252 has hardly a pair of bytes that is UTF-8 by chance.
_MAX_DAMAGED_SHARE = 0.1
# A file of random bytes has one in 256; UTF-16 of Latin text has one in two.
_MIN_ZEROS = 0.3


def decode(name: str, content: bytes) -> str:
    r"""The text of a file, with ``\n`` line ends.

    Raises:
        TranscriptError: the bytes are not text in any of the encodings.
    """
    text = _LINE_ENDS.sub("\n", _decode(content).removeprefix("\ufeff"))
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise TranscriptError(
            f"{name} with bytes that are not text",
            expected="text in UTF-8, UTF-16 or Windows-1252, or one of the forms in docs/formats.md",
            action="Export the transcript again as text, Word or WebVTT.",
        )
    return _CONTROL.sub("", text)


def _decode(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace")
    head = content[:2000]
    if head.count(0) > len(head) * _MIN_ZEROS:
        zeros_first = head[0::2].count(0) > head[1::2].count(0)
        return content.decode("utf-16-be" if zeros_first else "utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(content)


def _decode_other(content: bytes) -> str:
    """UTF-8 with a little damage, as after a cut inside a letter, or else an encoding of single bytes."""
    mended = content.decode("utf-8", errors="replace")
    beyond_ascii = sum(not character.isascii() for character in mended)
    if mended.count("\ufffd") <= _MAX_DAMAGED_SHARE * beyond_ascii:
        return mended
    return max((content.decode(encoding, errors="replace") for encoding in _SINGLE_BYTE), key=_plausibility)


def _plausibility(text: str) -> int:
    return sum(1 if character in _PLAUSIBLE else -1 for character in text if not character.isascii())
