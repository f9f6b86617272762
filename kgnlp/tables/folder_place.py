"""An output folder of a file system with symbolic links."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kgnlp.errors import TableError
from kgnlp.replacing import replacing
from kgnlp.tables.generations import flush, link_to
from kgnlp.tables.places import GENERATIONS, INNER, one_run


@dataclass(frozen=True)
class FolderPlace:
    """``OUT/tags.parquet`` and the others are links into ``OUT/.kgnlp/current``, a link to a generation."""

    folder: Path

    @property
    def title(self) -> str:
        """The folder."""
        return str(self.folder)

    @property
    def _inner(self) -> Path:
        return self.folder / INNER

    def read(self, name: str) -> bytes | None:
        """See Place."""
        file = self._inner / name
        return file.read_bytes() if file.is_file() else None

    def open(self, name: str) -> pa.NativeFile:
        """See Place."""
        return pa.OSFile(str(self._inner / name))

    def open_current(self, file: str) -> pa.NativeFile:
        """See Place."""
        return pa.OSFile(str(self.folder / file))

    def shown(self, file: str) -> str:
        """See Place."""
        return str(self.folder / file)

    def files(self, folder: str) -> list[str]:
        """See Place."""
        top = self._inner / folder
        return sorted(file.relative_to(top).as_posix() for file in top.rglob("*") if file.is_file())

    def write(self, name: str) -> AbstractContextManager[Path]:
        """See Place. Machines that share the folder may write the same file at once: the last one stands."""
        return replacing(self._inner / name)

    def write_page(self, name: str) -> AbstractContextManager[Path]:
        """See Place."""
        return replacing(self.folder / name)

    def remove(self, folder: str) -> None:
        """See Place."""
        if (self._inner / folder).is_dir():
            shutil.rmtree(self._inner / folder)

    def current(self) -> str | None:
        """See Place."""
        link = self._inner / "current"
        return link.readlink().name if link.is_symlink() else None

    def check_shown(self, shown: tuple[str, ...]) -> None:
        """A file of the user's own must not be replaced by a link of ours."""
        for name in shown:
            file = self.folder / name
            if file.exists() and not file.is_symlink():
                raise TableError(
                    f"a file {file} that no run of this version made",
                    expected="an output folder of kgnlp, or an empty one",
                    action="Move that file away, or choose another folder with --output.",
                )

    def switch(self, generation: str, shown: tuple[str, ...]) -> None:
        """See Place."""
        flush(self._inner / GENERATIONS / generation)
        link_to(self._inner / "current", Path(GENERATIONS) / generation)
        for name in shown:
            target = Path(INNER) / "current" / name
            link = self.folder / name
            if not link.is_symlink() or link.readlink() != target:
                link_to(link, target)

    def locked(self, wait_s: float) -> AbstractContextManager[None]:
        """See Place."""
        self._inner.mkdir(parents=True, exist_ok=True)
        return one_run(self._inner / "lock", self.title, wait_s)
