"""Reads annotated interviews: the text form that labels come in with (data/corpus/README.md).

``R1 [2d]: Ja, litt. {{dup-: Vi sitter jo i to fora}} og [[PER:Kari Moen]] i linja …``
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kgnlp.domain import AnnotatedInterview, Entity, Interview, Language, Mark, Role, Stance, Turn
from kgnlp.errors import LabelError

STANCES = {"+": Stance.POSITIVE, "-": Stance.NEGATIVE, "~": Stance.MIXED, "0": Stance.NEUTRAL}
_TURN = re.compile(r"(?P<speaker>[IR]\d+) \[(?P<question>[^\]]+)\]: (?P<text>.*)")
_MARKUP = re.compile(
    r"\{\{(?P<code>\w+)(?P<stance>[-+~0]): "
    r"|\[\[(?P<kind>PER|TLF|EPOST|FNR|ADR):|(?P<theme_end>\}\})|(?P<kind_end>\]\])"
)


@dataclass
class _Body:
    """The canonical text as it grows, with what is marked on it."""

    themes: Mapping[str, str]  # code -> theme id
    text: str = ""
    turns: list[Turn] = field(default_factory=list)
    question_ids: list[str | None] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    personal_data: list[Entity] = field(default_factory=list)


def read_corpus(folder: Path, themes: Mapping[str, str]) -> tuple[AnnotatedInterview, ...]:
    """Read every annotated interview (``*.txt``) of a folder, in the order of their names.

    Args:
        folder: the folder with the files.
        themes: theme id by its short code, from the codebook.

    Raises:
        LabelError: the folder has no such file, or one of them can't be read.

    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise LabelError(
            f"no annotated interview (*.txt) in {folder}",
            expected="at least one",
            action="Name the folder that holds the annotated interviews.",
        )
    return tuple(read_annotated(file, themes) for file in files)


def read_annotated(file: Path, themes: Mapping[str, str]) -> AnnotatedInterview:
    """Read one annotated interview; see read_corpus."""
    content = file.read_bytes()
    try:
        _, head, lines = content.decode("utf-8").split("---\n", 2)
        known = YAML(typ="safe").load(head)
    except (ValueError, YAMLError) as error:
        raise LabelError(
            f"{file.name} without a readable YAML head",
            expected="a YAML head between two '---' lines, in UTF-8",
            action="Write the head as data/corpus/README.md shows.",
        ) from error
    body = _Body(themes)
    for number, line in enumerate(unicodedata.normalize("NFC", lines).splitlines(), 1):
        if line.strip():
            _add_turn(body, line.strip(), f"{file.name}, turn line {number}")
    return AnnotatedInterview(
        interview=_interview(known, file.name, hashlib.sha256(content).hexdigest(), body.text),
        turns=tuple(body.turns),
        question_ids=tuple(body.question_ids),
        marks=tuple(body.marks),
        personal_data=tuple(body.personal_data),
    )


def joint_stance(marks: Iterable[Mark]) -> Stance | None:
    """The stance of marks together: mixed where they differ, None where there are none."""
    stances = {mark.stance for mark in marks}
    if len(stances) > 1:
        return Stance.MIXED
    return stances.pop() if stances else None


def _interview(known: Mapping[str, Any], name: str, sha256: str, text: str) -> Interview:
    try:
        return Interview(
            interview_id=str(known["interview_id"]),
            source=name,
            sha256=sha256,
            format="annotated",
            group=known["group"],
            phase=int(known["phase"]),
            role=known["role"],
            guide=known["guide"],
            language=Language(known["language"]),
            date=known["date"],
            text=text,
            words=len(text.split()),
        )
    except (KeyError, ValueError) as error:
        raise LabelError(
            f"{name} with a head that lacks or misspells {error}",
            expected="interview_id, group, phase, role, guide, language (nb, nn), date",
            action="Write the head as data/corpus/README.md shows.",
        ) from error


def _add_turn(body: _Body, line: str, place: str) -> None:
    match = _TURN.fullmatch(line)
    if match is None:
        raise LabelError(
            f"{place}, without speaker and question",
            expected="'I1 [2d]: …' or 'R1 [-]: …'",
            action="Correct that line.",
        )
    start = len(body.text) + 1 if body.turns else 0
    plain = _strip_markup(body, match["text"], start, place)
    body.text = f"{body.text}\n{plain}" if body.turns else plain
    role = Role.INTERVIEWER if match["speaker"].startswith("I") else Role.INFORMANT
    body.turns.append(Turn(len(body.turns), match["speaker"], role, start, start + len(plain)))
    body.question_ids.append(None if match["question"] == "-" else match["question"])


def _strip_markup(body: _Body, marked: str, offset: int, place: str) -> str:
    """The plain text of a turn that begins at ``offset``; its marks are added to the body."""
    plain = ""
    open_theme: tuple[str, Stance, int] | None = None
    open_kind: tuple[str, int] | None = None
    position = 0
    for match in _MARKUP.finditer(marked):
        plain += marked[position : match.start()]
        position = match.end()
        here = offset + len(plain)
        if match["code"] and open_theme is None and match["code"] in body.themes:
            open_theme = (body.themes[match["code"]], STANCES[match["stance"]], here)
        elif match["kind"] and open_kind is None:
            open_kind = (match["kind"], here)
        elif match["theme_end"] and open_theme:
            body.marks.append(Mark(open_theme[0], open_theme[1], open_theme[2], here))
            open_theme = None
        elif match["kind_end"] and open_kind:
            body.personal_data.append(Entity(open_kind[1], here, open_kind[0]))
            open_kind = None
        else:
            raise _markup_error(place, match.start())
    if open_theme or open_kind:
        raise _markup_error(place, len(marked))
    return plain + marked[position:]


def _markup_error(place: str, position: int) -> LabelError:
    return LabelError(
        f"a mark at character {position} of {place} that nests, is not closed, or has an unknown code",
        expected="{{code stance: text}} and [[KIND:text]], closed in the turn and not in each other's kind",
        action="Correct that line, or add the code to the codebook.",
    )
