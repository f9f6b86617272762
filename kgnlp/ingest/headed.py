"""Lines under heads of ``Name  0:12``, as Teams and Otter write them -> cues.

The time makes the head, so the name may be anything that people call themselves in a meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgnlp.domain import Cue
from kgnlp.ingest.labels import looks_like_label
from kgnlp.ingest.preamble import preamble
from kgnlp.ingest.source import Transcript
from kgnlp.ingest.timestamps import CLOCK, TimedLines, seconds

_HEAD = re.compile(
    rf"\[?(?P<name>[^\s\d\[\]](?:[^:\[\]\n]{{0,78}}[^\s:\[\]])?)\]?(?P<gap>[ \u00a0\t]+)(?P<time>{CLOCK})"
)
# Spaces that no sentence has; with fewer, the name itself must look like one.
_WIDE = 2
# Of the lines. A head comes with a paragraph, which a PDF may break into a dozen lines.
_MIN_SHARE = 0.05
_MIN_HEADS = 2
# Seconds. A recording whose first words come later was written with times of day, as Zoom's captions are.
_TIME_OF_DAY = 6 * 3600
# «Kari Moen started transcription», in the languages that Norwegian offices use; Otter's last line.
_EVENT = re.compile(
    r".{0,80}\b(?:(?:started|stopped) transcription|"
    r"(?:startet|starta|stoppet|stoppa|stansa|stanset|avsluttet|avslutta) "
    r"(?:transkripsjonen?|transkriberingen?|transkriberinga))\.?|Transcribed by https?://otter\.ai",
)


def is_headed(lines: Sequence[str]) -> bool:
    """Whether the lines stand under heads of a name and a time."""
    heads = sum(_head(line) is not None for line in lines)
    return heads >= _MIN_HEADS and heads >= _MIN_SHARE * len(lines)


def read_headed(lines: Sequence[str]) -> Transcript:
    """Cues of lines for which is_headed holds."""
    heads = [(number, head) for number, line in enumerate(lines) if (head := _head(line))]
    timed = TimedLines(())  # only what nobody says: the heads have the times
    cues = []
    start = seconds(heads[0][1]["time"]) or 0.0
    start = start if start > _TIME_OF_DAY else 0.0
    ends = [*(number for number, _ in heads[1:]), len(lines)]
    for (number, head), end in zip(heads, ends, strict=True):
        said = [timed.split(line)[0] for line in lines[number + 1 : end] if not _EVENT.fullmatch(line)]
        if text := "\n".join(part for part in said if part):
            cues.append(Cue(text, " ".join(head["name"].split()), (seconds(head["time"]) or 0.0) - start))
    before = preamble([line for line in lines[: heads[0][0]] if not _EVENT.fullmatch(line)])
    return Transcript((*before.cues, *cues), before.warnings)


def _head(line: str) -> re.Match[str] | None:
    match = _HEAD.fullmatch(line)
    if match is None:
        return None
    is_wide = len(match["gap"]) >= _WIDE or "\t" in match["gap"] or line.startswith("[")
    return match if is_wide or looks_like_label(match["name"]) else None
