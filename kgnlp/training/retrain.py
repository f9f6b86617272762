"""Labels -> a new model version, with its manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from kgnlp import language, progress
from kgnlp.codebook import Codebook, load_codebook
from kgnlp.domain import ModelManifest
from kgnlp.errors import LabelError
from kgnlp.guide import Guide, load_guides
from kgnlp.settings import ROOT, Settings, load_settings
from kgnlp.themes.concepts import CONCEPTS_FILE, load_concepts
from kgnlp.training import registry, segments, themes
from kgnlp.training.annotated import read_corpus
from kgnlp.training.examples import Material, ThemeExamples, analyse, analyse_all, theme_examples
from kgnlp.training.learnable import learnt_themes, of_themes, support, waiting_themes
from kgnlp.training.metrics import theme_metrics

# Raised by hand when the code of training or of features changes what it makes of the same labels.
CODE_VERSION = "6"
_LEAST_INTERVIEWS = 10
# A file of this name in a folder of labels says that its interviews are invented; reports repeat it.
SYNTHETIC = "SYNTHETIC"
# Interviews written for the codebook by the project, all invented, with the guides that only they use. Theme
# classifiers learn from them beside the labels; nothing is chosen or measured on them.
WRITTEN = ROOT / "data" / "examples"
# Theme id by the code that they are marked with, whatever codes the codebook has now.
WRITTEN_CODES = {
    "dup": "duplication",
    "top": "top_management_anchoring",
    "sek": "secretariat_quality",
    "stj": "star_group_risk",
}
_LIBRARIES = ("scikit-learn", "skops", "numpy", "scipy", "spacy")


@dataclass(frozen=True, slots=True)
class Retrained:
    """What came of a retraining."""

    version: str
    is_new: bool  # False where the labels and all else are those of the current version
    metrics: Mapping[str, object]


def retrain(labels: Path, settings_file: Path) -> Retrained:
    """Train segmentation and themes on annotated interviews and make the new version current.

    Args:
        labels: folder of annotated interviews.
        settings_file: the settings.

    Raises:
        LabelError: the labels can't be read, or are too few.
        ConfigurationError: the settings, a guide or the codebook is not as it must be.
    """
    settings = load_settings(settings_file)
    guides, codebook = load_guides(settings.guides), load_codebook(settings.codebook)
    data_hash = _hash_of(labels, guides, codebook)
    configuration = _configuration(settings, codebook)
    same = _current_if_same(settings.models, data_hash, configuration, settings.seed)
    if same is not None:
        return Retrained(same.version, is_new=False, metrics=same.metrics)
    save, metrics = _train(labels, settings, guides, codebook)
    made_of = ModelManifest("", data_hash, CODE_VERSION, settings.seed, configuration, metrics)
    version = registry.add(settings.models, made_of, save)
    registry.make_current(settings.models, version)
    return Retrained(version, is_new=True, metrics=metrics)


def _train(
    labels: Path, settings: Settings, guides: Mapping[str, Guide], codebook: Codebook
) -> tuple[Callable[[Path], None], dict[str, Any]]:
    corpus = read_corpus(labels, codebook.codes)
    if len(corpus) < _LEAST_INTERVIEWS:
        raise LabelError(
            f"{len(corpus)} annotated interviews in {labels}",
            expected=f"at least {_LEAST_INTERVIEWS}, to train and to measure on",
            action="Annotate or review more interviews first.",
        )
    ids = [theme.id for theme in codebook.active]
    analysed = analyse_all(corpus, settings.language_pipeline)
    material = Material(guides, ids, settings.passages.max_words, load_concepts())
    examples = [theme_examples(annotated, interview, material) for annotated, interview in analysed]
    found = support(examples, ids)
    learnt = learnt_themes(found, settings.new_themes)
    written = [of_themes(one, ids, learnt) for one in written_examples(material)]
    examples, ids = [of_themes(one, ids, learnt) for one in examples], learnt
    progress.report("train segmentation", 0, 1)
    segment_model = segments.fit(analysed, guides, settings.seed)
    progress.report("measure themes", 0, 1)
    crossed = themes.cross_score(examples, settings.seed, written, whole=True)
    metrics = _measure(examples, ids, settings, crossed, written)
    progress.report("train themes", 0, 1)
    theme_model = themes.fit(examples, ids, settings, written, crossed)
    for theme in theme_model.themes:
        metrics["themes"][theme.theme]["threshold"] = theme.threshold
    metrics["not_learnt"] = waiting_themes(found, settings.new_themes)
    metrics["synthetic"] = (labels / SYNTHETIC).exists()

    def save(folder: Path) -> None:
        segment_model.save(folder / "segment")
        theme_model.save(folder / "themes")

    return save, metrics


def written_examples(material: Material) -> list[ThemeExamples]:
    """The interviews that were written for the codebook.

    Of a theme that they have no mark of, such as one that evaluators added, they say nothing: it is not known
    where they carry it. They are read by rules, not by the language pipeline: of its work theme classifiers
    see the ends of sentences only, and these are well punctuated.
    """
    material = replace(material, guides={**material.guides, **load_guides(WRITTEN / "guides")})
    rules = language.blank()
    examples = [
        theme_examples(annotated, analyse(annotated, rules), material)
        for annotated in read_corpus(WRITTEN, WRITTEN_CODES)
    ]
    marked = np.any([interview.carried.any(axis=0) for interview in examples], axis=0)
    return [replace(interview, known=interview.known & marked) for interview in examples]


def _measure(
    examples: list[ThemeExamples],
    ids: list[str],
    settings: Settings,
    crossed: themes.CrossScores,
    written: list[ThemeExamples],
) -> dict[str, Any]:
    held_out = themes.cross_predict(examples, ids, settings, crossed, written)
    probabilities = np.vstack([interview.probabilities for interview in held_out])
    tagged = np.vstack([interview.tagged for interview in held_out])
    truth = np.vstack([interview.carried for interview in examples])
    known = np.vstack([interview.known for interview in examples])
    by_theme = theme_metrics(ids, truth, known, probabilities, tagged)
    return {
        "measured_on": f"{len(examples)} interviews, cross-validation by interview in {themes.FOLDS} folds",
        "interviews": len(examples),
        "passages": len(truth),
        "themes": by_theme,
        "macro_f1": round(float(np.mean([values["f1"] for values in by_theme.values()])), 4),
    }


def _hash_of(labels: Path, guides: Mapping[str, Guide], codebook: Codebook) -> str:
    digest = hashlib.sha256(codebook.content_hash.encode())
    for guide in guides.values():
        digest.update(guide.content_hash.encode())
    for file in [CONCEPTS_FILE, *_written_files(), *sorted(labels.glob("*.txt"))]:
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _written_files() -> list[Path]:
    return [*sorted(WRITTEN.glob("*.txt")), *sorted((WRITTEN / "guides").glob("*.yaml"))]


def _configuration(settings: Settings, codebook: Codebook) -> dict[str, object]:
    # Only what differs from the defaults: versions from before this setting were made by these.
    changed = settings.new_themes.model_dump(exclude={"review_passages"}, exclude_defaults=True)
    return {
        "codebook": codebook.id,
        "language_pipeline": Path(settings.language_pipeline).name,
        "max_words": settings.passages.max_words,
        "tags": settings.tags.model_dump(),
        "review": settings.review.model_dump(),
        **({"new_themes": changed} if changed else {}),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
    }


def _current_if_same(
    models: Path, data_hash: str, configuration: Mapping[str, object], seed: int
) -> ModelManifest | None:
    if not (models / "current").is_file():
        return None
    found = registry.manifest(models, registry.current(models))
    stated = (found.data_hash, found.code_version, found.seed, dict(found.configuration))
    return found if stated == (data_hash, CODE_VERSION, seed, dict(configuration)) else None
