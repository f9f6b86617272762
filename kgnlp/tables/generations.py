"""Changing a set of files in one step: written in full beside the old ones, then one link is replaced."""

from __future__ import annotations

import os
from pathlib import Path

from kgnlp.errors import TableError
from kgnlp.replacing import to_disk


def flush(folder: Path) -> None:
    """Have the files on disk before the link points at them, so that a power cut loses nothing."""
    for file in (*folder.iterdir(), folder):
        to_disk(file)


def link_to(link: Path, target: Path) -> None:
    """Let a symbolic link point at a target, in one step. Raises TableError where there are no such links."""
    draft = link.with_name(f"{link.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    try:
        draft.symlink_to(target)
    except OSError as error:
        raise TableError(
            f"a folder {link.parent} whose file system has no symbolic links",
            expected="a local disk (ext4, APFS, NTFS with developer mode …)",
            action="Choose another folder with --output.",
        ) from error
    draft.replace(link)
