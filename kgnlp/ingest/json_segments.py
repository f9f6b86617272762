"""JSON of Whisper and WhisperX, and of what is built on them -> cues.

| written by | where the segments are | times |
|---|---|---|
| Whisper and its kin, WhisperX | ``segments``, or the whole file | ``start``, ``end`` in seconds |
| whisper.cpp | ``transcription`` | ``offsets: {from, to}`` in milliseconds |
| Hugging Face, NB-Whisper | ``chunks``; with speakers ``speakers`` | ``timestamp: [start, end]`` in seconds |
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.json_words import by_speaker, label_of, seconds_of
from kgnlp.ingest.source import Source

_SEGMENTS = ("segments", "transcription", "speakers", "chunks")
# «{"» or «[{»: a transcript in text may begin with a bracket too, as in «[00:01] Kari: …».
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\]])')
# Bytes. Two hours with every word's time make 10 MB; parsed, JSON takes about ten times its size.
_MAX_BYTES = 30_000_000


def is_json(source: Source) -> bool:
    """Whether it means to be JSON, by its first signs."""
    return source.is_plain and bool(_JSON.match(source.text[:1000]))


@lru_cache(maxsize=1)
def json_cues(source: Source) -> tuple[Cue, ...]:
    """The cues of its segments; speakers may change inside a segment, by word.

    Raises:
        TranscriptError: the file is too big or damaged, or has no segments of text.
    """
    segments = _segments(_parsed(source))
    cues = tuple(cue for segment in segments for cue in _cues(segment) if cue.text)
    if not cues:
        raise TranscriptError(
            f"{source.name}, a JSON file without segments of text",
            expected='{"segments": [{"start": …, "end": …, "text": …}, …]}',
            action="Export it again from Whisper or WhisperX.",
        )
    return cues


def _parsed(source: Source) -> object:
    if len(source.content) > _MAX_BYTES:
        raise TranscriptError(
            f"{source.name}, a JSON file of {len(source.content) / 1e6:.0f} MB",
            expected=f"at most {_MAX_BYTES / 1e6:.0f} MB",
            action="Export the transcript without the times of words, or as SRT.",
        )
    try:
        return json.loads(source.text)
    except (ValueError, RecursionError) as error:
        place = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        raise TranscriptError(
            f"{source.name}, a JSON file that is damaged{place}",
            expected="a whole JSON file",
            action="Copy or export the file again.",
        ) from error


def _segments(found: object) -> list[Mapping[str, Any]]:
    """The first list of segments that there is; the whole of it, or none."""
    lists = [found.get(name) for name in _SEGMENTS] if isinstance(found, Mapping) else [found]
    for segments in lists:
        if isinstance(segments, list) and segments and all(_is_segment(segment) for segment in segments):
            return segments
    return []


def _is_segment(segment: object) -> bool:
    return isinstance(segment, Mapping) and isinstance(segment.get("text"), str)


def _cues(segment: Mapping[str, Any]) -> list[Cue]:
    begins_s, ends_s = _times(segment)
    text = " ".join(segment["text"].split())
    return by_speaker(segment.get("words"), text) or [Cue(text, label_of(segment), begins_s, ends_s)]


def _times(segment: Mapping[str, Any]) -> tuple[float | None, float | None]:
    offsets, stamp = segment.get("offsets"), segment.get("timestamp")
    if isinstance(offsets, Mapping):
        return seconds_of(offsets.get("from"), 0.001), seconds_of(offsets.get("to"), 0.001)
    if isinstance(stamp, list) and len(stamp) == 2:
        return seconds_of(stamp[0]), seconds_of(stamp[1])
    return seconds_of(segment.get("start")), seconds_of(segment.get("end"))
