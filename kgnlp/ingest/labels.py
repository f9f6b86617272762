"""Speaker labels at the start of a line: which words before a colon are one, and which are speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kgnlp.ingest.timestamps import CLOCK, F4, seconds

# What a label may be called in place of a name, in Norwegian and in the tools' English.
INTERVIEWER_WORDS = (
    "intervjuer", "intervjuar", "intervjuaren", "intervjueren", "interviewer", "int", "i",
    "moderator", "forsker", "forskar", "evaluator", "spørsmål", "spm", "s", "q",
)  # fmt: skip
INFORMANT_WORDS = (
    "informant", "informanten", "inf", "respondent", "respondenten", "resp", "r", "svar", "a",
    "intervjuobjekt", "deltaker", "deltakar", "deltager", "participant", "interviewee", "kandidat", "io",
)  # fmt: skip
_NEUTRAL_WORDS = (
    "speaker",
    "taler",
    "talar",
    "person",
    "stemme",
    "p",
    "unknown",
    "ukjent",
    "speaker unknown",
)
_PARTICLES = frozenset(
    [
        "av",
        "af",
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "di",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "og",
        "and",
        "&",
        "mc",
        "o'",
    ]
)
_ROLE = re.compile(
    rf"(?:{'|'.join(INTERVIEWER_WORDS + INFORMANT_WORDS + _NEUTRAL_WORDS)})[ _-]?(?:\d{{1,2}}|[a-d])?",
    re.IGNORECASE,
)
_DIARISED = re.compile(r"(?:SPEAKER_?|Speaker |Taler |Talar )\d{1,2}|S\d\d")
_MAX_WORDS = 6
_MAX_CHARACTERS = 48
# Of the lines that may begin with a label; a speaker says more than one turn in fifty.
_MIN_SHARE = 0.02

_TIME = rf"[\[(]?(?:{CLOCK}|{F4})[\])]?"
_LINE = re.compile(
    rf"(?P<before>{_TIME}(?:\s*(?:-->|[-–—])\s*{_TIME})?)?[\s:–-]*"  # [00:01:02] Kari: …
    r"(?P<bracket>\[)?(?P<label>[^\W_](?:[^:\[\]\n\t]){0,47}?)(?P<bracket_end>\])?"
    rf"(?:\s*[,–-]?\s*(?P<after>{_TIME}))?\s*"  # Kari (00:12): …
    r"(?P<mark>:(?!\d)|\t|$)\s*(?P<text>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line read as if it began with a label; whether it does, the whole file decides."""

    label: str
    time: str | None
    text: str
    closed_by: str  # what ends the label: ":", a tab, or "" at the end of the line


def parse_line(line: str) -> LabelledLine | None:
    """The line with what may be its label; None where nothing at its start can be one."""
    match = _LINE.fullmatch(line)
    if match is None or bool(match["bracket"]) != bool(match["bracket_end"]):
        return None
    label = " ".join(match["label"].split()).rstrip(" ,-–")
    if not looks_like_label(label):
        return None
    return LabelledLine(label, match["after"] or match["before"], match["text"].strip(), match["mark"])


def looks_like_label(label: str) -> bool:
    """Whether the words could be a speaker's label by themselves: a role, a number, or a name."""
    if not label or len(label) > _MAX_CHARACTERS:
        return False
    return is_role_word(label) or _is_name(label)


def is_role_word(label: str) -> bool:
    """Whether the label says a role (``I``, ``Informant 2``) or is a diarised one (``SPEAKER_00``)."""
    return bool(_ROLE.fullmatch(label) or _DIARISED.fullmatch(label))


def is_diarised(label: str) -> bool:
    """Whether a program numbered the voice, so that the label says no role (``SPEAKER_00``, ``S01``)."""
    return bool(_DIARISED.fullmatch(label))


def speaker_labels(candidates: Iterable[str]) -> frozenset[str]:
    """Those of the labels found at the starts of lines that speakers go by in this file.

    A role word always is one. A name is, where it has two parts or more, or recurs: people who speak
    once exist, but so do lines that begin with «Oppsummert:».
    """
    counts = Counter(candidates)
    often = max(2, _MIN_SHARE * counts.total())
    return frozenset(
        label
        for label, count in counts.items()
        if is_role_word(label) or len(_name_words(label)) > 1 or count >= often
    )


def time_of(line: LabelledLine) -> float | None:
    """When the line begins, in seconds; None where it does not say."""
    if line.time is None:
        return None
    first = re.split(r"\s*(?:-->|–|—|\s-\s)\s*", line.time, maxsplit=1)[0]
    return seconds(first)


def _name_words(label: str) -> list[str]:
    without_role = re.sub(r"\s*\([^)]*\)", "", label)  # Kari Moen (KD)
    return re.split(r"[\s,]+", without_role.strip())


def _is_name(label: str) -> bool:
    words = _name_words(label)
    if not 1 <= len(words) <= _MAX_WORDS or not words[0]:
        return False
    if not words[0][0].isupper():
        return False
    return all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    if word.lower() in _PARTICLES or re.fullmatch(r"\d{1,2}", word):
        return True
    return bool(re.fullmatch(r"[^\W\d_][\w.'’´`-]*", word)) and word[0].isupper()
