"""What stands before the first speaker's label: a title, those present, or speech without a label."""

from __future__ import annotations

from collections.abc import Sequence

from kgnlp.domain import Cue
from kgnlp.ingest.source import Transcript
from kgnlp.ingest.timestamps import TimedLines

# Words. A title, a list of those present and a note on consent are shorter; above it, it may be speech.
MAX_PREAMBLE = 150


def unlabelled(texts: Sequence[str]) -> tuple[Cue, ...]:
    """One cue a line, without a speaker."""
    timed = TimedLines(texts)
    split = map(timed.split, texts)
    return tuple(Cue(said, None, begins, ends) for said, begins, ends in split if said)


def preamble(texts: Sequence[str]) -> Transcript:
    """What becomes of the lines: left out with a warning where they are few, else kept without speaker."""
    words = sum(len(text.split()) for text in texts)
    if words > MAX_PREAMBLE:
        warning = f"{words} words before the first speaker's label are kept, without a speaker"
        return Transcript(unlabelled(texts), (warning,))
    if not texts:
        return Transcript(())
    what = f"{_counted(len(texts), 'line')} before the first speaker left out, {_counted(words, 'word')}"
    return Transcript((), (what,))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
