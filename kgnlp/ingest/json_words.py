"""Speakers that change inside a segment, told by its words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kgnlp.domain import Cue

# Words. Fewer, in the middle of a sentence, are a voice that was heard wrong for a moment.
_FEW = 3
_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    speaker: str | None
    begins_s: float | None
    ends_s: float | None


def label_of(part: Mapping[str, Any]) -> str | None:
    """The speaker of a segment or word; None where it has none."""
    speaker = part.get("speaker")
    return str(speaker).strip() or None if isinstance(speaker, str | int) else None


def seconds_of(value: object, unit: float = 1.0) -> float | None:
    """A time in seconds; None where it is none. JSON may hold NaN and infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return round(float(value) * unit, 3)


def by_speaker(words: object, text: str) -> list[Cue]:
    """A cue for each speaker of a segment in turn; none where its words do not say more than it does.

    Args:
        words: what stands under ``words`` in the segment.
        text: of the segment; words that do not add up to it say nothing.
    """
    found = list(_words(words))
    if " ".join(word.text for word in found).split() != text.split():
        return []
    runs = _settled(_runs(found))
    return [_cue(run) for run in runs] if len(runs) > 1 else []


def _words(words: object) -> Iterator[_Word]:
    """The words that have text; one without a speaker, as numbers often are, goes with the word before."""
    given = [word for word in words if isinstance(word, dict)] if isinstance(words, list) else []
    last = next((speaker for word in given if (speaker := label_of(word))), None)
    for word in given:
        last = label_of(word) or last
        if text := " ".join(str(word.get("word") or "").split()):
            yield _Word(text, last, seconds_of(word.get("start")), seconds_of(word.get("end")))


def _runs(words: Sequence[_Word]) -> list[list[_Word]]:
    runs: list[list[_Word]] = []
    for word in words:
        if runs and runs[-1][-1].speaker == word.speaker:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _settled(runs: Sequence[list[_Word]]) -> list[list[_Word]]:
    """The runs without those that are no change of speaker: few words that no end of a sentence sets off."""
    kept: list[list[_Word]] = []
    for number, run in enumerate(runs):
        after_end = not kept or kept[-1][-1].text.endswith(_ENDS)
        before_end = number == len(runs) - 1 or run[-1].text.endswith(_ENDS)
        is_change = len(run) >= _FEW or (after_end and before_end)
        if kept and (not is_change or kept[-1][-1].speaker == run[-1].speaker):
            kept[-1] += [replace(word, speaker=kept[-1][-1].speaker) for word in run]
        elif not kept and not is_change:
            # Nothing before it to go with: it goes with what follows.
            kept.append([replace(word, speaker=runs[1][0].speaker) for word in run])
        else:
            kept.append(list(run))
    return kept


def _cue(run: Sequence[_Word]) -> Cue:
    begins = next((word.begins_s for word in run if word.begins_s is not None), None)
    ends = next((word.ends_s for word in reversed(run) if word.ends_s is not None), None)
    return Cue(" ".join(word.text for word in run), run[0].speaker, begins, ends)
