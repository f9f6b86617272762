"""The codebook: the themes that passages are tagged with, and their definitions."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kgnlp.domain import Stance
from kgnlp.errors import ConfigurationError
from kgnlp.yaml_file import load_yaml_model


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(_Model):
    """A theme's name in the languages of pages and docs."""

    nb: str = Field(min_length=1, description="Bokmål")
    nn: str = Field(min_length=1, description="Nynorsk")
    en: str = Field(min_length=1, description="English")


class Theme(_Model):
    """A code that passages are tagged with."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="Id in tables and labels; never used again")
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="Short code in annotated interviews")
    label: Label = Field(description="Name for people")
    definition: str = Field(min_length=1, description="What a passage must say to carry the theme")
    positive: str = Field(description="What speaks for the core group")
    negative: str = Field(description="What speaks against the core group")
    include: tuple[str, ...] = Field(default=(), description="What is to be tagged")
    exclude: tuple[str, ...] = Field(default=(), description="What is not to be tagged")
    decisions: tuple[str, ...] = Field(default=(), description="What coders have agreed on in doubtful cases")
    retired: bool = Field(default=False, description="No longer tagged; old labels stand")


class Codebook(_Model):
    """The themes with what holds for all of them."""

    id: str = Field(pattern=r"^[\w.-]+$", description="Id of the codebook")
    language: Literal["nb", "nn"] = Field(description="Written form that the evaluators work in")
    stances: tuple[Stance, ...] = Field(description="The stances, in the order that pages show them")
    stance_rules: tuple[str, ...] = Field(default=(), description="How stance is decided")
    themes: tuple[Theme, ...] = Field(
        min_length=1, description="The themes, in the order that pages show them"
    )

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for kind in ("id", "code"):
            names = [getattr(theme, kind) for theme in self.themes]
            if len(set(names)) < len(names):
                raise ValueError(f"two themes with the same {kind}")
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
    return load_yaml_model(file, Codebook)
