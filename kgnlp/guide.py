"""The interview guide: its numbered questions, their lettered items, and where they stand."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kgnlp.errors import ConfigurationError
from kgnlp.guide_rules import guide_complaints
from kgnlp.yaml_file import load_yaml_model


def _tidy(text: str) -> str:
    """One line, Unicode NFC, as texts of interviews are, since the two are compared."""
    bad = next(
        (mark for mark in text if unicodedata.category(mark) in ("Cc", "Cs") and not mark.isspace()), ""
    )
    if bad:
        raise ValueError(f"no control characters such as U+{ord(bad):04X}")
    if not any(mark.isalnum() for mark in text):
        raise ValueError("with letters or digits")
    return " ".join(unicodedata.normalize("NFC", text).split())


QuestionId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zÆØÅæøå][0-9A-Za-zÆØÅæøå._-]{0,15}$")]
GuideId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zÆØÅæøå][0-9A-Za-zÆØÅæøå._-]{0,79}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_tidy)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Model):
    """A lettered item of a question."""

    id: QuestionId = Field(description="Id of the item, such as 2d: its question's id and a letter")
    text: Text = Field(description="What is asked, as it stands in the guide")


class Question(_Model):
    """A numbered question, with or without items."""

    id: QuestionId = Field(description="Id of the question, such as 2; letters, digits, . _ and -")
    text: Text = Field(description="What is asked, as it stands in the guide")
    items: tuple[Item, ...] = Field(default=(), description="The lettered items, in order")


class Section(_Model):
    """Questions under one heading."""

    title: Text | None = Field(description="The heading; null where the questions have none")
    lead_in: Text | None = Field(default=None, description="What the interviewer says before the questions")
    questions: tuple[Question, ...] = Field(min_length=1, description="The questions, in order")


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """A question or an item, with where it stands in the guide."""

    question_id: str
    text: str  # its own text
    question_text: str  # text of the question that an item belongs to; of a question, its own
    section: str | None  # heading
    lead_in: str | None
    order: int  # 0-based, through the guide
    parent_id: str | None  # the question that an item belongs to


class Guide(_Model):
    """An interview guide."""

    id: GuideId = Field(description="Id of the guide, as in interviews.csv; letters, digits, . _ and -")
    title: Text = Field(description="Title for people")
    year: int = Field(ge=1900, le=2200, description="Year that the guide was made for")
    role: Text = Field(description="Role of the informants that it is for")
    language: Literal["nb", "nn", "en"] = Field(description="Bokmål (nb), nynorsk (nn) or English (en)")
    sections: tuple[Section, ...] = Field(min_length=1, description="The sections, in order")

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        complaint = next(guide_complaints(self.model_dump()), None)
        if complaint:
            raise ValueError(f"{complaint.expected}, not {complaint.found}")
        return self

    def entries(self) -> tuple[GuideEntry, ...]:
        """Every question, each followed by its items, in the order of the guide."""
        return tuple(self._entries())

    def _entries(self) -> Iterator[GuideEntry]:
        order = 0
        for section in self.sections:
            for question in section.questions:
                place = (question.text, section.title, section.lead_in)
                yield GuideEntry(question.id, question.text, *place, order, None)
                order += 1
                for item in question.items:
                    yield GuideEntry(item.id, item.text, *place, order, question.id)
                    order += 1

    def text_of(self, question_id: str) -> str:
        """The question in full; of an item, its question's text and its own. Raises KeyError."""
        return self._texts[question_id]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {
            entry.question_id: entry.text
            if entry.parent_id is None
            else f"{entry.question_text} {entry.text}"
            for entry in self.entries()
        }

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of all that the guide says, hex."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def load_guide(file: Path) -> Guide:
    """Read a guide. Raises ConfigurationError with file and line where it is not as it must be."""
    return load_yaml_model(file, Guide, [guide_complaints])


def load_guides(folder: Path) -> dict[str, Guide]:
    """Read every guide (``*.yaml``, ``*.yml``) of a folder, by id.

    Raises:
        ConfigurationError: there is no such folder, a guide is not as it must be, or two have one id.
    """
    if not folder.is_dir():
        raise ConfigurationError(
            f"no folder {folder}",
            expected="a folder of interview guides, one YAML file each",
            action="Correct `guides` in the settings, or make the folder.",
        )
    guides: dict[str, Guide] = {}
    files: dict[str, str] = {}
    for file in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        guide = load_guide(file)
        if guide.id in guides:
            raise ConfigurationError(
                f"guide id {guide.id} in {files[guide.id]} and in {file.name}",
                expected="an id of its own for every guide",
                action=f"Change the id in one of them, or remove the file; they are in {folder}.",
            )
        guides[guide.id], files[guide.id] = guide, file.name
    return guides
