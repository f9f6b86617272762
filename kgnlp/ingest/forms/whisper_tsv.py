"""TSV without speakers, as Whisper writes it."""

from kgnlp.ingest.source import Form, Source
from kgnlp.ingest.tsv_cues import is_tsv, read_tsv


def _recognise(source: Source) -> float:
    return 0.9 if is_tsv(source) else 0.0


FORM = Form("whisper_tsv", "TSV from Whisper", _recognise, read_tsv)
