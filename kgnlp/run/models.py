"""The models of a run, loaded once a process."""

from __future__ import annotations

import ctypes
import gc
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kgnlp import language
from kgnlp.language import LanguagePipeline
from kgnlp.run.inputs import Inputs
from kgnlp.segment import SegmentModel
from kgnlp.themes import ThemeModel
from kgnlp.training import registry


@dataclass(frozen=True)
class Models:
    """What the stages need to have been trained."""

    language: LanguagePipeline
    segment: SegmentModel
    themes: ThemeModel


def models_of(inputs: Inputs) -> Models:
    """The models that a run works by, their files checked. Raises ModelError if they can't be loaded."""
    settings = inputs.settings
    return _load(settings.language_pipeline, settings.models, inputs.model_version)


def forget() -> None:
    """Free what this process has loaded; the next to ask loads anew."""
    _load.cache_clear()
    language.load.cache_clear()
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # of glibc, which else keeps what was freed, in pieces too small for a table
        trim(0)


@lru_cache(maxsize=1)
def _load(language_pipeline: str, models: Path, version: str) -> Models:
    folder = registry.verified(models, version)
    return Models(
        language=language.load(language_pipeline),
        segment=SegmentModel.load(folder / "segment"),
        themes=ThemeModel.load(folder / "themes", version),
    )
