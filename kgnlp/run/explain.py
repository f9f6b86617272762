"""A passage of a run -> why it has the tags that it has, by the very models that set them.

Tables hold no explanations: one is made from the text when it is asked for, and given only where it leads to
the same tags.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgnlp import language
from kgnlp.domain import Evidence
from kgnlp.errors import ConfigurationError, ModelError, TableError
from kgnlp.explanation import Explanation, ThemeExplanation
from kgnlp.guide import Guide
from kgnlp.run.inputs import language_version
from kgnlp.run.reread import Reread, reread
from kgnlp.run.summary import code_versions
from kgnlp.settings import Settings
from kgnlp.tables import Store
from kgnlp.themes import ThemeModel, explain
from kgnlp.training import registry

# Probabilities are stored in single precision; more than this is another tag.
_TOLERANCE = 1e-4
# Pipeline and model are one a process, and not made for several at once.
_ONE_AT_A_TIME = threading.Lock()


class Explainer:
    """Explains passages of the run in a folder; models are loaded when it is first asked.

    Args:
        store: the output folder of the run.
        settings: the settings that it was run with.
        guides: the guides, by their ids.

    """

    def __init__(self, store: Store, settings: Settings, guides: Mapping[str, Guide]) -> None:
        self._store, self._settings, self._guides = store, settings, guides

    def __call__(self, passage_id: str) -> Explanation:
        """Why a passage has its tags.

        Raises:
            TableError: there is no such passage, or the tables do not lead to its tags.
            ModelError: other models or other code made them, or the model version is gone.
            ConfigurationError: the guide is not as it was.
        """
        with _ONE_AT_A_TIME:
            return self._explained(passage_id)

    def _explained(self, passage_id: str) -> Explanation:
        found = reread(self._store, passage_id)
        version = _checked_version(self._store, self._settings, found)
        guide = _guide(self._guides, found)
        inputs = found.inputs(guide, language.load(self._settings.language_pipeline))
        tags = {tag["theme"]: tag for tag in found.tags if tag["model_version"] == version}
        explained = explain(inputs, found.number, _theme_model(self._settings.models, version))
        themes = tuple(one for one in explained if one.theme in tags)
        for theme in themes:
            _check_same(passage_id, theme, tags[theme.theme])
        passage, read = found.passage, inputs[found.number]
        return Explanation(
            passage_id=passage_id,
            interview_id=passage.interview_id,
            model_version=version,
            question_id=passage.question_id,
            question=read.question,
            asked=read.asked,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            themes=themes,
        )


def _guide(guides: Mapping[str, Guide], found: Reread) -> Guide:
    name = found.interview.guide
    if name not in guides:
        raise ConfigurationError(
            f"interview {found.interview.interview_id} by guide {name!r}",
            expected=f"one of {', '.join(sorted(guides))}",
            action="Put the guide back into the folder of guides, or run kgnlp run again.",
        )
    return guides[name]


def _checked_version(store: Store, settings: Settings, found: Reread) -> str:
    """The model version that set the tags, where the rest of what made them is as it is now."""
    stated = store.manifest().get("versions", {})
    now = code_versions() | {"language": language_version(settings.language_pipeline)}
    for name, version in now.items():
        if stated.get(name) != version:
            raise ModelError(
                f"{store.folder} made with {_NAMES[name]} {stated.get(name, 'unknown')}",
                expected=f"{_NAMES[name]} {version}, which would explain it",
                action="Run kgnlp run again into the same folder, then ask again.",
            )
    version = str(stated.get("model"))
    if version not in {tag["model_version"] for tag in found.tags}:
        raise ModelError(
            f"no tag of passage {found.passage.passage_id} by model version {version}",
            expected="a tag by the model version that the run names",
            action="Run kgnlp run again into the same folder, then ask again.",
        )
    return version


_NAMES = {"kgnlp": "kgnlp", "pipeline": "version of the stages", "language": "language pipeline"}


@lru_cache(maxsize=1)
def _theme_model(models: Path, version: str) -> ThemeModel:
    return ThemeModel.load(registry.verified(models, version) / "themes", version)


def _check_same(passage_id: str, theme: ThemeExplanation, tag: Mapping[str, Any]) -> None:
    """Raise TableError where the explanation is of another tag than the table's."""
    spans = [(piece["start"], piece["end"]) for piece in tag["evidence"]]
    differs = abs(theme.probability - tag["probability"]) > _TOLERANCE
    differs |= tag["stance"] != theme.stance
    if differs or spans != [_ends(evidence) for evidence in theme.evidence]:
        raise TableError(
            f"passage {passage_id} tagged {theme.theme} with {tag['probability']:.4f} and "
            f"{len(spans)} stretches of evidence",
            expected=f"{theme.probability:.4f} and {len(theme.evidence)}, as follow from its text now",
            action="The tables were changed since the run, or the models: run kgnlp run again.",
        )


def _ends(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end
