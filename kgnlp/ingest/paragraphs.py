"""Lines with speaker labels -> cues: what text, Word, ODT, RTF and PDF have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from kgnlp.domain import Cue
from kgnlp.ingest.headed import is_headed, read_headed
from kgnlp.ingest.labels import (
    LabelledLine,
    is_role_word,
    looks_like_label,
    parse_line,
    recurring_labels,
    speaker_labels,
    time_of,
)
from kgnlp.ingest.lines import Line, lines_of
from kgnlp.ingest.preamble import MAX_PREAMBLE, preamble, unlabelled
from kgnlp.ingest.source import Transcript
from kgnlp.ingest.timestamps import TimedLines

# Of the words of the file. Where labels begin later than this, they are hardly those of speakers.
_MAX_BEFORE = 0.5
# Words of «Intervjuer: Kari Moen» in the head of a transcript, after the label.
_MAX_HEAD_VALUE = 5
# Times that a label alone on its line must recur, without colon, time or bold type.
_ALONE_RECURS = 2
# Letters of a role word that may be misspelt, and likeness of 100: «Intevjuer» for «Intervjuer» is 95.
_MIN_MISSPELT = 5
_SAME_WORD = 85


def read_paragraphs(paragraphs: Iterable[str | Line]) -> Transcript:
    """Cues of a file whose paragraphs, or lines, begin with a speaker's label when the speaker changes.

    A label stands before a colon or tab, or alone on its line, with or without a time, or in bold type. A
    paragraph without one goes on with the speaker before. What stands before the first label is a title
    or a list of those present: it is left out, with a warning; where it is long, it is kept without speaker.
    """
    lines = lines_of(paragraphs)
    texts = [line.text for line in lines]
    if is_headed(texts):
        return read_headed(texts)
    parsed = _labelled(lines)
    first = next((number for number, line in enumerate(parsed) if line is not None), len(lines))
    first = _after_head(parsed, first)
    before = sum(len(text.split()) for text in texts[:first])
    late = max(MAX_PREAMBLE, _MAX_BEFORE * sum(len(text.split()) for text in texts))
    if first == len(lines) or before > late:
        return Transcript(unlabelled(texts))
    head = preamble(texts[:first])
    return Transcript((*head.cues, *_cues(texts, parsed, first)), head.warnings)


def _labelled(lines: Sequence[Line]) -> list[LabelledLine | None]:
    """Each line's label, or None for those that go on with the speaker before."""
    known = recurring_labels(line.text for line in lines)
    parsed = [parse_line(line.text, line.bold, known) for line in lines]
    marked = [line for line in parsed if line is not None and _is_marked(line)]
    labels = speaker_labels(line.label for line in marked if line.closed_by != "bold" or line.text)
    labels |= _alone(parsed)
    return [_decided(line, labels) for line in parsed]


def _decided(line: LabelledLine | None, labels: frozenset[str]) -> LabelledLine | None:
    """The line if it begins with one of the labels, or with one of the role words misspelt."""
    if line is None or not (_is_marked(line) or _stands_alone(line)):
        return None
    if line.label in labels:
        return line
    roles = [label for label in labels if is_role_word(label) and len(label) >= _MIN_MISSPELT]
    meant = process.extractOne(line.label, roles, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    return replace(line, label=meant[0]) if meant and line.closed_by == ":" else None


def _is_marked(line: LabelledLine) -> bool:
    """Whether more than its words makes it a label: a colon, a tab, a time or bold type."""
    return bool(line.closed_by) or line.time is not None


def _stands_alone(line: LabelledLine) -> bool:
    """Whether it is a label alone on its line by its words: no short answer («Ja.») is."""
    if line.text or line.label.endswith("."):
        return False
    return (is_role_word(line.label) and len(line.label) > 1) or " " in line.label


def _alone(parsed: Iterable[LabelledLine | None]) -> frozenset[str]:
    """Labels that stand alone on their lines, with nothing but their recurring, or bold type, to tell."""
    counts = Counter(
        line.label
        for line in parsed
        if line is not None and (line.closed_by == "bold" if _is_marked(line) else _stands_alone(line))
    )
    return frozenset(label for label, count in counts.items() if count >= _ALONE_RECURS)


def _after_head(parsed: Sequence[LabelledLine | None], first: int) -> int:
    """Where speech begins: after «Intervjuer: Kari Moen» and the like in the head of a transcript."""
    for number in range(first, len(parsed)):
        line = parsed[number]
        if line is None:
            continue
        words = line.text.split()
        is_value = (
            is_role_word(line.label) and 1 < len(words) <= _MAX_HEAD_VALUE and looks_like_label(line.text)
        )
        if not is_value:
            return number
    return first


def _cues(texts: Sequence[str], parsed: Sequence[LabelledLine | None], first: int) -> Iterator[Cue]:
    timed = TimedLines(line.text if line else text for line, text in zip(parsed, texts, strict=True))
    starts = [number for number in range(first, len(texts)) if parsed[number] is not None]
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        label = parsed[start]
        if label is None:  # by construction it is not; the checker can't know
            continue
        parts = [timed.split(text) for text in (label.text, *texts[start + 1 : end])]
        text = "\n".join(said for said, _, _ in parts if said)
        begins = time_of(label) if label.time else parts[0][1]
        ends = next((ends for _, _, ends in reversed(parts) if ends is not None), None)
        if text:
            yield Cue(text, label.label, begins, ends)
