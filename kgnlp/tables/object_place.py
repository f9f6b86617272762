"""An output prefix of an object store, such as ``s3://bucket/evaluation``.

Objects can't be renamed or linked, and five of them can't be changed at once; but one of them is replaced
in one step. So ``.kgnlp/current`` is an object that holds the name of the current generation, written
after all that is in it.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
from pyarrow import fs

from kgnlp.errors import TableError
from kgnlp.tables.places import GENERATIONS, INNER, one_run

_CURRENT = "current"


@dataclass(frozen=True)
class ObjectPlace:
    """A prefix by its address; credentials and the like come from the environment, as Arrow reads them."""

    address: str

    @property
    def title(self) -> str:
        """The address without its options, which may hold secrets."""
        return self.address.split("?")[0]

    @cached_property
    def _store(self) -> tuple[fs.FileSystem, str]:
        try:
            found, path = fs.FileSystem.from_uri(self.address)
        except (ValueError, OSError) as error:
            raise TableError(
                f"{self.title}, which Arrow can't use as an object store",
                expected="an address such as s3://bucket/evaluation",
                action="See docs/scaling.md for addresses and credentials.",
            ) from error
        return found, path.rstrip("/")

    def _path(self, name: str) -> str:
        return f"{self._store[1]}/{INNER}/{name}"

    def read(self, name: str) -> bytes | None:
        """See Place."""
        try:
            with self.open(name) as file:
                content: bytes = file.read()
        except FileNotFoundError:
            return None
        return content

    def open(self, name: str) -> pa.NativeFile:
        """See Place."""
        return self._store[0].open_input_file(self._path(name))

    def open_current(self, file: str) -> pa.NativeFile:
        """See Place."""
        generation = self.current()
        if generation is None:
            raise FileNotFoundError(file)
        return self.open(f"{GENERATIONS}/{generation}/{file}")

    def shown(self, file: str) -> str:
        """See Place."""
        return f"{self.title}/{INNER}/{GENERATIONS}/{self.current()}/{file}"

    def files(self, folder: str) -> list[str]:
        """See Place. One listing, however many files there are."""
        top = self._path(folder)
        found = self._store[0].get_file_info(fs.FileSelector(top, allow_not_found=True, recursive=True))
        return sorted(info.path[len(top) + 1 :] for info in found if info.is_file)

    def write(self, name: str) -> AbstractContextManager[Path]:
        """See Place. The file is made here and then sent, so that one begun in vain is never seen there."""
        return self._sent(self._path(name))

    def write_page(self, name: str) -> AbstractContextManager[Path]:
        """See Place."""
        return self._sent(f"{self._store[1]}/{name}")

    @contextmanager
    def _sent(self, path: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="kgnlp-") as folder:
            draft = Path(folder) / "draft"
            yield draft
            with draft.open("rb") as source, self._store[0].open_output_stream(path) as target:
                while block := source.read(1 << 22):
                    target.write(block)

    def remove(self, folder: str) -> None:
        """See Place."""
        if self.files(folder):
            self._store[0].delete_dir(self._path(folder))

    def current(self) -> str | None:
        """See Place."""
        content = self.read(_CURRENT)
        return None if content is None else content.decode().strip()

    def check_shown(self, shown: tuple[str, ...]) -> None:
        """Nothing is shown elsewhere than in the generation."""

    def switch(self, generation: str, shown: tuple[str, ...]) -> None:  # noqa: ARG002 - as in Place
        """See Place."""
        with self.write(_CURRENT) as file:
            file.write_text(f"{generation}\n", "utf-8")

    def locked(self, wait_s: float) -> AbstractContextManager[None]:
        """Keep other writers of this machine out; those of other machines are not known of."""
        digest = hashlib.sha256(self.title.encode()).hexdigest()[:16]
        return one_run(Path(tempfile.gettempdir()) / f"kgnlp-{digest}.lock", self.title, wait_s)
