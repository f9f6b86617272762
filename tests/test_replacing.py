"""A file is replaced whole, or stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgnlp.replacing import replacing


def test_the_file_is_as_it_was_until_the_block_ends(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.txt"
    for before, after in ((None, "én"), ("én", "to")):
        with replacing(file) as draft:
            draft.write_text(after, "utf-8")
            assert (file.read_text("utf-8") if file.exists() else None) == before
        assert file.read_text("utf-8") == after
    assert [path.name for path in file.parent.iterdir()] == ["a.txt"]


def half_written(file: Path) -> None:
    with replacing(file) as draft:
        draft.write_text("halv", "utf-8")
        raise OSError(28, "no space left")


def test_a_block_that_raises_leaves_the_file_and_no_draft(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("én", "utf-8")
    with pytest.raises(OSError, match="no space left"):
        half_written(file)
    assert file.read_text("utf-8") == "én"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
