"""SRT with ``Name: text`` or ``[SPEAKER_00]: text`` in the cues, as WhisperX writes it."""

from kgnlp.ingest.caption_labels import labelled_share, split_labels
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.srt_cues import is_srt, srt_cues


def _recognise(source: Source) -> float:
    return 0.7 if is_srt(source) and labelled_share(srt_cues(source)) > 0.05 else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(split_labels(srt_cues(source)))


FORM = Form("whisperx_srt", "SRT from WhisperX", _recognise, _read)
