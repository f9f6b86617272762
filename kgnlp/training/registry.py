"""Model versions on disk, and which of them is current.

``MODELS/VERSION/`` holds ``manifest.json``, ``segment/`` and ``themes/``; ``MODELS/current`` is a text file
with the name of the version that runs use. A version is never changed once it is written; its files
are checked against the hashes in its manifest before they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kgnlp.domain import ModelManifest
from kgnlp.errors import ModelError

MANIFEST = "manifest.json"
_VERSION = re.compile(r"v(\d{4})-[0-9a-f]{8}")


def current(models: Path) -> str:
    """Name of the version that runs use. Raises ModelError if there is none."""
    pointer = models / "current"
    if not pointer.is_file():
        raise ModelError(
            f"no model version in {models}",
            expected="a file 'current' that names one",
            action="Train one: kgnlp retrain --labels data/corpus",
        )
    return pointer.read_text("utf-8").strip()


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
    if differing:
        raise ModelError(
            f"model version {version} with files that differ from its manifest: {', '.join(differing)}",
            expected="the files as they were written",
            action="Restore the folder from a backup, or train again: kgnlp retrain",
        )
    return folder


def add(models: Path, made_of: ModelManifest, save: Callable[[Path], None]) -> str:
    """Write a new version, whole or not at all, and return its name.

    Args:
        models: the folder of all versions.
        made_of: the manifest; its ``version`` is replaced by the new name.
        save: writes the model's files into the folder it is given.
    """
    models.mkdir(parents=True, exist_ok=True)
    draft = models / f".draft-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    save(draft)
    files = _hashes(draft)
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:8]
    version = f"v{_last_number(models) + 1:04d}-{digest}"
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
    draft.rename(models / version)
    return version


def make_current(models: Path, version: str) -> None:
    """Let runs that start from now on use a version. Raises ModelError if it is not whole."""
    verified(models, version)
    draft = models / f".current-{os.getpid()}"
    draft.write_text(f"{version}\n", "utf-8")
    draft.replace(models / "current")


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


def _hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }


def _last_number(models: Path) -> int:
    matches = (_VERSION.fullmatch(folder.name) for folder in models.iterdir())
    return max((int(match[1]) for match in matches if match), default=0)
