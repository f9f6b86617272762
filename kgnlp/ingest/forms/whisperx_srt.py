"""SRT with ``Name: text`` or ``[SPEAKER_00]: text`` in the cues, as WhisperX writes it."""

from kgnlp.ingest.caption_labels import LabelledCues
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.srt_cues import is_srt, srt_cues


def _recognise(source: Source) -> float:
    return 0.7 if is_srt(source) and LabelledCues.of(srt_cues(source)).are_labelled else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(LabelledCues.of(srt_cues(source)).split())


FORM = Form("whisperx_srt", "SRT from WhisperX", _recognise, _read)
