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
    speaker_labels,
    time_of,
)
from kgnlp.ingest.lines import Line, lines_of
from kgnlp.ingest.preamble import MAX_PREAMBLE, preamble, unlabelled
from kgnlp.ingest.recurring import labels_alone, recurring_labels
from kgnlp.ingest.source import Transcript
from kgnlp.ingest.timestamps import TimedLines

# Of the words of the file. Where labels begin later than this, they are hardly those of speakers.
_MAX_BEFORE = 0.5
# Words of «Intervjuer: Kari Moen» in the head of a transcript, after the label.
_MAX_HEAD_VALUE = 5
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
    known = recurring_labels(lines)
    parsed = [parse_line(line.text, line.bold, known) for line in lines]
    labels = speaker_labels(line.label for line in parsed if line is not None and _says_so(line))
    labels |= known | _alone_in_bold(parsed)
    found = [_decided(line, labels) for line in parsed]
    texts = [line.text for line in lines]
    labels_only = labels_alone(parsed, texts)
    alone = [LabelledLine(text, None, "", "") if text in labels_only else None for text in texts]
    return max(found, alone, key=lambda decided: sum(line is not None for line in decided))


def _says_so(line: LabelledLine) -> bool:
    """Whether more than its words makes it a label: a colon, a tab, a time, or bold type before other."""
    return bool(line.text) if line.closed_by == "bold" else bool(line.closed_by or line.time)


def _alone_in_bold(parsed: Iterable[LabelledLine | None]) -> frozenset[str]:
    """Labels in bold alone on their lines. Headings are so too, but do not recur."""
    counts = Counter(line.label for line in parsed if line and line.closed_by == "bold" and not line.text)
    return frozenset(label for label, count in counts.items() if count > 1)


def _decided(line: LabelledLine | None, labels: frozenset[str]) -> LabelledLine | None:
    """The line if it begins with one of the labels, or with one of the role words misspelt."""
    if line is None or not (line.closed_by or line.time):
        return None
    if line.label in labels:
        return line
    roles = [label for label in labels if is_role_word(label) and len(label) >= _MIN_MISSPELT]
    meant = process.extractOne(line.label, roles, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    return replace(line, label=meant[0]) if meant and line.closed_by == ":" else None


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
        begins = time_of(label) if label.time else parts[0 if label.text else min(1, len(parts) - 1)][1]
        ends = next((ends for _, _, ends in reversed(parts) if ends is not None), None)
        if text:
            yield Cue(text, label.label, begins, ends)
