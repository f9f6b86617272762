"""SubRip -> cues; pysubs2 reads the blocks and their times."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import pysubs2
from pysubs2.exceptions import Pysubs2Error

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.source import Source

_TIMES = re.compile(r"(?m)^\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|\{\\[^}]*\}")


def is_srt(source: Source) -> bool:
    """Whether it is SubRip, by its time lines."""
    return (
        source.is_plain and bool(_TIMES.search(source.text[:5000])) and not source.text.startswith("WEBVTT")
    )


@lru_cache(maxsize=1)
def srt_cues(source: Source) -> tuple[Cue, ...]:
    """The cues, without labels taken from their text. Raises TranscriptError if it can't be parsed."""
    try:
        events = pysubs2.SSAFile.from_string(source.text, format_="srt", keep_unknown_html_tags=True)
    except (Pysubs2Error, ValueError, IndexError) as error:
        raise TranscriptError(
            f"{source.name}, an SRT file that can't be parsed",
            expected="blocks of a number, a time line and text",
            action="Export it again from the tool that made it.",
        ) from error
    cues = (Cue(_plain(event.text), None, event.start / 1000, event.end / 1000) for event in events)
    return tuple(cue for cue in cues if cue.text)


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text.replace("\\N", " "))).split())
