"""What a run works by, read once at its start: settings, guides, codebook, model versions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kgnlp.codebook import Codebook, load_codebook
from kgnlp.errors import ConfigurationError
from kgnlp.guide import Guide, load_guides
from kgnlp.settings import Settings, load_settings
from kgnlp.training import registry


@dataclass(frozen=True)
class Inputs:
    """Configuration of a run, with the names of the model versions that it starts and ends with."""

    settings: Settings
    guides: Mapping[str, Guide]
    codebook: Codebook
    model_version: str  # segmentation and themes

    @property
    def versions(self) -> dict[str, str]:
        """What, beside the transcript and its guide, the rows of an interview follow from."""
        return {
            "codebook": self.codebook.content_hash,
            "language": language_version(self.settings.language_pipeline),
            "model": self.model_version,
            "settings": self.settings.content_hash,
        }

    def guide(self, guide_id: str) -> Guide:
        """A guide by its id. Raises ConfigurationError if there is none."""
        if guide_id not in self.guides:
            raise ConfigurationError(
                f"guide {guide_id!r} in interviews.csv",
                expected=f"one of {', '.join(sorted(self.guides))}",
                action="Correct the row, or add the guide to configs/guides: kgnlp guide import FILE",
            )
        return self.guides[guide_id]


def language_version(name_or_path: str) -> str:
    """Name of a language pipeline, with its manifest's hash where it has one: trained anew, it is another."""
    manifest = Path(name_or_path) / "manifest.json"
    name = Path(name_or_path).name
    return f"{name}-{hashlib.sha256(manifest.read_bytes()).hexdigest()[:8]}" if manifest.is_file() else name


@lru_cache(maxsize=1)
def load_inputs(settings_file: Path, model_version: str | None = None) -> Inputs:
    """Read the configuration; the model version is the current one where none is named.

    Raises:
        ConfigurationError: the settings, a guide or the codebook is not as it must be.
        ModelError: there is no such model version.
    """
    settings = load_settings(settings_file)
    return Inputs(
        settings=settings,
        guides=load_guides(settings.guides),
        codebook=load_codebook(settings.codebook),
        model_version=model_version or registry.current(settings.models),
    )
