"""The output of a run: tables that change all at once, or not at all.

A *generation* is the five tables and the report, with what they were made of. It is written in full beside
the current one, which is then changed for it in one step. A reader sees the old tables or the new ones, never
some of each, whenever the writer is killed (docs/decisions/0002-generations.md).

A *part* is the finished rows of one interview that are in no generation yet; it is named by the
fingerprint of all that they follow from. Rows of unchanged interviews go from generation to generation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kgnlp.errors import TableError
from kgnlp.tables.folder_place import FolderPlace
from kgnlp.tables.object_place import ObjectPlace
from kgnlp.tables.places import GENERATIONS, Place
from kgnlp.tables.schemas import SCHEMAS

REPORT = "report.html"
MANIFEST = "manifest.json"
_FIGURES = "figures.json"
_PARTS = "parts"
_FAILURE = "failure.json"
_SHOWN = (*(f"{name}.parquet" for name in SCHEMAS), REPORT)

# Numbers of one interview that a later run needs without reading its rows.
Figures = Mapping[str, Any]
# Changes the rows of a table of one interview: name of the table, fingerprint, rows.
Amend = Callable[[str, str, pa.Table], pa.Table]


@dataclass(frozen=True, slots=True)
class State:
    """What an output holds, by fingerprint."""

    published: Mapping[str, Figures]  # in the tables, in the order of their row groups
    finished: frozenset[str]  # in parts
    failures: Mapping[str, tuple[str, str, str]]  # found, expected, action

    @property
    def done(self) -> frozenset[str]:
        """Whose rows are there."""
        return self.finished | self.published.keys()


class Store:
    """An output folder, or the prefix of an object store."""

    def __init__(self, location: Path | str) -> None:
        self.location = str(location)

    @cached_property
    def place(self) -> Place:
        """Where it lies."""
        is_address = "://" in self.location
        return ObjectPlace(self.location) if is_address else FolderPlace(Path(self.location))

    @property
    def folder(self) -> Path:
        """The folder. Raises TableError where the output is none."""
        if not isinstance(self.place, FolderPlace):
            raise TableError(
                f"{self.place.title}, an object store",
                expected="a folder",
                action="Copy the tables of the current generation into a folder; docs/scaling.md says how.",
            )
        return self.place.folder

    def locked(self, wait_s: float = 0) -> AbstractContextManager[None]:
        """Keep other writers out while the block runs.

        Args:
            wait_s: seconds to wait for another to end.

        Raises:
            TableError: one is still at work.
        """
        return self.place.locked(wait_s)

    def manifest(self) -> Mapping[str, Any]:
        """What the current tables were made of; empty where there are none."""
        found: Mapping[str, Any] = self._current_json(MANIFEST) or {}
        return found

    def state(self) -> State:
        """What is published, finished or failed."""
        files = [tuple(name.split("/")) for name in self.place.files(_PARTS)]
        failed = [fingerprint for fingerprint, file in files if file == _FAILURE]
        return State(
            published=dict(self._current_json(_FIGURES) or ()),
            finished=frozenset(fingerprint for fingerprint, file in files if file == _FIGURES),
            failures={
                fingerprint: self._json(f"{_PARTS}/{fingerprint}/{_FAILURE}") for fingerprint in failed
            },
        )

    def has_part(self, fingerprint: str) -> bool:
        """Whether the rows of an interview are finished and wait for a generation."""
        return self.place.read(f"{_PARTS}/{fingerprint}/{_FIGURES}") is not None

    def read(self, name: str, columns: Sequence[str] | None = None, **where: str) -> pa.Table:
        """One of the current tables, or some of its columns; ``column=value`` leaves those rows alone.

        Raises:
            TableError: it is missing or of another schema.
        """
        try:
            with self.place.open_current(f"{name}.parquet") as file, pq.ParquetFile(file) as table:
                if table.schema_arrow.equals(SCHEMAS[name]):
                    if not where:
                        return table.read(columns)  # what filters rows would import pandas: half a second
                    rows = [(column, "==", value) for column, value in where.items()]
                    return pq.read_table(file, columns=columns, filters=rows)
                found = table.schema_arrow.names
        except FileNotFoundError as error:
            raise TableError(
                f"no {name}.parquet in {self.place.title}",
                expected="the tables of a finished run",
                action=f"Run: kgnlp run INPUT --output {self.place.title}",
            ) from error
        raise TableError(
            f"{name}.parquet in {self.place.title} with columns {', '.join(found)}",
            expected=f"columns {', '.join(SCHEMAS[name].names)}",
            action="Run kgnlp run again; the tables are of another version of kgnlp.",
        )

    def write_part(self, fingerprint: str, tables: Mapping[str, pa.Table], figures: Figures) -> None:
        """Keep the rows of one interview. The figures are written last: with them the part is complete."""
        for name, table in tables.items():
            with self.place.write(f"{_PARTS}/{fingerprint}/{name}.parquet") as file:
                pq.write_table(table, file)
        self._write_json(f"{_PARTS}/{fingerprint}/{_FIGURES}", figures)

    def part_figures(self, fingerprint: str) -> Figures:
        """The figures of a part."""
        found: Figures = self._json(f"{_PARTS}/{fingerprint}/{_FIGURES}")
        return found

    def write_failure(self, fingerprint: str, failure: tuple[str, str, str]) -> None:
        """Keep why an interview could not be read, so that the same file is not tried again."""
        self._write_json(f"{_PARTS}/{fingerprint}/{_FAILURE}", failure)

    def new_generation(self) -> str:
        """Name of the next generation."""
        numbers = [int(name.split("/")[0]) for name in self.place.files(GENERATIONS)]
        return f"{max(numbers, default=0) + 1:06d}"

    def write_tables(
        self, generation: str, fingerprints: Sequence[str], state: State, amend: Amend = lambda *rows: rows[2]
    ) -> None:
        """Write the five tables of a generation.

        Args:
            generation: its name.
            fingerprints: of the interviews, in their order; each is a row group of its own.
            state: what is there.
            amend: changes rows on their way.
        """
        row_groups = {fingerprint: number for number, fingerprint in enumerate(state.published)}
        for name, schema in SCHEMAS.items():
            with ExitStack() as opened:
                path = opened.enter_context(self.place.write(f"{GENERATIONS}/{generation}/{name}.parquet"))
                before = self._opened_before(name, opened) if row_groups else None
                writer = opened.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
                for fingerprint in fingerprints:
                    if before is not None and fingerprint in row_groups:
                        rows = before.read_row_group(row_groups[fingerprint])
                    else:
                        rows = self._part_rows(fingerprint, name)
                    writer.write_table(amend(name, fingerprint, rows))

    @contextmanager
    def writing(self, generation: str, file: str) -> Iterator[Path]:
        """A path to write a file of a generation to."""
        with self.place.write(f"{GENERATIONS}/{generation}/{file}") as path:
            yield path

    def open_table(self, generation: str, name: str) -> pa.NativeFile:
        """A table of a generation, to read."""
        return self.place.open(f"{GENERATIONS}/{generation}/{name}.parquet")

    def publish(
        self,
        generation: str,
        manifest: Mapping[str, Any],
        figures: Mapping[str, Figures],
        kept_failures: set[str],
    ) -> None:
        """Make a complete generation the current one, in one step.

        Args:
            generation: its name.
            manifest: what it was made of.
            figures: of its interviews by fingerprint, in the order of the row groups.
            kept_failures: fingerprints whose failures are still of use; other parts are dropped.
        """
        self.place.check_shown(_SHOWN)
        previous = self.place.current()
        self._write_json(f"{GENERATIONS}/{generation}/{_FIGURES}", list(figures.items()))
        self._write_json(f"{GENERATIONS}/{generation}/{MANIFEST}", manifest)
        self.place.switch(generation, _SHOWN)
        for old in {name.split("/")[0] for name in self.place.files(GENERATIONS)} - {generation, previous}:
            # The previous one stays for readers who opened it before the switch.
            self.place.remove(f"{GENERATIONS}/{old}")
        for part in {name.split("/")[0] for name in self.place.files(_PARTS)} - kept_failures:
            self.place.remove(f"{_PARTS}/{part}")

    def _opened_before(self, name: str, opened: ExitStack) -> pq.ParquetFile:
        file = opened.enter_context(self.open_table(self.place.current() or "", name))
        return opened.enter_context(pq.ParquetFile(file))

    def _part_rows(self, fingerprint: str, name: str) -> pa.Table:
        with self.place.open(f"{_PARTS}/{fingerprint}/{name}.parquet") as file:
            return pq.read_table(file, schema=SCHEMAS[name])

    def _current_json(self, file: str) -> Any:
        generation = self.place.current()
        return None if generation is None else self._json(f"{GENERATIONS}/{generation}/{file}")

    def _json(self, name: str) -> Any:
        content = self.place.read(name)
        return None if content is None else json.loads(content)

    def _write_json(self, name: str, content: object) -> None:
        with self.place.write(name) as file:
            file.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
