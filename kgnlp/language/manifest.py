"""The manifest of a trained pipeline: what it was made of, and the hashes that guard its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kgnlp.errors import ModelError

MANIFEST = "manifest.json"
# Written for people, and not read by the program.
_NOT_GUARDED = {MANIFEST, "README.md"}


def write(folder: Path, made_of: Mapping[str, object]) -> None:
    """Write the manifest of the pipeline in a folder, with the hashes of its files."""
    content = {**made_of, "files": hashes(folder)}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")


def verify(folder: Path) -> None:
    """Check a pipeline's files against its manifest; a folder without one is a user's own and is not checked.

    Raises:
        ModelError: a file is missing, added or changed, or the manifest is not readable.

    """
    if not (folder / MANIFEST).is_file():
        return
    stated: Mapping[str, str] = read(folder)["files"]
    found = hashes(folder)
    differing = sorted(name for name in stated.keys() | found.keys() if stated.get(name) != found.get(name))
    if differing:
        raise ModelError(
            f"{folder.name} with files that differ from its manifest: {', '.join(differing)}",
            expected="the files as they were written",
            action="Restore the folder from a backup, or train again: kgnlp language train",
        )


def read(folder: Path) -> dict[str, Any]:
    """What the manifest of a pipeline says.

    Raises:
        ModelError: there is none, or it is not readable.

    """
    file = folder / MANIFEST
    try:
        content: dict[str, Any] = json.loads(file.read_text("utf-8"))
        content["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{file} that is not a manifest",
            expected="JSON with the hashes of the files",
            action="Restore the folder from a backup, or train again: kgnlp language train",
        ) from error
    return content


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every guarded file of a pipeline, by its path in the folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in _NOT_GUARDED
    }
