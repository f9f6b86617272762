"""Labels in captions: ``Name: text`` at the start of a cue, which goes on in the cues after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgnlp.domain import Cue
from kgnlp.ingest.labels import LabelledLine, parse_line, speaker_labels

# Of the cues. Tools that write labels write them on every cue, or on every change of speaker.
_MIN_LABELLED = 0.05


def labelled_share(cues: Sequence[Cue]) -> float:
    """Share of the cues that begin with a speaker's label."""
    labels = _labels(cues)
    return sum(line is not None and line.label in labels for line in map(_parse, cues)) / max(1, len(cues))


def split_labels(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Cues with the label taken from their text; a cue without one goes on with the speaker before."""
    if labelled_share(cues) < _MIN_LABELLED:
        return tuple(cues)
    labels = _labels(cues)
    found: list[Cue] = []
    speaker: str | None = None
    for cue in cues:
        line = _parse(cue)
        if line is not None and line.label in labels:
            speaker = line.label
            cue = replace(cue, text=line.text)
        if cue.text:
            found.append(replace(cue, speaker=speaker))
    return tuple(found)


def _labels(cues: Sequence[Cue]) -> frozenset[str]:
    return speaker_labels(line.label for line in map(_parse, cues) if line is not None)


def _parse(cue: Cue) -> LabelledLine | None:
    line = parse_line(cue.text)
    return line if line is not None and line.closed_by == ":" else None
