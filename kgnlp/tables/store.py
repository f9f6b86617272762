"""The output folder: tables that change all at once, or not at all.

``OUT/NAME.parquet`` and ``OUT/report.html`` are links into ``OUT/.kgnlp/current``, itself a link to one
generation of them. A generation is written in full beside the current one; then the one link is
replaced, which a file system does in a single step. A reader sees the old tables or the new ones,
never some of each, whenever the writer is killed (docs/decisions/0002-generations.md).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from kgnlp.errors import TableError
from kgnlp.tables.generations import flush, link_to
from kgnlp.tables.schemas import SCHEMAS

REPORT = "report.html"
MANIFEST = "manifest.json"
_FAILURE = "failure.json"
_LINKED = (*(f"{name}.parquet" for name in SCHEMAS), REPORT)
_KEPT_GENERATIONS = 2  # the current one, and the one that a reader may have opened before the switch


@dataclass(frozen=True)
class Store:
    """An output folder."""

    folder: Path

    @property
    def _inner(self) -> Path:
        return self.folder / ".kgnlp"

    @property
    def _current(self) -> Path:
        return self._inner / "current"

    def part(self, fingerprint: str) -> Path:
        """Folder of the finished rows of one interview, by its fingerprint."""
        return self._inner / "parts" / fingerprint

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers out while the block runs. Raises TableError if one is at work."""
        self._inner.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self._inner / "lock")
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise TableError(
                f"another run that is writing to {self.folder}",
                expected="one run at a time in an output folder",
                action="Wait for it to end, or choose another folder with --output.",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def manifest(self) -> Mapping[str, Any]:
        """What the current tables were made of; empty where there are none."""
        file = self._current / MANIFEST
        if not file.exists():
            return {}
        found: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
        return found

    def read(self, name: str) -> pa.Table:
        """One of the current tables. Raises TableError where it is missing or of another schema."""
        file = self.folder / f"{name}.parquet"
        if not file.exists():
            raise TableError(
                f"no {file.name} in {self.folder}",
                expected="the tables of a finished run",
                action=f"Run: kgnlp run INPUT --output {self.folder}",
            )
        table = pq.read_table(file)
        if not table.schema.equals(SCHEMAS[name]):
            raise TableError(
                f"{file} with columns {', '.join(table.schema.names)}",
                expected=f"columns {', '.join(SCHEMAS[name].names)}",
                action="Run kgnlp run again; the tables are of another version of kgnlp.",
            )
        return table

    def write_part(self, fingerprint: str, tables: Mapping[str, pa.Table]) -> None:
        """Keep the rows of one interview, all five tables or none."""
        final = self.part(fingerprint)
        draft = final.with_name(f"{fingerprint}.{os.getpid()}.draft")
        draft.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            pq.write_table(table, draft / f"{name}.parquet")
        shutil.rmtree(final, ignore_errors=True)
        draft.rename(final)

    def write_failure(self, fingerprint: str, failure: tuple[str, str, str]) -> None:
        """Keep why an interview could not be read, so that the same file is not tried again."""
        folder = self.part(fingerprint)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FAILURE).write_text(json.dumps(failure, ensure_ascii=False), "utf-8")

    def failure(self, fingerprint: str) -> tuple[str, str, str] | None:
        """Why an interview could not be read: found, expected, action. None where it was not so."""
        file = self.part(fingerprint) / _FAILURE
        if not file.exists():
            return None
        found, expected, action = json.loads(file.read_text("utf-8"))
        return found, expected, action

    def new_generation(self) -> Path:
        """An empty folder for the next generation."""
        generations = self._inner / "generations"
        generations.mkdir(parents=True, exist_ok=True)
        numbers = [int(folder.name) for folder in generations.iterdir()]
        folder = generations / f"{max(numbers, default=0) + 1:06d}"
        folder.mkdir()
        return folder

    def write_tables(self, generation: Path, fingerprints: list[str]) -> None:
        """Put the parts together, in the given order, one row group an interview."""
        for name, schema in SCHEMAS.items():
            with pq.ParquetWriter(generation / f"{name}.parquet", schema, compression="zstd") as writer:
                for fingerprint in fingerprints:
                    writer.write_table(
                        pq.read_table(self.part(fingerprint) / f"{name}.parquet", schema=schema)
                    )

    def publish(self, generation: Path, manifest: Mapping[str, Any], used: set[str]) -> None:
        """Make a complete generation the current one, in one step; drop all parts but the used ones."""
        self._check_links()
        content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
        (generation / MANIFEST).write_text(content, "utf-8")
        flush(generation)
        link_to(self._current, Path("generations") / generation.name)
        for name in _LINKED:
            link = self.folder / name
            target = Path(".kgnlp") / "current" / name
            if not link.is_symlink() or link.readlink() != target:
                link_to(link, target)
        self._prune(used)

    def _check_links(self) -> None:
        """A file of the user's own must not be replaced by a link of ours."""
        for name in _LINKED:
            file = self.folder / name
            if file.exists() and not file.is_symlink():
                raise TableError(
                    f"a file {file} that no run of this version made",
                    expected="an output folder of kgnlp, or an empty one",
                    action="Move that file away, or choose another folder with --output.",
                )

    def _prune(self, used: set[str]) -> None:
        generations = sorted((self._inner / "generations").iterdir())
        for old in generations[:-_KEPT_GENERATIONS]:
            shutil.rmtree(old)
        parts = self._inner / "parts"
        for part in parts.iterdir() if parts.exists() else ():
            if part.name not in used:
                shutil.rmtree(part)
