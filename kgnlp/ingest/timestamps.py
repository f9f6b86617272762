"""Times as transcription tools write them -> seconds."""

from __future__ import annotations

import re

# 0:12  12:34  1:02:03  00:01:02.345  00:04,2
CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
# f4: #00:01:02-3#
F4 = r"#\d{1,2}:\d{2}:\d{2}-\d#"
_PARTS = re.compile(r"(?:(?:(?P<h>\d+):)?(?P<m>\d+):)?(?P<s>\d+)(?:[.,-](?P<fraction>\d+))?")


def seconds(time: str) -> float | None:
    """Seconds from the start; None where the text is no time. Hours and fractions may be absent."""
    match = _PARTS.fullmatch(time.strip(" #[]()"))
    if match is None:
        return None
    whole = int(match["h"] or 0) * 3600 + int(match["m"] or 0) * 60 + int(match["s"])
    return float(f"{whole}.{match['fraction'] or 0}")
