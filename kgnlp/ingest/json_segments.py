"""JSON of Whisper and WhisperX -> cues; speakers may change inside a segment, by word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.source import Source


@lru_cache(maxsize=1)
def json_cues(source: Source) -> tuple[Cue, ...] | None:
    """The cues of its segments, none where it has no segments; None where the file is no JSON."""
    if not source.is_plain or not source.text.lstrip().startswith(("{", "[")):
        return None
    try:
        found = json.loads(source.text)
    except (ValueError, RecursionError):
        return None  # the form is then another; a transcript may begin with a bracket
    segments = found.get("segments") if isinstance(found, Mapping) else found
    if not isinstance(segments, list) or not all(_is_segment(segment) for segment in segments):
        return ()
    return tuple(cue for segment in segments for cue in _cues(segment) if cue.text)


def require_cues(source: Source) -> tuple[Cue, ...]:
    """As json_cues. Raises TranscriptError where there are none."""
    cues = json_cues(source)
    if not cues:
        raise TranscriptError(
            f"{source.name}, a JSON file without segments of text",
            expected='{"segments": [{"start": …, "end": …, "text": …}, …]}',
            action="Export it again from Whisper or WhisperX.",
        )
    return cues


def _is_segment(segment: object) -> bool:
    return isinstance(segment, Mapping) and isinstance(segment.get("text"), str)


def _cues(segment: Mapping[str, Any]) -> Iterator[Cue]:
    words = [word for word in segment.get("words") or () if isinstance(word, Mapping) and word.get("word")]
    speakers = {word["speaker"] for word in words if word.get("speaker")}
    if len(speakers) < 2:
        yield Cue(_text(segment["text"]), _label(segment), _time(segment, "start"), _time(segment, "end"))
        return
    for speaker, run in groupby(_filled(words), key=lambda word: word["speaker"]):
        said = list(run)
        text = _text(" ".join(str(word["word"]).strip() for word in said))
        yield Cue(text, str(speaker), _time(said[0], "start"), _time(said[-1], "end"))


def _filled(words: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Words with a speaker each: WhisperX leaves numbers without one; they go with the word before."""
    last = next(word["speaker"] for word in words if word.get("speaker"))
    for word in words:
        last = word.get("speaker") or last
        yield {**word, "speaker": last}


def _label(segment: Mapping[str, Any]) -> str | None:
    speaker = segment.get("speaker")
    return str(speaker) if speaker not in (None, "") else None


def _time(part: Mapping[str, Any], key: str) -> float | None:
    value = part.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(text: str) -> str:
    return " ".join(text.split())
