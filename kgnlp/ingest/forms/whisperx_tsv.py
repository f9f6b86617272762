"""TSV with a column of speakers, or ``[SPEAKER_00]: text``, from WhisperX and tools built on it."""

from kgnlp.ingest.source import Form, Source
from kgnlp.ingest.tsv_cues import is_tsv, read_tsv


def _recognise(source: Source) -> float:
    return 0.95 if is_tsv(source) and any(cue.speaker for cue in read_tsv(source).cues) else 0.0


FORM = Form("whisperx_tsv", "TSV from WhisperX", _recognise, read_tsv)
