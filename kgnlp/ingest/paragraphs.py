"""Paragraphs with speaker labels -> cues: what text, Word, ODT, RTF and PDF have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kgnlp.domain import Cue
from kgnlp.ingest.labels import LabelledLine, parse_line, speaker_labels, time_of
from kgnlp.ingest.source import Transcript
from kgnlp.ingest.timestamps import CLOCK, F4, seconds

_LEADING_TIME = re.compile(rf"[\[(]?(?P<time>{CLOCK}|{F4})[\])]?(?=\s|$)\s*")
_TRAILING_TIME = re.compile(rf"\s*(?P<time>{F4}|[\[(]{CLOCK}[\])])\s*$")
_INNER_TIME = re.compile(F4)


def read_paragraphs(paragraphs: Iterable[str]) -> Transcript:
    """Cues of a file whose paragraphs, or lines, begin with a speaker's label when the speaker changes.

    A label stands before a colon or tab, or alone on its line, with or without a time. A paragraph without
    one goes on with the speaker before. What stands before the first label is a title or a list
    of those present: it is left out, with a warning.
    """
    lines = [line.strip() for paragraph in paragraphs for line in paragraph.split("\n") if line.strip()]
    parsed = [_parse(line) for line in lines]
    labels = speaker_labels(line.label for line in parsed if line is not None)
    starts = [number for number, line in enumerate(parsed) if line is not None and line.label in labels]
    if not starts:
        return Transcript(tuple(_cue(line, None, None) for line in lines))
    warnings = (f"{starts[0]} lines before the first speaker were left out",) if starts[0] else ()
    return Transcript(tuple(_cues(lines, parsed, starts)), warnings)


def _parse(line: str) -> LabelledLine | None:
    """A label alone on its line needs a time or a colon, or a short line of speech would be one."""
    found = parse_line(line)
    if found is None or (not found.closed_by and found.time is None):
        return None
    return found


def _cues(
    lines: Sequence[str], parsed: Sequence[LabelledLine | None], starts: Sequence[int]
) -> Iterable[Cue]:
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        first = parsed[start]
        if first is None:  # by construction it is not; the checker can't know
            continue
        text = "\n".join([first.text, *lines[start + 1 : end]]).strip()
        if text:
            yield _cue(text, first.label, time_of(first))


def _cue(text: str, speaker: str | None, begins_s: float | None) -> Cue:
    """A cue whose text has lost the times that stand in it."""
    if begins_s is None and (leading := _LEADING_TIME.match(text)):
        begins_s = seconds(leading["time"])
        text = text[leading.end() :]
    ends_s = None
    if trailing := _TRAILING_TIME.search(text):
        ends_s = seconds(trailing["time"])
        text = text[: trailing.start()]
    return Cue(_INNER_TIME.sub(" ", text), speaker, begins_s, ends_s)
