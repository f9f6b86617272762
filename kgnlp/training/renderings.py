"""Annotated interviews as recognisers without speakers would have written them.

Recognisers differ in where they cut cues, whether they write pauses, and whether they write punctuation.
Weights are learnt on, and measured on, all of the ways here, so that they rest on no single one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kgnlp.domain import AnnotatedInterview, Cue, Role

_SECONDS_A_CHARACTER = 0.065
_PAUSE_S = (0.2, 1.6)
_CHUNK_WORDS = (4, 15)
_SENTENCE_WORDS = 30  # Whisper's segments are rarely longer
_END = re.compile(r"[.!?…][\"»”’)]*$")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a recogniser writes; shares are of changes of speaker, or of ends of cues within turns."""

    by_sentence: bool  # cues end with sentences, else after some words
    straddling: float  # share of changes that fall inside a cue
    pauses_at_change: float
    pauses_within: float
    punctuation: bool


MANNERS = {
    "a pause at every change": Manner(False, 0.0, 1.0, 0.0, True),
    "by sentence, no pauses": Manner(True, 0.15, 0.0, 0.0, True),
    "blocks of words, no pauses": Manner(False, 1.0, 0.0, 0.0, True),
    "some pauses": Manner(False, 0.2, 0.6, 0.12, True),
    "bare, a pause at every change": Manner(False, 0.0, 1.0, 0.0, False),
    "bare, some pauses": Manner(False, 0.1, 0.6, 0.12, False),
    "bare, no pauses": Manner(False, 0.2, 0.0, 0.0, False),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the truth of who said it."""

    text: str
    turn: int
    by_interviewer: bool


def words_of(annotated: AnnotatedInterview, punctuation: bool) -> list[Word]:
    """The words of an interview; without punctuation also without capitals."""
    text = annotated.interview.text
    found = (
        Word(word if punctuation else _bare(word), turn.turn, turn.role is Role.INTERVIEWER)
        for turn in annotated.turns
        for word in text[turn.start : turn.end].split()
    )
    return [word for word in found if word.text]


def is_bare(annotated: AnnotatedInterview) -> bool:
    """Whether the interview itself was transcribed without punctuation."""
    words = words_of(annotated, punctuation=True)
    return sum(bool(_END.search(word.text)) for word in words) * 60 < len(words)


def render(words: list[Word], manner: Manner, random: np.random.Generator) -> list[Cue]:
    """The words in timed cues."""
    cues: list[Cue] = []
    now = float(random.uniform(1, 5))
    for start, end in _cuts(words, manner, random):
        text = " ".join(word.text for word in words[start:end])
        ends = now + len(text) * _SECONDS_A_CHARACTER
        cues.append(Cue(text, None, round(now, 3), round(ends, 3)))
        changes = end < len(words) and words[end].turn != words[end - 1].turn
        pauses = random.random() < (manner.pauses_at_change if changes else manner.pauses_within)
        now = ends + (float(random.uniform(*_PAUSE_S)) if pauses else 0.0)
    return cues


def _cuts(words: list[Word], manner: Manner, random: np.random.Generator) -> Iterator[tuple[int, int]]:
    """Where each cue starts and ends."""
    start, longest = 0, _longest(manner, random)
    for number in range(1, len(words)):
        changes = words[number].turn != words[number - 1].turn
        sentence_ends = manner.by_sentence and _END.search(words[number - 1].text)
        if (
            (changes and random.random() >= manner.straddling)
            or number - start >= longest
            or (sentence_ends and not changes)
        ):
            yield start, number
            start, longest = number, _longest(manner, random)
    if words:
        yield start, len(words)


def _longest(manner: Manner, random: np.random.Generator) -> int:
    return _SENTENCE_WORDS if manner.by_sentence else int(random.integers(*_CHUNK_WORDS))


def _bare(word: str) -> str:
    return re.sub(r"[^\w\s-]", "", word).lower().strip("-")
