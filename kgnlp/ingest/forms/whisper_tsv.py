"""Tab-separated ``start end text`` in milliseconds, from Whisper; WhisperX adds labels to the text."""

from __future__ import annotations

from kgnlp.domain import Cue
from kgnlp.ingest.caption_labels import split_labels
from kgnlp.ingest.source import Form, Source, Transcript

_COLUMNS = ["start", "end", "text"]


def _recognise(source: Source) -> float:
    is_tsv = source.is_plain and bool(source.lines) and source.lines[0].lower().split("\t") == _COLUMNS
    return 0.95 if is_tsv else 0.0


def _read(source: Source) -> Transcript:
    rows = [line.split("\t", 2) for line in source.lines[1:]]
    cues = tuple(cue for row in rows if (cue := _cue(row)))
    left_out = sum(len(row) != len(_COLUMNS) for row in rows)
    warnings = (f"{left_out} lines without start, end and text were left out",) if left_out else ()
    return Transcript(split_labels(cues), warnings)


def _cue(row: list[str]) -> Cue | None:
    if len(row) != len(_COLUMNS) or not row[2].strip():
        return None
    return Cue(row[2].strip(), None, _milliseconds(row[0]), _milliseconds(row[1]))


def _milliseconds(value: str) -> float | None:
    return int(value) / 1000 if value.strip().isdigit() else None


FORM = Form("whisper_tsv", "TSV from Whisper", _recognise, _read)
