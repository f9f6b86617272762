"""What each line of a stretch is, those without labels by what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kgnlp.guide_import.clauses import is_fragment
from kgnlp.guide_import.grammar import Grammar
from kgnlp.guide_import.lines import Line, Notes
from kgnlp.guide_import.roles import LabelReader, Role
from kgnlp.guide_import.wording import (
    is_bracketed,
    is_catchwords,
    is_complete,
    is_cue,
    is_question_like,
    is_section_title,
    is_stem,
    part_title,
)

_INSIDE = (Role.QUESTION, Role.ITEM, Role.PART)


def roles_of(lines: Sequence[Line], grammar: Grammar, notes: Notes) -> list[Role]:
    """The role of every line."""
    known = _known_roles(lines, grammar, notes)
    roles: list[Role] = []
    place = 0
    for is_open, group in groupby(known, key=lambda role: role is None):
        members = list(group)
        part = lines[place : place + len(members)]
        if is_open:
            before = lines[place - 1] if roles and roles[-1] in _INSIDE else None
            following = known[place + len(part)] if place + len(part) < len(known) else None
            roles += _Gap(part, before, roles[-1] if roles else None, notes).roles(following)
        else:
            roles += [role for role in members if role is not None]
        place += len(part)
    return roles


def _known_roles(lines: Sequence[Line], grammar: Grammar, notes: Notes) -> list[Role | None]:
    """The roles that labels give, and those of questions where questions have no labels."""
    reader = LabelReader(lines, grammar, notes)
    known: list[Role | None] = []
    for index, line in enumerate(lines):
        if line.label:
            known.append(reader.role(index))
        elif grammar.question is None and is_question_like(line.text) and not is_section_title(line):
            reader.paragraph(line)
            known.append(Role.QUESTION)
        elif is_cue(line.text):
            known.append(Role.OUT)
        else:
            if is_section_title(line) and (line.heading or line.bold or part_title(line.text)):
                reader.heading()
            known.append(None)
    return known


class _Gap:
    """Lines without labels between two that are known."""

    def __init__(self, lines: Sequence[Line], before: Line | None, role: Role | None, notes: Notes) -> None:
        self._lines = lines
        self._before = before  # the question or item that they follow, if they do
        self._role = role  # of the line that they follow
        self._notes = notes

    def roles(self, following: Role | None) -> list[Role]:
        """Their roles, by what follows them."""
        if (
            self._before
            and is_stem(self._before.text)
            and all(is_fragment(line.text) for line in self._lines)
        ):
            self._note("lines without list marks after an open question", "its items")
            return [Role.ITEM] * len(self._lines)
        if following in (Role.ITEM, Role.PART):
            return self._before_items()
        if following is None or following is Role.OUT:
            return self._after_last()
        return self._before_question(following)

    def _after_last(self) -> list[Role]:
        """What follows the last question is no part of the guide, but for a question that goes on with it."""
        roles = [Role.OUT] * len(self._lines)
        if self._before and "?" in self._lines[0].text and not is_section_title(self._lines[0]):
            self._note("a question without a number", "the question before it goes on")
            roles[0] = Role.MORE
        left_out = [line for line, role in zip(self._lines, roles, strict=True) if role is Role.OUT]
        if left_out:
            found = f"text after the last question (up to {left_out[-1].number})"
            self._notes.add(left_out[0], found, "no part of the guide")
        return roles

    def _before_items(self) -> list[Role]:
        if self._role is Role.QUESTION:
            self._note("text between a question and its items", "the question goes on")
        else:
            self._note("text between two items", "the first of them goes on")
        return [Role.MORE if self._before else Role.OUT for _ in self._lines]

    def _before_question(self, following: Role) -> list[Role]:
        if following is Role.TITLE:
            return [self._over(line) for line in self._lines]
        titles = [number for number, line in enumerate(self._lines) if is_section_title(line)]
        last = titles[-1] if titles else -1
        roles = [self._over(line) for line in self._lines[: max(last, 0)]]
        if last >= 0:
            roles.append(Role.TITLE)
        return roles + [self._under(line, last >= 0) for line in self._lines[last + 1 :]]

    def _over(self, line: Line) -> Role:
        """A line before the heading of the next section."""
        if is_catchwords(line.text):
            return self._leave_out_catchwords(line)
        if self._before and "?" in line.text and not is_bracketed(line.text):
            self._notes.add(line, "a question without a number", "the question before it goes on")
            return Role.MORE
        if is_section_title(line):
            self._notes.add(line, "a heading over another", "only the nearer one counts")
        else:
            self._notes.add(line, "text that stands before a heading", "no part of the guide")
        return Role.OUT

    def _under(self, line: Line, has_title: bool) -> Role:
        """A line right before a question, under a heading of its own or not."""
        if is_bracketed(line.text):
            self._notes.add(line, "a note in brackets", "an instruction, not to be asked")
            return Role.OUT
        if is_catchwords(line.text):
            return self._leave_out_catchwords(line)
        if not has_title and self._before and "?" in line.text:
            self._notes.add(line, "a question without a number", "the question before it goes on")
            return Role.MORE
        if not has_title and self._before:
            if not is_complete(self._before.text) and not line.text.endswith(":"):
                self._notes.add(line, "text after a question without an end", "the question goes on")
                return Role.MORE
            self._notes.add(line, "text between two questions", "what is said before the next one")
        return Role.LEAD_IN

    def _leave_out_catchwords(self, line: Line) -> Role:
        self._notes.add(line, "catchwords", "they are for the interviewer alone; if not, write them as items")
        return Role.OUT

    def _note(self, found: str, assumed: str) -> None:
        self._notes.add(self._lines[0], found, assumed)
