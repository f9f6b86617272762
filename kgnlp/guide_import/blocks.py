"""A document -> its guides, and each guide -> stretches that are numbered through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgnlp.guide_import.clauses import is_fragment
from kgnlp.guide_import.lines import Line, Notes, Style
from kgnlp.guide_import.wording import is_guide_title, is_question_like, is_section_title

_COUNTED = (Style.NUMBER, Style.NAMED)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands under one title."""

    title: Line | None
    lines: tuple[Line, ...]


def split_guides(lines: Sequence[Line], notes: Notes) -> list[Block]:
    """The document cut at the titles of guides; one block without a title where there are none."""
    blocks = _cut(
        lines, [i for i, line in enumerate(lines) if line.label is None and is_guide_title(line.text)]
    )
    parts = [part for block in blocks for part in _split_by_headings(block, notes)]
    return [part if part.title else _with_first_title(part) for part in parts]


def split_runs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """A block cut where numbers start again at 1 under a heading; headings go with what follows them."""
    starts = [0]
    for i, line in enumerate(lines):
        heading = _heading_before(lines, i)
        if _starts_again(line) and heading is not None:
            last = next((other for other in reversed(lines[:heading]) if other.label), None)
            if last is not None and line.depth <= last.depth:
                starts.append(heading)
    return [tuple(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _with_first_title(block: Block) -> Block:
    """The first heading is the guide's if another stands before the questions, or none after them."""
    end = next((i for i, line in enumerate(block.lines) if line.label or "?" in line.text), len(block.lines))
    titles = [i for i, line in enumerate(block.lines[:end]) if is_section_title(line)]
    later = any(line.label is None and is_section_title(line) for line in block.lines[end:])
    if len(titles) < 2 and (later or not titles):
        return block
    first = titles[0]
    return Block(block.lines[first], (*block.lines[:first], *block.lines[first + 1 :]))


def _starts_again(line: Line) -> bool:
    return bool(
        line.label and line.label.style in _COUNTED and line.label.value == 1 and not is_fragment(line.text)
    )


def _heading_before(lines: Sequence[Line], end: int) -> int | None:
    """Where the first heading stands among the lines without labels before a line."""
    heading = None
    for place in range(end - 1, -1, -1):
        if lines[place].label:
            break
        if is_section_title(lines[place]):
            heading = place
    return heading


def _cut(lines: Sequence[Line], titles: Sequence[int]) -> list[Block]:
    first = titles[0] if titles else len(lines)
    blocks = [Block(None, tuple(lines[:first]))] if first else []
    ends = [*titles[1:], len(lines)]
    return blocks + [
        Block(lines[start], tuple(lines[start + 1 : end])) for start, end in zip(titles, ends, strict=False)
    ]


def _split_by_headings(block: Block, notes: Notes) -> list[Block]:
    """Guides under headings of one level, each numbered from 1 and with headings of its own."""
    levels = sorted({line.heading for line in block.lines if line.heading})
    for level in levels[:-1]:
        indexes = [i for i, line in enumerate(block.lines) if line.heading == level and line.label is None]
        parts = _cut(block.lines, indexes)
        guides = [part for part in parts if part.title and _is_numbered_from_one(part.lines)]
        if len(guides) > 1 and all(any(line.heading for line in guide.lines) for guide in guides):
            for guide in guides:
                if guide.title:
                    notes.add(guide.title, "a heading under which numbers start at 1", "a guide begins here")
            rest = Block(block.title, parts[0].lines) if parts[0].title is None else None
            return [rest, *parts[1:]] if rest else parts
    return [block]


def _is_numbered_from_one(lines: Sequence[Line]) -> bool:
    first = next((line for line in lines if line.label and line.label.style in _COUNTED), None)
    return first is not None and _starts_again(first) and any(is_question_like(line.text) for line in lines)
