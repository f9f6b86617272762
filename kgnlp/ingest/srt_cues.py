"""SubRip -> cues; pysubs2 reads the blocks and their times."""

from __future__ import annotations

from functools import lru_cache

import pysubs2
from pysubs2.exceptions import Pysubs2Error

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.caption_blocks import as_srt, blocks, has_times
from kgnlp.ingest.caption_text import voices
from kgnlp.ingest.source import Source


def is_srt(source: Source) -> bool:
    """Whether it is SubRip, by its time lines."""
    return source.is_plain and not source.text.lstrip().startswith("WEBVTT") and has_times(source.text)


@lru_cache(maxsize=1)
def srt_cues(source: Source) -> tuple[Cue, ...]:
    """The cues; labels only of voice tags, which some tools write here too.

    Raises:
        TranscriptError: the file can't be parsed.
    """
    try:
        # Tags are kept as they stand: pysubs2 would drop those that it does not know, words and all.
        events = pysubs2.SSAFile.from_string(as_srt(blocks(source.text)), format_="srt", keep_html_tags=True)
    except (Pysubs2Error, ValueError, IndexError) as error:
        raise TranscriptError(
            f"{source.name}, an SRT file that can't be parsed",
            expected="blocks of a number, a time line and text",
            action="Export it again from the tool that made it.",
        ) from error
    return tuple(
        Cue(text, label, event.start / 1000, event.end / 1000)
        for event in events
        for label, text in voices(event.text.replace("\\N", "\n"))
    )
