"""WebVTT and SubRip mended before the parsers see them, so that they lose no words.

webvtt-py drops cues with a comma in their times or minutes above 59, and text after an empty line; pysubs2
drops cues without hours and a last line that is a number. Both are written by tools and people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_TIME = r"(?:(?:\d+:)?\d{1,3}:)\d{1,2}(?:[.,]\d{1,3})?"
_TIMES = re.compile(rf"\s*(?P<begins>{_TIME})\s*-->\s*(?P<ends>{_TIME})(?!\d)")
_PARTS = re.compile(r"(?:(?P<h>\d+):)?(?P<m>\d+):(?P<s>\d+)(?:[.,](?P<ms>\d+))?")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
# Of the cues. What stands above the times is an identifier where most cues have one.
_IDENTIFIED = 0.8
# Of the cues. Whisper's word highlighting marks a word in every cue, underlined; elsewhere it is rare.
_HIGHLIGHTED = 0.3


@dataclass
class Block:
    """A cue as it stands in the file: its times, well formed, and the lines under them."""

    begins: str
    ends: str
    lines: list[str] = field(default_factory=list)

    @property
    def payload(self) -> str:
        """The lines that are not empty. What looks like an arrow of times is none."""
        return "\n".join(line.replace("-->", "->") for line in self.lines if line.strip())


def has_times(text: str) -> bool:
    """Whether there is a time line near the start."""
    return any(_TIMES.match(line) for line in text[:5000].split("\n"))


def blocks(text: str) -> list[Block]:
    """The cues of a file of either form, in order, with all their lines."""
    lines = [line.rstrip() for line in text.split("\n")]
    identifiers = _identifiers(lines)
    found: list[Block] = []
    is_comment = False
    for number, line in enumerate(lines):
        if times := _TIMES.match(line):
            found.append(Block(_well_formed(times["begins"]), _well_formed(times["ends"])))
            is_comment = False
        elif not line:
            is_comment = False
        elif _COMMENT.match(line) and not (number and lines[number - 1]):
            is_comment = True
        if found and not times and not is_comment and number not in identifiers:
            found[-1].lines.append(line)
    return found


def _identifiers(lines: Sequence[str]) -> frozenset[int]:
    """Where the identifiers of the cues stand: numbers, Teams' GUIDs, or names after an empty line."""
    above = [number - 1 for number, line in enumerate(lines) if _TIMES.match(line)]
    numbers = {number for number in above if number >= 0 and lines[number].strip().isdigit()}
    named = {number for number in above if number > 0 and lines[number] and not lines[number - 1]}
    return frozenset().union(*(kind for kind in (numbers, named) if len(kind) >= _IDENTIFIED * len(above)))


def _well_formed(time: str) -> str:
    """``HH:MM:SS.mmm``, whatever was left out or overflows."""
    parts = _PARTS.fullmatch(time)
    if parts is None:  # _TIME admits nothing else; the checker can't know
        return "00:00:00.000"
    seconds = int(parts["h"] or 0) * 3600 + int(parts["m"]) * 60 + int(parts["s"])
    milliseconds = (parts["ms"] or "").ljust(3, "0")
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{milliseconds}"


def as_webvtt(found: Iterable[Block]) -> str:
    """The cues as WebVTT that no parser stumbles over."""
    return "WEBVTT\n\n" + "\n\n".join(
        f"{block.begins} --> {block.ends}\n{block.payload}" for block in without_highlighting(found)
    )


def as_srt(found: Iterable[Block]) -> str:
    """The cues as SubRip that no parser stumbles over; a last cue without text ends it."""
    numbered = enumerate([*without_highlighting(found), Block("99:00:00.000", "99:00:00.000")], 1)
    return "\n\n".join(
        f"{number}\n{block.begins} --> {block.ends}\n{block.payload}" for number, block in numbered
    )


def without_highlighting(found: Iterable[Block]) -> Iterator[Block]:
    """The cues without Whisper's word highlighting, which repeats a text once a word, another underlined."""
    given = list(found)
    marked = sum("<u>" in block.payload for block in given)
    if marked < _HIGHLIGHTED * len(given) or not marked:
        yield from given
        return
    last: Block | None = None
    for block in given:
        plain = Block(block.begins, block.ends, [re.sub("</?u>", "", line) for line in block.lines])
        if last is not None and last.payload == plain.payload:
            last.ends = plain.ends
        else:
            if last is not None:
                yield last
            last = plain
    if last is not None:
        yield last
