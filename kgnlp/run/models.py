"""The models of a run, loaded once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kgnlp import language
from kgnlp.language import LanguagePipeline
from kgnlp.segment import SegmentModel
from kgnlp.themes import ThemeModel
from kgnlp.training import registry


@dataclass(frozen=True)
class Models:
    """What the stages need to have been trained."""

    language: LanguagePipeline
    segment: SegmentModel
    themes: ThemeModel


@lru_cache(maxsize=1)
def load_models(language_pipeline: str, models: Path, version: str) -> Models:
    """Load a model version, its files checked against its manifest. Raises ModelError if it can't."""
    folder = registry.verified(models, version)
    return Models(
        language=language.load(language_pipeline),
        segment=SegmentModel.load(folder / "segment"),
        themes=ThemeModel.load(folder / "themes", version),
    )
