"""WebVTT with ``Name: text`` in the cues, as Zoom writes it."""

from kgnlp.ingest.caption_labels import LabelledCues
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues


def _recognise(source: Source) -> float:
    return 0.6 if is_webvtt(source) and LabelledCues.of(webvtt_cues(source)).are_labelled else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(LabelledCues.of(webvtt_cues(source)).split())


FORM = Form("zoom_vtt", "WebVTT from Zoom", _recognise, _read)
