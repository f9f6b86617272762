"""WebVTT -> cues with every voice, whatever tool wrote it.

webvtt-py reads the blocks and their times; it keeps only a cue's first voice and leaves entities as they
are, so what each cue holds is read by kgnlp.ingest.caption_text.
"""

from __future__ import annotations

import io
from functools import lru_cache

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.caption_blocks import as_webvtt, blocks
from kgnlp.ingest.caption_text import voices
from kgnlp.ingest.source import Source
from kgnlp.ingest.timestamps import seconds


def is_webvtt(source: Source) -> bool:
    """Whether it is WebVTT, by its first line."""
    return source.is_plain and source.text.lstrip().startswith("WEBVTT")


@lru_cache(maxsize=1)
def webvtt_cues(source: Source) -> tuple[Cue, ...]:
    """One cue a voice, in order; the label is that of the voice tag, or None.

    The voices of a cue after the first begin where the first does.

    Raises:
        TranscriptError: the file can't be parsed.
    """
    try:
        captions = webvtt.from_buffer(io.StringIO(as_webvtt(blocks(source.text)))).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise TranscriptError(
            f"{source.name}, a WebVTT file that can't be parsed",
            expected="WEBVTT, then blocks of a time line and text",
            action="Export it again from the tool that made it.",
        ) from error
    return tuple(
        Cue(text, label, seconds(caption.start), seconds(caption.end))
        for caption in captions
        for label, text in voices(caption.raw_text)
    )
