"""Numbers, dates, times and order as Norwegians write them (Språkrådets skriveregler)."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence

NBSP = "\N{NO-BREAK SPACE}"
MISSING = "–"
# The end of the Norwegian alphabet, with the Swedish and German letters that sort as æ and ø; å is last.
_ALPHABET_END = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def whole(number: int) -> str:
    """A whole number: ``1234`` -> ``1 234`` (the space does not break)."""
    return f"{number:,}".replace(",", NBSP).replace("-", "−")


def decimal(number: float | None, digits: int = 1) -> str:
    """A decimal number: ``1234.56`` -> ``1 234,6``; a dash where there is none."""
    if number is None or math.isnan(number):
        return MISSING
    return f"{number:,.{digits}f}".replace(",", NBSP).replace(".", ",").replace("-", "−")


def signed(number: float, digits: int = 1) -> str:
    """A difference: ``0.26`` -> ``+0,3``, ``-1.2`` -> ``−1,2``; no sign where it rounds to nothing."""
    rounded = round(number, digits)
    return f"+{decimal(rounded, digits)}" if rounded > 0 else decimal(rounded + 0.0, digits)


def percent(share: float | None, digits: int = 0) -> str:
    """A share of one: ``0.125`` with one digit -> ``12,5 %``; a dash where there is none."""
    if share is None or math.isnan(share):
        return MISSING
    return f"{decimal(share * 100, digits)}{NBSP}%"


def date(day: dt.date | None) -> str:
    """A date: ``13.02.2024``; a dash where there is none."""
    return MISSING if day is None else f"{day:%d.%m.%Y}"


def clock(seconds: float | None) -> str | None:
    """A place in a recording: ``4:05`` or ``1:04:05``; None where it is not known."""
    if seconds is None or math.isnan(seconds):
        return None
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key: the Norwegian alphabet, numbers by size (``2d`` before ``10``)."""
    lowered = text.lower().translate(_ALPHABET_END)
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", lowered)
        if part
    )


def in_sentence(label: str) -> str:
    """A label as it stands inside a sentence: ``Dublering`` -> ``dublering``, but ``KI-bruk`` stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def shorten(text: str, length: int) -> str:
    """The text, cut at a word to at most ``length`` characters, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept else kept
    return at_word.rstrip(" ,.:;–-") + "…"


def shorten_all(texts: Sequence[str], length: int) -> list[str]:
    """Every text cut as by shorten; those that would look alike get a number, so that they stay apart."""
    taken: set[str] = set()
    short: list[str] = []
    for text in texts:
        candidate, number = shorten(text, length), 1
        while candidate in taken:
            number += 1
            candidate = f"{shorten(text, length - len(str(number)) - 1)}{NBSP}{number}"
        taken.add(candidate)
        short.append(candidate)
    return short
