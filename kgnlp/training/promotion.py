"""Which model version is current: promoting one, going back, and removing old ones.

The pointer is replaced in one step, so a run that starts finds the one version or the other; a run that has
started ends with the version that it began with.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from kgnlp import watching
from kgnlp.errors import ModelError
from kgnlp.replacing import replacing
from kgnlp.training.history import Event, EventKind, append, before, read_history
from kgnlp.training.registry import current, current_or_none, locked, verified, versions

_REMOVED = ".removed-"  # not a draft: a training that begins removes drafts


def promote(models: Path, version: str, reason: str = "", expected: str | None = None) -> None:
    """Let runs that start from now on use a version.

    Args:
        models: the folder of all versions.
        version: its name.
        reason: why, for people.
        expected: the version that must be current until now; not looked at where not given.

    Raises:
        ModelError: it is not whole, or another version than the expected one is current by now.
    """
    verified(models, version)
    with locked(models):
        was = current_or_none(models)
        if expected is not None and was != expected:
            raise ModelError(
                f"{was} as the current version",
                expected=f"{expected}, which {version} was compared with",
                action="Retrain again, or look at both and choose: kgnlp models compare",
            )
        if version != was:
            _switch(models, version, Event(EventKind.PROMOTED, version, reason, was))


def hold(models: Path, version: str, reason: str) -> None:
    """Note why a version stays a candidate."""
    with locked(models):
        append(models, Event(EventKind.HELD, version, reason))


def previous(models: Path) -> str | None:
    """The version that a rollback makes current; None where there is none to go back to."""
    now = current_or_none(models)
    found = None if now is None else before(now, read_history(models))
    return found if found in versions(models) else None


def rollback(models: Path, reason: str) -> str:
    """Make the version current that was so before, and return its name.

    Raises:
        ModelError: there is none to go back to, or it is not whole.
    """
    version = previous(models)
    if version is None:
        raise ModelError(
            f"no version that was current before {current(models)}",
            expected="one in the history that is still there",
            action="Choose one of kgnlp models list, and promote it: kgnlp models promote VERSION",
        )
    verified(models, version)
    with locked(models):
        _switch(models, version, Event(EventKind.ROLLED_BACK, version, reason, current(models)))
    return version


def prune(models: Path, keep: int, used: Collection[str]) -> list[str]:
    """Remove old versions, and return their names.

    Args:
        models: the folder of all versions.
        keep: how many of the newest stay, beside the current one and the one that a rollback goes to.
        used: those that stay because tables name them.
    """
    with locked(models):
        found = versions(models)
        stay = {*found[len(found) - keep :], *used, current_or_none(models), previous(models)}
        old = [version for version in found if version not in stay]
        append(models, *(Event(EventKind.REMOVED, version, "pruned") for version in old))
        for version in old:
            (models / version).rename(models / f"{_REMOVED}{version}")  # out of sight in one step
            watching.remove_profile(models, version)
        for gone in models.glob(f"{_REMOVED}*"):  # also what a killed prune left
            shutil.rmtree(gone)
    return old


def _switch(models: Path, version: str, event: Event) -> None:
    """History first: an event that the pointer did not follow is one that did not happen."""
    append(models, event)
    with replacing(models / "current") as draft:
        draft.write_text(f"{version}\n", "utf-8")
