"""Times as transcription tools write them -> seconds, and lines without the times that stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

# 0:12  12:34  1:02:03  00:01:02.345  00:04,2
CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
# f4: #00:01:02-3#
F4 = r"#\d{1,2}:\d{2}:\d{2}-\d#"
# Between the ends of a range.
DASH = r"\s*(?:-->|[-–—])\s*"
_PARTS = re.compile(r"(?:(?:(?P<h>\d+):)?(?P<m>\d+):)?(?P<s>\d+)(?:[.,-](?P<fraction>\d+))?")
_FULL = r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?"
# Nobody says these, wherever they stand: f4's, a time in square brackets, one with hours in any brackets.
_NEVER_SAID = re.compile(rf"{F4}|\[{CLOCK}(?:{DASH}{CLOCK})?\]|\({_FULL}(?:{DASH}{_FULL})?\)|<{_FULL}>")
# People do say times of day: «09:00 begynte møtet». These go only where most lines have them.
_LEADING = re.compile(rf"[(]?(?P<time>{CLOCK})[)]?(?:{DASH}{CLOCK})?(?:\s+[-–—]?\s*|$)")
_TRAILING = re.compile(rf"(?<=\S)[ \t]+\(?(?P<time>{CLOCK})\)?$")
_MOST = 0.5


def seconds(time: str) -> float | None:
    """Seconds from the start; None where the text is no time. Hours and fractions may be absent."""
    match = _PARTS.fullmatch(time.strip(" #[]()<>"))
    if match is None:
        return None
    whole = int(match["h"] or 0) * 3600 + int(match["m"] or 0) * 60 + int(match["s"])
    return float(f"{whole}.{match['fraction'] or 0}")


def first_time(text: str) -> float | None:
    """The first time in a text, as the beginning of a range; None where there is none."""
    found = re.search(rf"{F4}|{CLOCK}", text)
    return seconds(found[0]) if found else None


class TimedLines:
    """Takes the times from the lines of a file; which ones were written by the tool, all lines decide."""

    def __init__(self, lines: Iterable[str]) -> None:
        texts = list(lines)
        self._leading = _share(texts, _LEADING.match) > _MOST
        self._trailing = _share(texts, _TRAILING.search) > _MOST

    def split(self, line: str) -> tuple[str, float | None, float | None]:
        """The line without its times; the time it begins with and the time it ends with, in seconds."""
        begins = ends = None
        for written in _NEVER_SAID.finditer(line):
            if not line[: written.start()].strip():
                begins = first_time(written[0])
            elif not line[written.end() :].strip():
                ends = first_time(written[0])
        line = _NEVER_SAID.sub(" ", line).strip()
        if (match := _LEADING.match(line)) and (self._leading or match.end() == len(line)):
            begins, line = seconds(match["time"]), line[match.end() :]
        if self._trailing and (match := _TRAILING.search(line)):
            ends, line = seconds(match["time"]), line[: match.start()]
        return line, begins, ends


def _share(texts: list[str], holds: Callable[[str], object]) -> float:
    return sum(holds(text) is not None for text in texts) / max(1, len(texts))
