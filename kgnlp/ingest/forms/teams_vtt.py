"""WebVTT with voice tags (``<v Name>``), several cues a turn, as Teams writes it."""

from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues


def _recognise(source: Source) -> float:
    if not is_webvtt(source):
        return 0.0
    cues = webvtt_cues(source)
    return 0.7 if sum(cue.speaker is not None for cue in cues) > 0.5 * len(cues) > 0 else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(webvtt_cues(source))


FORM = Form("teams_vtt", "WebVTT from Teams", _recognise, _read)
