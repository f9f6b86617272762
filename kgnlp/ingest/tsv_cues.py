"""Tab-separated ``start end text`` in milliseconds, with or without a column of speakers -> cues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kgnlp.domain import Cue
from kgnlp.ingest.caption_labels import LabelledCues
from kgnlp.ingest.source import Source, Transcript

_COLUMNS = frozenset(("start", "end", "text"))


def is_tsv(source: Source) -> bool:
    """Whether it is a table of Whisper's, by its first line."""
    return source.is_plain and bool(source.lines) and _COLUMNS.issubset(_columns(source))


def _columns(source: Source) -> list[str]:
    return [name.strip().lower() for name in source.lines[0].split("\t")]


@lru_cache(maxsize=1)
def read_tsv(source: Source) -> Transcript:
    """The rows as cues; labels from a column ``speaker``, else from the start of the text."""
    columns = _columns(source)
    # Quotation marks are not escaped in this form, so it is no matter for the csv module.
    rows = [
        line.strip("\n").split("\t", len(columns) - 1) for line in source.text.split("\n") if line.strip()
    ][1:]
    whole = [dict(zip(columns, row, strict=True)) for row in rows if len(row) == len(columns)]
    cues = LabelledCues.of([_cue(row) for row in whole if row["text"].strip()])
    left_out = len(rows) - len(whole)
    lost = f"lines left out that lack {', '.join(columns)}: {left_out}"
    warnings = (lost,) if left_out else ()
    return Transcript(cues.split() if "speaker" not in columns else cues.cues, warnings)


def _cue(row: Mapping[str, str]) -> Cue:
    speaker = row.get("speaker", "").strip() or None
    return Cue(row["text"].strip(), speaker, _seconds(row["start"]), _seconds(row["end"]))


def _seconds(value: str) -> float | None:
    """Whisper writes whole milliseconds; a point means seconds."""
    try:
        return float(value) if "." in value else int(value) / 1000
    except ValueError:  # a row may lack its times; its text is kept
        return None
