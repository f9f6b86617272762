"""Labels -> a new model version, in steps: gather, check, train, evaluate, register, promote.

Each step takes and gives small records; what is large lies in the draft, a folder that becomes the version.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from kgnlp import progress
from kgnlp.domain import ModelManifest
from kgnlp.errors import LabelError
from kgnlp.settings import NewThemeSettings, Settings, load_settings
from kgnlp.training import promotion, registry, segments, themes
from kgnlp.training.card import FILE as CARD
from kgnlp.training.card import card
from kgnlp.training.comparison import Comparison, verdict
from kgnlp.training.held_out import held_out_rows, read_held_out, write_held_out
from kgnlp.training.history import EventKind, Status, read_history, reason_of, status_of
from kgnlp.training.learnt import LearntInterview, hashes_of, read_learnt, write_learnt
from kgnlp.training.measuring import measures
from kgnlp.training.profile import keep_profile
from kgnlp.training.ready import Ready, Sources, make_ready, read_sources
from kgnlp.training.splits import Integers, kept_folds
from kgnlp.training.sufficiency import LEAST_INTERVIEWS, LabelCount, count, missing
from kgnlp.training.versus_current import against_current

# Raised by hand when the code of training or of features changes what it makes of the same labels.
CODE_VERSION = "9"
_LIBRARIES = ("scikit-learn", "skops", "numpy", "scipy", "spacy")
_SEGMENT, _THEMES = "segment", "themes"


@dataclass(frozen=True, slots=True)
class Request:
    """What to train on, and how."""

    labels: Path  # of kgnlp labels import, or of annotated interviews
    settings_file: Path


@dataclass(frozen=True, slots=True)
class Found:
    """What the labels hold."""

    data_hash: str
    counts: LabelCount
    new_themes: NewThemeSettings  # how many a theme must have
    left_out: int  # labels on another text of an interview that has two
    models: Path
    current: str | None  # the version that runs use now
    same: str | None  # the version that was made of these labels, settings and code, and judged


@dataclass(frozen=True, slots=True)
class Retrained:
    """What came of a retraining."""

    version: str
    is_new: bool  # False where there was a version of these labels, settings and code
    status: Status
    reason: str  # why it is current, or stays a candidate
    metrics: Mapping[str, Any]


def gather(request: Request) -> Found:
    """Read the labels, and look whether there is a version of just these already.

    Raises:
        LabelError: the labels can't be read, or are of a guide that is not known.
        ConfigurationError: the settings, a guide or the codebook is not as it must be.
    """
    progress.report("gather labels", 0, 1)
    sources = read_sources(request.labels, request.settings_file)
    models = sources.settings.models
    return Found(
        data_hash=sources.data_hash,
        counts=count(sources.gathered.interviews, sources.themes),
        new_themes=sources.settings.new_themes,
        left_out=sources.gathered.left_out,
        models=models,
        current=registry.current_or_none(models),
        same=_same(sources),
    )


def check(found: Found) -> None:
    """Raise LabelError where there are too few labels, saying what is missing."""
    lacks = missing(found.counts, found.current is not None, found.new_themes)
    if lacks:
        raise LabelError(
            f"too few labels: {'; '.join(lacks)}",
            expected="enough to train and to measure on",
            action="Annotate or review more interviews first. kgnlp labels show LABELS says what there is.",
        )


def train(request: Request, found: Found, draft: Path) -> dict[str, Any]:
    """Train segmentation and themes into a draft, and measure them on interviews held out.

    Returns:
        The metrics.
    """
    ready = _ready(request, found)
    sources = ready.sources
    before = {} if found.current is None else read_learnt(found.models / found.current)
    folds = {name: one.fold for name, one in before.items()}
    ids = [one.interview_id for one in ready.labelled]
    dealt = themes.dealt_folds(ready.examples, themes.FOLDS, sources.settings.seed)
    fold_of = kept_folds(ids, folds, dealt, themes.FOLDS, sources.settings.seed)
    right_turns = _train_segmentation(ready, found, draft)
    learnt = _learnt(ready, fold_of, right_turns)
    write_learnt(learnt, draft)
    rows, thresholds = _train_themes(ready, fold_of, draft)
    more = {"not_learnt": ready.not_learnt, "written": len(ready.written)}
    return measures(rows, thresholds, found.counts, learnt) | more


def evaluate(request: Request, found: Found, draft: Path) -> Comparison | None:
    """Compare the draft with the current version; None where there is none that can be compared with."""
    if found.current is None:
        return None
    progress.report("compare with the current version", 0, 1)
    ready = _ready(request, found)
    sources = ready.sources
    folder = registry.verified(found.models, found.current)
    code_version = registry.manifest(found.models, found.current).code_version
    usable = code_version == CODE_VERSION  # else its classifiers may expect other features
    return against_current(draft, folder, ready, ready.themes, sources.settings.seed, usable)


def register(
    request: Request, found: Found, draft: Path, metrics: Mapping[str, Any], compared: Comparison | None
) -> str:
    """Make a version of the draft, with its card, manifest and profile, and return its name."""
    ready = _ready(request, found)
    sources = ready.sources
    stated = dict(metrics) | {"compared": None if compared is None else asdict(compared)}
    configuration = _configuration(sources)
    interviews = [one.annotated.interview for one in ready.labelled]
    rows = read_held_out(draft)
    text = card(stated, rows, interviews, sources.codebook, CODE_VERSION)
    (draft / CARD).write_text(text, "utf-8")
    made_of = ModelManifest("", found.data_hash, CODE_VERSION, sources.settings.seed, configuration, stated)
    version = registry.add(found.models, made_of, draft)
    keep_profile(ready, rows, version)
    return version


def promote(request: Request, found: Found, version: str, compared: Comparison | None) -> Retrained:
    """Make the version current where it is better; else note why it stays a candidate."""
    better, reason = _decide(found, compared, load_settings(request.settings_file))
    if better:
        promotion.promote(found.models, version, reason, found.current)
    else:
        promotion.hold(found.models, version, reason)
    make_ready.cache_clear()
    return _retrained(found.models, version, is_new=True)


def unchanged(found: Found) -> Retrained | None:
    """The version that was made of these labels already; None where there is none."""
    return None if found.same is None else _retrained(found.models, found.same, is_new=False)


def _ready(request: Request, found: Found) -> Ready:
    return make_ready(request.labels, request.settings_file, found.data_hash)


def _train_segmentation(ready: Ready, found: Found, draft: Path) -> dict[str, int]:
    """Train it on the interviews whose questions people set; where they are few, keep the current one.

    Returns:
        Number of turns on the right question, unseen, by interview; empty where the current one was kept.
    """
    pairs = [
        (one.annotated, analysed)
        for one, analysed in zip(ready.labelled, ready.analysed, strict=True)
        if one.questions_checked
    ]
    if len(pairs) < LEAST_INTERVIEWS and found.current is not None:
        shutil.copytree(registry.verified(found.models, found.current) / _SEGMENT, draft / _SEGMENT)
        return {}
    progress.report("train segmentation", 0, 1)
    sources, written = ready.sources, [(one.annotated, one.guide) for one in ready.written]
    model, right = segments.fit_and_measure(pairs, sources.guides, sources.settings.seed, written)
    model.save(draft / _SEGMENT)
    return {
        annotated.interview.interview_id: turns for (annotated, _), turns in zip(pairs, right, strict=True)
    }


def _learnt(ready: Ready, fold_of: Integers, right_turns: Mapping[str, int]) -> dict[str, LearntInterview]:
    return {
        one.interview_id: LearntInterview(
            *hashes_of(one),
            fold=int(fold),
            turns=len(one.annotated.turns) if one.interview_id in right_turns else 0,
            right_turns=right_turns.get(one.interview_id, 0),
        )
        for one, fold in zip(ready.labelled, fold_of, strict=True)
    }


def _train_themes(ready: Ready, fold_of: Integers, draft: Path) -> tuple[pd.DataFrame, dict[str, float]]:
    """Train them; returns what was said of held-out interviews, and the threshold of each theme."""
    settings, ids, examples = ready.sources.settings, ready.themes, ready.examples
    progress.report("measure themes", 0, 1)
    crossed = themes.cross_score(examples, settings.seed, ready.written, fold_of, whole=True)
    tags = themes.cross_predict(examples, ids, settings, crossed, ready.written)
    rows = held_out_rows(ready.judged, tags, ids)
    write_held_out(rows, draft)
    progress.report("train themes", 0, 1)
    model = themes.fit(examples, ids, settings, ready.written, crossed)
    model.save(draft / _THEMES)
    return rows, {theme.theme: theme.threshold for theme in model.themes}


def _configuration(sources: Sources) -> dict[str, object]:
    settings = sources.settings
    return {
        "codebook": sources.codebook.id,
        "language_pipeline": Path(settings.language_pipeline).name,
        "max_words": settings.passages.max_words,
        "tags": settings.tags.model_dump(),
        "review": settings.review.model_dump(),
        "new_themes": settings.new_themes.model_dump(exclude={"review_passages"}),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
    }


def _same(sources: Sources) -> str | None:
    """The latest version of the same labels, settings and code, unless it was killed before it was judged."""
    models, events = sources.settings.models, read_history(sources.settings.models)
    wanted = json.loads(
        json.dumps([sources.data_hash, CODE_VERSION, sources.settings.seed, _configuration(sources)])
    )
    held = {event.version for event in events if event.kind is EventKind.HELD}
    for version in reversed(registry.versions(models)):
        found = registry.manifest(models, version)
        stated = [found.data_hash, found.code_version, found.seed, dict(found.configuration)]
        status = status_of(version, registry.current_or_none(models), events)
        if stated == wanted and (status is not Status.CANDIDATE or version in held):
            return version
    return None


def _decide(found: Found, compared: Comparison | None, settings: Settings) -> tuple[bool, str]:
    if found.current is None:
        return True, "the first version: there was none to compare with"
    if compared is None:
        return False, f"{found.current} kept nothing that it could be compared by"
    return verdict(compared, settings.promotion)


def _retrained(models: Path, version: str, *, is_new: bool) -> Retrained:
    events = read_history(models)
    status = status_of(version, registry.current_or_none(models), events)
    metrics = registry.manifest(models, version).metrics
    return Retrained(version, is_new, status, reason_of(version, events), metrics)
