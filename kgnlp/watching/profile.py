"""What the interviews looked like that a model version was trained on, each judged unseen.

``MODELS/profiles/VERSION.json`` lies beside the versions, which are never changed once written; it names the
hash of the version's manifest, so that it can't be taken for another's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgnlp.errors import ModelError
from kgnlp.replacing import replacing
from kgnlp.watching.figures import Figures

_FOLDER = "profiles"


@dataclass(frozen=True, slots=True)
class Reference:
    """An interview that others are compared with."""

    group: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Profile:
    """The interviews of a model version; their order says nothing, and no id is kept."""

    version: str
    synthetic: bool  # whether any of the interviews is invented
    interviews: tuple[Reference, ...]


def profile_file(models: Path, version: str) -> Path:
    """Where the profile of a version is kept."""
    return models / _FOLDER / f"{version}.json"


def write_profile(models: Path, version: str, synthetic: bool, interviews: Sequence[Reference]) -> Path:
    """Keep the profile of a version that is there, and return its file."""
    file = profile_file(models, version)
    rows = sorted(
        json.dumps({"group": one.group, **one.figures.to_json()}, sort_keys=True) for one in interviews
    )
    head = {"version": version, "manifest_sha256": _manifest_hash(models, version), "synthetic": synthetic}
    body = ",\n  ".join(rows)
    with replacing(file) as draft:
        draft.write_text(f'{json.dumps(head)[:-1]},\n "interviews": [\n  {body}\n ]}}\n', "utf-8")
    return file


def remove_profile(models: Path, version: str) -> None:
    """Remove the profile of a version, if there is one."""
    profile_file(models, version).unlink(missing_ok=True)


def profile_hash(models: Path, version: str) -> str:
    """SHA-256 of the profile of a version, hex; "" where none was made."""
    file = profile_file(models, version)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def read_profile(models: Path, version: str) -> Profile | None:
    """The profile of a version; None where none was made.

    Raises:
        ModelError: it belongs to another version.
    """
    file = profile_file(models, version)
    if not file.is_file():
        return None
    stored = json.loads(file.read_text("utf-8"))
    if stored["manifest_sha256"] != _manifest_hash(models, version):
        raise ModelError(
            f"{file} of another model version than {version}",
            expected="a profile with the hash of the version's manifest",
            action="Make it again: python -m kgnlp.training.profile LABELS",
        )
    interviews = tuple(Reference(row.pop("group"), Figures.from_json(row)) for row in stored["interviews"])
    return Profile(version, stored["synthetic"], interviews)


def _manifest_hash(models: Path, version: str) -> str:
    return hashlib.sha256((models / version / "manifest.json").read_bytes()).hexdigest()
