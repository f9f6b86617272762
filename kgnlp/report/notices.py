"""All warnings, grouped: of files, and of interviews by what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgnlp.report.context import FileNotice, NoticeKind
from kgnlp.report.material import Material
from kgnlp.wording.formats import order

# Words of one language that the other does not have; they decide how a screen reader reads aloud.
_ENGLISH = re.compile(
    r"\b(an?|and|are|as|by|could|from|has|have|in|is|it|no|not|of|only|or|that|the|to|was|were|with)\b"
)
# A number by itself: labels such as SPEAKER_01 keep theirs.
_NUMBER = re.compile(r"\b\d+([.,]\d+)*\b")
_NORWEGIAN = re.compile(r"\b(at|av|den|det|ein|en|er|et|frå|fra|ikkje|ikke|ingen|med|og|på|som|til|var)\b")


@dataclass(frozen=True, slots=True)
class InterviewWarning:
    """A warning that one or several interviews carry."""

    text: str  # of the first interview; numbers may differ in the others
    interviews: tuple[str, ...]
    numbers_differ: bool


def of_files(notices: tuple[FileNotice, ...]) -> dict[NoticeKind, list[FileNotice]]:
    """Notices of files by kind, each in the order of file names; kinds without any are left out."""
    ordered = sorted(notices, key=lambda notice: order(notice.file))
    by_kind = {kind: [n for n in ordered if n.kind is kind] for kind in NoticeKind}
    return {kind: found for kind, found in by_kind.items() if found}


def of_interviews(material: Material) -> list[InterviewWarning]:
    """Warnings of interviews, those that differ in numbers only as one, the most common first."""
    texts: dict[str, list[tuple[str, str]]] = {}
    for interview_id, warnings in zip(
        material.interviews["interview_id"], material.interviews["warnings"], strict=True
    ):
        for warning in warnings:
            texts.setdefault(_NUMBER.sub("#", warning), []).append((interview_id, warning))
    grouped = [
        InterviewWarning(
            text=found[0][1],
            interviews=tuple(sorted({interview_id for interview_id, _ in found}, key=order)),
            numbers_differ=len({text for _, text in found}) > 1,
        )
        for found in texts.values()
    ]
    return sorted(grouped, key=lambda group: (-len(group.interviews), group.text))


def is_english(text: str) -> bool:
    """Whether a message of the program is English and not Norwegian, by the commonest words of each."""
    lowered = text.lower()
    return len(_ENGLISH.findall(lowered)) > len(_NORWEGIAN.findall(lowered))
