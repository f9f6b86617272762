"""The settings of a run, read once from configs/pipeline.yaml."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kgnlp.yaml_file import load_yaml_model

ROOT = Path(__file__).resolve().parent.parent


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PassageSettings(_Model):
    """How informant turns are cut into passages."""

    max_words: int = Field(ge=20, description="A longer turn is cut at sentence ends; words")


class TagSettings(_Model):
    """When a passage counts as tagged; training chooses the threshold of each theme by it."""

    goal: Literal["f1", "recall"] = Field(
        default="f1",
        description="Best F1; or the best precision at which recall is at least `least_recall`",
    )
    least_recall: float = Field(
        default=0.9, gt=0, le=1, description="Share of the passages with a theme to be found; for goal recall"
    )


class ReviewSettings(_Model):
    """Which tags are put to a person."""

    share: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="Share of the passages, least sure first, that needs_review is set on",
    )


class NewThemeSettings(_Model):
    """What becomes of themes that have few labels or none."""

    review_passages: int = Field(
        default=3,
        ge=0,
        description="Passages of an interview, those most like the theme's definition first, that "
        "needs_review is set on while the theme has no classifier; for each such theme",
    )
    least_passages: int = Field(
        default=20,
        ge=2,
        description="Passages in the labels with a theme, and as many without it, from which on training "
        "gives it a classifier of its own",
    )
    least_interviews: int = Field(
        default=3,
        ge=2,
        description="Interviews that the passages with a theme must come from for that: fewer can't both "
        "teach and test",
    )


class PromotionSettings(_Model):
    """When a new model version becomes the current one; else it stays a candidate."""

    level: float = Field(
        default=0.05,
        gt=0,
        le=1,
        description="Chance, below which it must lie, of a gain as large were the versions alike",
    )
    margin: float = Field(default=0.03, ge=0, description="How far the F1 of no theme may fall")
    least_interviews: int = Field(
        default=5, ge=2, description="Interviews, at least, that both versions are measured on"
    )


class ReportSettings(_Model):
    """How pages for people are written."""

    language: Literal["nb", "nn"] = Field(
        default="nb", description="Written form of the page's own words: bokmål or nynorsk"
    )


class Settings(_Model):
    """Settings of the pipeline. Paths are relative to the folder above that of the settings file."""

    guides: Path = Field(description="Folder of the interview guides, one YAML file each")
    codebook: Path = Field(description="The codebook, a YAML file")
    models: Path = Field(description="Folder of the model versions")
    written: Path | None = Field(
        default=None,
        description="Folder of interviews that were written for the codebook, with their guides in guides/",
    )
    language_pipeline: str = Field(description="Folder or package name of the spaCy pipeline; blank for none")
    passages: PassageSettings = Field(description="How informant turns are cut into passages")
    tags: TagSettings = Field(default=TagSettings(), description="When a passage counts as tagged")
    review: ReviewSettings = Field(default=ReviewSettings(), description="Which tags are put to a person")
    new_themes: NewThemeSettings = Field(
        default=NewThemeSettings(), description="What becomes of themes that have few labels or none"
    )
    promotion: PromotionSettings = Field(
        default=PromotionSettings(), description="When a new model version becomes current"
    )
    report: ReportSettings = Field(default=ReportSettings(), description="How pages for people are written")
    seed: int = Field(ge=0, description="Seed of everything random in training")

    @property
    def content_hash(self) -> str:
        """SHA-256 of the settings that change the rows of an interview, hex."""
        rows = (self.passages.model_dump_json(), str(self.new_themes.review_passages))
        return hashlib.sha256("".join(rows).encode()).hexdigest()


def default_settings_file() -> Path:
    """The settings that the project comes with."""
    return ROOT / "configs" / "pipeline.yaml"


def load_settings(file: Path) -> Settings:
    """Read settings; relative paths are made absolute. Raises ConfigurationError."""
    settings = load_yaml_model(file, Settings)
    base = file.resolve().parent.parent
    pipeline = settings.language_pipeline
    return settings.model_copy(
        update={
            "guides": base / settings.guides,
            "codebook": base / settings.codebook,
            "models": base / settings.models,
            "written": settings.written and base / settings.written,
            "language_pipeline": str(base / pipeline) if "/" in pipeline else pipeline,
        }
    )
