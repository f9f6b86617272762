"""WebVTT -> cues with every voice, whatever tool wrote it.

webvtt-py reads the blocks and their times; it keeps only a cue's first voice and leaves entities as they
are, so the payload of each cue is read here.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from functools import lru_cache

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.source import Source
from kgnlp.ingest.timestamps import seconds

_VOICE = re.compile(r"<v(?:\.[\w.-]+)*(?:[ \t]+(?P<name>[^>]*))?>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|</?[\d:.]+>|</v>")


def is_webvtt(source: Source) -> bool:
    """Whether it is WebVTT, by its first line."""
    return source.is_plain and source.text.lstrip().startswith("WEBVTT")


@lru_cache(maxsize=1)
def webvtt_cues(source: Source) -> tuple[Cue, ...]:
    """One cue a voice, in order; the label is that of the voice tag, or None.

    Raises:
        TranscriptError: the file can't be parsed.
    """
    try:
        captions = webvtt.from_buffer(io.StringIO(source.text))
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise TranscriptError(
            f"{source.name}, a WebVTT file that can't be parsed",
            expected="WEBVTT, then blocks of a time line and text",
            action="Export it again from the tool that made it.",
        ) from error
    return tuple(
        cue
        for caption in captions.captions
        for cue in _voices(caption.raw_text, seconds(caption.start), seconds(caption.end))
    )


def _voices(payload: str, begins_s: float | None, ends_s: float | None) -> Iterator[Cue]:
    """The voices of one cue; those after the first begin where the first does."""
    label: str | None = None
    position = 0
    for match in [*_VOICE.finditer(payload), None]:
        text = plain(payload[position : match.start() if match else None])
        if text:
            yield Cue(text, label, begins_s, ends_s)
        if match:
            label = plain(match["name"] or "") or None
            position = match.end()


def plain(payload: str) -> str:
    """Text without tags, entities decoded, lines joined."""
    return " ".join(html.unescape(_TAG.sub("", payload)).split())
