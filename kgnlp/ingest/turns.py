"""Cues -> turns and the canonical text: NFC, one turn a line, nothing but what was said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kgnlp.domain import Cue, Role, Turn

# Invisible characters that tools leave behind: soft hyphen, zero-width ones, byte-order and direction marks.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Halves of characters, which JSON may hold and no encoding can write.
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn before it has its place in the canonical text."""

    speaker: str
    text: str
    begins_s: float | None
    ends_s: float | None


def clean(text: str) -> str:
    """Canonical form of a stretch of speech: NFC, visible characters, single spaces."""
    visible = _HALF.sub("\ufffd", _CONTROL.sub(" ", _INVISIBLE.sub("", text)))
    # Joining words can make new compositions, so normalisation comes last.
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def carry_labels(cues: Sequence[Cue]) -> tuple[tuple[Cue, ...], int]:
    """Cues that all have a label, and how many had none, though they hold speech.

    One without goes on with the speaker before it; those at the head, with the first speaker.
    """
    speaker = next((cue.speaker for cue in cues if cue.speaker), None)
    found: list[Cue] = []
    without = 0
    for cue in cues:
        without += not cue.speaker and bool(clean(cue.text))
        speaker = cue.speaker or speaker
        found.append(replace(cue, speaker=speaker))
    return tuple(found), without


def join(cues: Iterable[Cue]) -> tuple[Spoken, ...]:
    """What each speaker says until another speaks; empty cues are left out."""
    said = ((cue, text) for cue in cues if (text := clean(cue.text)))
    return tuple(
        _joined(list(run)) for _, run in groupby(said, key=lambda pair: clean(pair[0].speaker or ""))
    )


def _joined(run: list[tuple[Cue, str]]) -> Spoken:
    cues = [cue for cue, _ in run]
    text = clean(" ".join(text for _, text in run))
    begins = next((cue.begins_s for cue in cues if cue.begins_s is not None), None)
    ends = next((cue.ends_s for cue in reversed(cues) if cue.ends_s is not None), None)
    return Spoken(clean(cues[0].speaker or ""), text, begins, ends)


def canonical(spoken: Iterable[Spoken], role_of: Callable[[str], Role]) -> tuple[str, tuple[Turn, ...]]:
    """The canonical text and its turns.

    Args:
        spoken: the turns, in order.
        role_of: role of a speaker, by the label.
    """
    lines = list(spoken)
    return "\n".join(line.text for line in lines), tuple(_turns(lines, role_of))


def _turns(lines: Iterable[Spoken], role_of: Callable[[str], Role]) -> Iterator[Turn]:
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line.text)
        yield Turn(number, line.speaker, role_of(line.speaker), start, end, line.begins_s, line.ends_s)
        start = end + 1
