"""The codebook: the themes that passages are tagged with, and their definitions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kgnlp.domain import Stance
from kgnlp.errors import ConfigurationError
from kgnlp.yaml_faults import Complaint
from kgnlp.yaml_file import load_yaml_model

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(_Model):
    """A theme's name in the languages of pages and docs."""

    nb: Text = Field(description="Bokmål")
    nn: Text = Field(description="Nynorsk")
    en: Text = Field(description="English")


class Theme(_Model):
    """A code that passages are tagged with."""

    id: Name = Field(description="Id in tables and labels (a-z, 0-9, _); never used again for another theme")
    code: Name = Field(description="Short code in annotated interviews; a-z, 0-9, _")
    label: Label = Field(description="Name for people; may be changed at will, the id stays")
    definition: Text = Field(description="What a passage must say to carry the theme")
    positive: Text = Field(description="What speaks for the core group")
    negative: Text = Field(description="What speaks against the core group")
    include: tuple[Text, ...] = Field(default=(), description="What is to be tagged")
    exclude: tuple[Text, ...] = Field(default=(), description="What is not to be tagged")
    decisions: tuple[Text, ...] = Field(
        default=(), description="What coders have agreed on in doubtful cases"
    )
    examples: tuple[Text, ...] = Field(
        default=(),
        description="Made-up sentences that carry a theme without labels yet; never from interviews",
    )
    retired: bool = Field(default=False, description="No longer tagged; old labels stand")
    split_from: Name | None = Field(
        default=None, description="Id of the theme that this was a part of before"
    )


class Codebook(_Model):
    """The themes with what holds for all of them."""

    id: str = Field(
        pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,79}$",
        description="Id of the codebook; letters, digits, . _ and -",
    )
    version: int = Field(
        default=1,
        ge=1,
        description="Raised with every change, so that a decision can name what it was made by",
    )
    language: Literal["nb", "nn"] = Field(description="Written form that the evaluators work in: nb or nn")
    stances: tuple[Stance, ...] = Field(
        min_length=1, description="The stances, in the order that pages show them"
    )
    stance_rules: tuple[Text, ...] = Field(default=(), description="How stance is decided")
    themes: tuple[Theme, ...] = Field(
        min_length=1, description="The themes, in the order that pages show them"
    )

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        complaint = next(codebook_complaints(self.model_dump()), None)
        if complaint:
            raise ValueError(f"{complaint.expected}, not {complaint.found}")
        return self

    @property
    def active(self) -> tuple[Theme, ...]:
        """The themes that are not retired."""
        return tuple(theme for theme in self.themes if not theme.retired)

    @property
    def codes(self) -> dict[str, str]:
        """Theme id by short code."""
        return {theme.code: theme.id for theme in self.themes}

    def theme(self, theme_id: str) -> Theme:
        """A theme by its id. Raises ConfigurationError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise ConfigurationError(
            f"theme {theme_id!r}",
            expected=f"one of {', '.join(theme.id for theme in self.themes)}",
            action=f"Correct the id, or add the theme to codebook {self.id}.",
        )

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of all that the codebook says, hex."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def load_codebook(file: Path) -> Codebook:
    """Read a codebook. Raises ConfigurationError with file and line where it is not as it must be."""
    return load_yaml_model(file, Codebook, [codebook_complaints])


def codebook_complaints(found: Any) -> Iterator[Complaint]:
    """The faults between the parts of a codebook that their types don't show."""
    if not isinstance(found, Mapping):
        return
    listed = found.get("themes")
    themes = [t if isinstance(t, Mapping) else {} for t in listed] if isinstance(listed, list | tuple) else []
    for key in ("id", "code"):
        yield from _twice([theme.get(key) for theme in themes], "themes", key)
    stances = found.get("stances")
    yield from _twice(stances if isinstance(stances, list | tuple) else [], "stances")
    ids = [theme.get("id") for theme in themes]
    for number, theme in enumerate(themes):
        origin = theme.get("split_from")
        if origin is not None and (origin not in ids or origin == theme.get("id")):
            yield Complaint(
                ("themes", number, "split_from"),
                "a theme that is not among the others",
                "the id of another theme of this codebook, retired or not",
                "Correct the id; keep themes that are no longer used, with `retired: true`.",
            )


def _twice(names: Sequence[object], key: str, *rest: str) -> Iterator[Complaint]:
    for number, name in enumerate(names):
        if isinstance(name, str) and name in names[:number]:
            yield Complaint(
                (key, number, *rest),
                f"“{name}” for the second time",
                f"{' '.join((key, *rest))} that differ",
                "Rename or remove one of them.",
            )
