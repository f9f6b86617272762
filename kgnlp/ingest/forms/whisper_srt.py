"""SRT without speakers, as Whisper writes it."""

from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.srt_cues import is_srt, srt_cues


def _recognise(source: Source) -> float:
    return 0.5 if is_srt(source) else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(srt_cues(source))


FORM = Form("whisper_srt", "SRT from Whisper", _recognise, _read)
