"""WebVTT from noScribe: a NOTE at its head, unclosed ``<v S00>``, at times the label twice, or the text."""

import re
from dataclasses import replace

from kgnlp.domain import Cue
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues

_HEAD = re.compile(r"NOTE\b[^\n]*\n?[^\n]*noScribe", re.IGNORECASE)


def _recognise(source: Source) -> float:
    return 0.9 if is_webvtt(source) and _HEAD.search(source.text[:2000]) else 0.0


def _read(source: Source) -> Transcript:
    cues = [cue for cue in map(_without_doubling, webvtt_cues(source)) if cue.text]
    return Transcript(tuple(cue for cue in cues if not _is_own_note(cue)))


def _without_doubling(cue: Cue) -> Cue:
    text = cue.text
    if cue.speaker:
        text = text.removeprefix(f"{cue.speaker}:").lstrip()
    half = len(text) // 2
    if half and text[:half].strip() == text[half:].strip():
        text = text[:half].strip()
    return replace(cue, text=text)


def _is_own_note(cue: Cue) -> bool:
    """NoScribe's own first cue: «Transcribed with noScribe vers. …»."""
    return cue.speaker is None and "transcribed with noscribe" in cue.text.lower()


FORM = Form("noscribe_vtt", "WebVTT from noScribe", _recognise, _read)
