"""Lines with roles -> sections, questions and items, as far as the document says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kgnlp.guide_import.clauses import is_fragment
from kgnlp.guide_import.lines import Line
from kgnlp.guide_import.roles import Role
from kgnlp.guide_import.wording import (
    is_complete,
    is_stem,
    part_title,
)


@dataclass(slots=True)
class DraftItem:
    """An item, with the parts that stand one level deeper."""

    line: Line
    text: str
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DraftQuestion:
    """A question."""

    line: Line
    text: str
    items: list[DraftItem] = field(default_factory=list)


@dataclass(slots=True)
class DraftSection:
    """What stands under one heading."""

    title: str | None
    lead_in: list[str] = field(default_factory=list)
    questions: list[DraftQuestion] = field(default_factory=list)


def draft_sections(lines: Iterable[tuple[Line, Role]]) -> list[DraftSection]:
    """The sections that hold questions, in order."""
    sections = [DraftSection(None)]
    for line, role in lines:
        if role is Role.TITLE:
            sections.append(DraftSection(_title(line)))
        elif role is Role.LEAD_IN:
            if sections[-1].questions:
                sections.append(DraftSection(None))
            sections[-1].lead_in.append(line.text)
        elif role is Role.QUESTION:
            sections[-1].questions.append(DraftQuestion(line, line.text))
        elif sections[-1].questions and role is not Role.OUT:
            _add_to(sections[-1].questions[-1], line, role)
    return [section for section in sections if section.questions]


def _add_to(question: DraftQuestion, line: Line, role: Role) -> None:
    if role is Role.ITEM:
        question.items.append(DraftItem(line, line.text))
    elif role is Role.PART and question.items:
        question.items[-1].parts.append(line.text)
    elif question.items:
        question.items[-1].text = _joined(question.items[-1].text, line.text)
    else:
        question.text = _joined(question.text, line.text)


def _title(line: Line) -> str:
    return (part_title(line.text) or line.text).rstrip(" :") or line.text


def _joined(text: str, more: str) -> str:
    """Two texts as one; a sentence that lacks its end gets one, since a new one begins."""
    needs_end = text and not (is_complete(text) or is_stem(text) or is_fragment(more))
    return f"{text}{'.' if needs_end else ''} {more}".strip()
