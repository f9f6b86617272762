"""Speaker labels at the start of a line: which words before a colon are one, and which are speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kgnlp.ingest.label_words import (
    HEADING_WORDS,
    INFORMANT_WORDS,
    INTERVIEWER_WORDS,
    NEUTRAL_WORDS,
    PARTICLES,
    TITLES,
)
from kgnlp.ingest.timestamps import CLOCK, DASH, F4, first_time

__all__ = [
    "INFORMANT_WORDS", "INTERVIEWER_WORDS", "LabelledLine", "is_diarised", "is_role_word", "looks_like_label",
    "parse_line", "speaker_labels", "split_line", "time_of", "trimmed",
]  # fmt: skip

_NUMBER = r"(?:[ _-]?(?:nr\.?|no\.?|#)?[ _-]?\d{1,2}|[ _-]?[a-d])"
_ROLE = re.compile(
    rf"(?:{'|'.join(INTERVIEWER_WORDS + INFORMANT_WORDS + NEUTRAL_WORDS)})\.?{_NUMBER}?", re.IGNORECASE
)
_DIARISED = re.compile(r"(?:SPEAKER_?|Speaker |Taler |Talar )\d{1,2}|S\d\d")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")  # Kari Moen (KD)
_MAX_WORDS = 7
_MAX_CHARACTERS = 60
# A label that is one name is one when it recurs: people who speak once exist, but so do lines that begin
# with «Oppsummert:». In a file of few labels twice is enough, in others chance alone may give that.
_RECURS, _RECURS_IN_SHORT = 3, 2
_SHORT = 50

_TIME = rf"[\[(<]?(?:{CLOCK}|{F4})[\])>]?"
_LINE = re.compile(
    rf"(?P<before>{_TIME}(?:{DASH}{_TIME})?)?[\s:–•-]*"  # [00:01:02] Kari: …
    r"(?P<open>[\[(<])?(?P<label>[^\W_](?:[^:\[\]<>\n\t]){0,59}?)(?P<close>[\])>])?"
    rf"(?:\s*[,–-]?\s*(?P<after>{_TIME}))?\s*"  # Kari (00:12): …
    r"(?P<mark>:(?!\d)|\t|$)\s*(?P<text>.*)",
    re.DOTALL,
)
# **Kari:** text, as in Markdown, and *Kari*: text
_MARKDOWN = re.compile(r"(?P<stars>\*{1,3}|_{1,3})(?P<label>[^*_\n]{1,60})(?P=stars)(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line read as if it began with a label; whether it does, the whole file decides."""

    label: str
    time: str | None
    text: str
    closed_by: str  # what ends the label: ":", a tab, "bold" type, or "" at the end of the line


def parse_line(line: str, bold: str = "", known: frozenset[str] = frozenset()) -> LabelledLine | None:
    """The line with what may be its label; None where nothing at its start can be one.

    Args:
        line: without the spaces around it.
        bold: the words at its start that are in bold, where the form says so.
        known: labels of the file that need not look like one, from recurring_labels.
    """
    if (marked := _MARKDOWN.fullmatch(line)) and (":" in marked["label"] or marked["rest"][:1] == ":"):
        line = f"{marked['label'].strip()}{marked['rest']}"
    found = split_line(line)
    if found is not None and not (found.label in known or looks_like_label(found.label)):
        found = None
    if bold and line.startswith(bold) and (found is None or not (found.closed_by or found.time)):
        label = trimmed(bold)
        if label in known or looks_like_label(label):
            return LabelledLine(label, None, line[len(bold) :].strip(), "bold")
    return found


def split_line(line: str) -> LabelledLine | None:
    """The line at what would end a label, whatever the words before it; None where nothing would."""
    match = _LINE.fullmatch(line)
    if match is None or bool(match["open"]) != bool(match["close"]):
        label_ends_in_bracket = match is not None and not match["open"] and match["close"] == ")"
        if match is None or not label_ends_in_bracket:
            return None
    label = trimmed(match["label"] + (")" if match["close"] == ")" and not match["open"] else ""))
    return LabelledLine(label, match["after"] or match["before"], match["text"].strip(), match["mark"])


def looks_like_label(label: str) -> bool:
    """Whether the words could be a speaker's label by themselves: a role, a number, or a name."""
    if not label or len(label) > _MAX_CHARACTERS or label.casefold() in HEADING_WORDS:
        return False
    return is_role_word(label) or _is_name(label)


def is_role_word(label: str) -> bool:
    """Whether the label says a role (``I``, ``Informant 2``) or is a diarised one (``SPEAKER_00``)."""
    said = _IN_BRACKETS.sub("", label).strip()
    return bool(_ROLE.fullmatch(said) or _DIARISED.fullmatch(said))


def is_diarised(label: str) -> bool:
    """Whether a program numbered the voice, so that the label says no role (``SPEAKER_00``, ``S01``)."""
    return bool(_DIARISED.fullmatch(label))


def speaker_labels(candidates: Iterable[str]) -> frozenset[str]:
    """Those of the labels found at the starts of lines that speakers go by in this file.

    A role in more than one letter always is one, and so is a name of two parts. Any other is where it
    recurs.
    """
    counts = Counter(candidates)
    often = _RECURS_IN_SHORT if counts.total() < _SHORT else _RECURS
    return frozenset(label for label, count in counts.items() if count >= often or _is_sure(label, counts))


def _is_sure(label: str, counts: Counter[str]) -> bool:
    """Whether a label is one though it hardly recurs."""
    if is_role_word(label):
        # «a: først det ene, b: så det andre» is speech, unless there is little else in the file.
        return len(label) > 1 or (label.isupper() and counts.total() <= _RECURS * 2)
    words = _name_words(label)
    return len(words) > 1 and not any(word.strip(".").isdigit() for word in words)


def time_of(line: LabelledLine) -> float | None:
    """When the line begins, in seconds; None where it does not say."""
    return None if line.time is None else first_time(line.time)


def trimmed(label: str) -> str:
    """A label without the marks and spaces around it."""
    return " ".join(label.split()).strip(" ,-–*_").rstrip(":").rstrip()


def _name_words(label: str) -> list[str]:
    without_brackets = _IN_BRACKETS.sub("", label).strip()
    return [word for word in re.split(r"[\s,/]+", without_brackets) if word not in ("", "-", "–", "|")]


def _is_name(label: str) -> bool:
    words = _name_words(label)
    if not 1 <= len(words) <= _MAX_WORDS:
        return False
    if not words[0][0].isupper() and words[0].casefold() not in TITLES:
        return False
    return all(_is_name_word(word) for word in words) and any(word[0].isupper() for word in words)


def _is_name_word(word: str) -> bool:
    lower = word.casefold()
    if lower in PARTICLES or lower in TITLES or re.fullmatch(r"\d{1,2}", word):
        return True
    if len(word) > 1 and is_role_word(word):  # Kari Moen, intervjuer; but no «Vi i Oslo»
        return True
    return bool(re.fullmatch(r"[^\W\d_](?:[\w'’´`-]|\.(?=\w|$))*", word)) and word[0].isupper()
