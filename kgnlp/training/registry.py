"""Model versions on disk, and which of them is current.

``MODELS/VERSION/`` holds ``manifest.json``, ``segment/``, ``themes/`` and what the version was measured by;
``MODELS/current`` is a text file with the name of the version that runs use. A version is never changed
once it is written; its files are checked against the hashes in its manifest before they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from kgnlp.domain import ModelManifest
from kgnlp.errors import ModelError
from kgnlp.locking import held
from kgnlp.tables.generations import flush
from kgnlp.training.history import Event, EventKind, append, read_history

MANIFEST = "manifest.json"
_VERSION = re.compile(r"v(\d{4,})-[0-9a-f]{8}")
_DRAFTS = ".draft-*"
_WAIT_S = 60  # for another process that changes the registry; each takes a moment


def current(models: Path) -> str:
    """Name of the version that runs use. Raises ModelError if there is none."""
    version = current_or_none(models)
    if version is None:
        raise ModelError(
            f"no model version in {models}",
            expected="a file 'current' that names one",
            action="Train one: kgnlp retrain --labels data/corpus",
        )
    return version


def current_or_none(models: Path) -> str | None:
    """Name of the version that runs use; None if there is none."""
    pointer = models / "current"
    return pointer.read_text("utf-8").strip() if pointer.is_file() else None


def versions(models: Path) -> tuple[str, ...]:
    """The names of all versions that have a manifest, the oldest first."""
    folders = (file.parent for file in models.glob(f"*/{MANIFEST}"))
    found = (_VERSION.fullmatch(folder.name) for folder in folders)
    return tuple(match[0] for match in sorted((one for one in found if one), key=lambda one: int(one[1])))


def manifest(models: Path, version: str) -> ModelManifest:
    """The manifest of a version. Raises ModelError if the version is not there."""
    stored = _read_manifest(models / version)
    return ModelManifest(**{key: stored[key] for key in ModelManifest.__dataclass_fields__})


def verified(models: Path, version: str) -> Path:
    """Folder of a version, its files checked against their hashes.

    Raises:
        ModelError: the version is not there, or a file is missing, added or changed.
    """
    folder = models / version
    stated: Mapping[str, str] = _read_manifest(folder)["files"]
    found = _hashes(folder)
    differing = sorted(name for name in stated.keys() | found.keys() if stated.get(name) != found.get(name))
    if differing or not version.endswith(f"-{_digest(stated)}"):
        raise ModelError(
            f"model version {version} with files that differ from its manifest or name: "
            f"{', '.join(differing) or MANIFEST}",
            expected="the files as they were written",
            action="Restore the folder from a backup, or use another: kgnlp models rollback",
        )
    return folder


@contextmanager
def drafting(models: Path) -> Iterator[Path]:
    """An empty folder to write a new version in, for ``add``; what killed trainings left is removed first.

    Raises:
        ModelError: another training is at work here.
    """
    models.mkdir(parents=True, exist_ok=True)
    busy = ModelError(
        f"another training that is writing to {models}",
        expected="one at a time",
        action="Wait for it to end, and start again.",
    )
    with held(models / ".training.lock", 0, busy):
        _remove_drafts(models)
        draft = models / f".draft-{uuid.uuid4().hex[:8]}"
        draft.mkdir()
        try:
            yield draft
        finally:
            _remove_drafts(models)


def _remove_drafts(models: Path) -> None:
    for left in models.glob(_DRAFTS):
        shutil.rmtree(left)


def add(models: Path, made_of: ModelManifest, draft: Path, reason: str = "") -> str:
    """Make a version of what was written in a draft, whole or not at all, and return its name.

    Args:
        models: the folder of all versions.
        made_of: the manifest; its ``version`` is replaced by the new name.
        draft: of ``drafting``, with the model's files.
        reason: what it was trained for, for people.
    """
    files = _hashes(draft)
    with locked(models):
        last = max((int(version[1:].split("-")[0]) for version in _ever(models)), default=0)
        version = f"v{last + 1:04d}-{_digest(files)}"
        content = {
            "version": version,
            "data_hash": made_of.data_hash,
            "code_version": made_of.code_version,
            "seed": made_of.seed,
            "configuration": dict(made_of.configuration),
            "metrics": dict(made_of.metrics),
            "files": files,
        }
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        (draft / MANIFEST).write_text(text + "\n", "utf-8")
        for folder in (*(inner for inner in draft.rglob("*") if inner.is_dir()), draft):
            flush(folder)
        draft.rename(models / version)
        append(models, Event(EventKind.ADDED, version, reason))
    return version


def locked(models: Path) -> AbstractContextManager[None]:
    """Keep others from changing the registry while the block runs. Raises ModelError where one takes long."""
    busy = ModelError(
        f"another process that holds {models}",
        expected="one at a time, each for a moment",
        action="Wait for it to end, and start again.",
    )
    return held(models / ".lock", _WAIT_S, busy)


def _ever(models: Path) -> set[str]:
    """All versions that there are or were: a number is never used again."""
    return {*versions(models), *(event.version for event in read_history(models))}


def _read_manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    if not file.is_file():
        raise ModelError(
            f"no manifest in {folder}",
            expected="a model version as kgnlp retrain writes it",
            action="Choose a version that is there, or train one: kgnlp retrain --labels data/corpus",
        )
    stored: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return stored


def _digest(files: Mapping[str, str]) -> str:
    """What the name of a version ends with: it follows from the hashes of its files."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()[:8]


def _hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }
