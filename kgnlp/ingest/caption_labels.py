"""Labels in captions: ``Name: text`` at the start of a cue, which goes on in the cues after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgnlp.domain import Cue
from kgnlp.ingest.labels import LabelledLine, parse_line, speaker_labels
from kgnlp.ingest.lines import Line
from kgnlp.ingest.recurring import recurring_labels

# Of the cues. Tools that write labels write them on every cue, or on every change of speaker.
_MIN_LABELLED = 0.05


@dataclass(frozen=True)
class LabelledCues:
    """Cues whose text may begin with a label; the whole file decides which words are one."""

    cues: tuple[Cue, ...]
    lines: tuple[LabelledLine | None, ...]  # of each cue; None where it begins with no label

    @classmethod
    def of(cls, cues: Sequence[Cue]) -> LabelledCues:
        """Look for labels at the start of each cue's text."""
        known = recurring_labels([Line(cue.text) for cue in cues])  # names as people type them: «kari», «KD»
        found = [parse_line(cue.text, known=known) for cue in cues]
        lines = [line if line is not None and line.closed_by == ":" else None for line in found]
        labels = known | speaker_labels(line.label for line in lines if line is not None)
        kept = tuple(line if line is not None and line.label in labels else None for line in lines)
        return cls(tuple(cues), kept)

    @property
    def share(self) -> float:
        """Share of the cues that begin with a label."""
        return sum(line is not None for line in self.lines) / max(1, len(self.cues))

    @property
    def are_labelled(self) -> bool:
        """Whether there are enough labels to say who speaks."""
        return self.share >= _MIN_LABELLED

    def split(self) -> tuple[Cue, ...]:
        """Cues with the label taken from their text; one without goes on with the speaker before."""
        if not self.are_labelled:
            return self.cues
        found: list[Cue] = []
        speaker: str | None = None
        for cue, line in zip(self.cues, self.lines, strict=True):
            speaker = line.label if line is not None else speaker
            text = line.text if line is not None else cue.text
            if text:
                found.append(replace(cue, text=text, speaker=speaker))
        return tuple(found)
