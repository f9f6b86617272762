"""A folder of labels: interviews, turns and labels as parquet tables that change all at once.

It is laid out as the output folder of a run is (docs/decisions/0002-generations.md). Labels of several
origins stand side by side; which of them holds is settled when they are read for training.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from kgnlp.decisions import LabelledInterview
from kgnlp.errors import LabelError
from kgnlp.locking import held
from kgnlp.tables.generations import flush, link_to
from kgnlp.tables.label_rows import label_tables, labelled_interviews
from kgnlp.tables.schemas import LABEL_SCHEMAS

_LABELS = "labels.parquet"
_KEPT_GENERATIONS = 2  # the current one, and the one that a reader may have opened before the switch
_WAIT_S = 60  # for another import; each takes seconds


@dataclass(frozen=True)
class LabelStore:
    """A folder of labels. It holds transcripts: only its owner may enter it."""

    folder: Path

    @property
    def _inner(self) -> Path:
        return self.folder / ".kgnlp"

    def exists(self) -> bool:
        """Whether the folder holds labels."""
        return (self.folder / _LABELS).exists()

    def read(self) -> tuple[LabelledInterview, ...]:
        """All that it holds, in the order of origin and interview; empty where it holds nothing.

        Raises:
            LabelError: a table is of another schema.
        """
        if not self.exists():
            return ()
        # Through the one link to the generation, so that all three are of the same moment.
        generation = (self._inner / "current").resolve()
        tables = {name: pq.read_table(generation / f"{name}.parquet") for name in LABEL_SCHEMAS}
        for name, table in tables.items():
            if not table.schema.equals(LABEL_SCHEMAS[name]):
                raise LabelError(
                    f"{name}.parquet in {self.folder} with columns {', '.join(table.schema.names)}",
                    expected=f"columns {', '.join(LABEL_SCHEMAS[name].names)}",
                    action="Import the labels again, into a new folder: kgnlp labels import",
                )
        return labelled_interviews(tables)

    def replace(self, origin: str, labelled: Sequence[LabelledInterview]) -> bool:
        """Let an origin hold just these interviews; those of other origins stay.

        Returns:
            Whether anything is another than before.

        Raises:
            LabelError: another import holds the folder for too long.
        """
        self._inner.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        with self._locked():
            before = self.read()
            after = label_tables([*(one for one in before if one.origin != origin), *labelled])
            if self.exists() and after == label_tables(before):
                return False
            generation = self._new_generation()
            for name, table in after.items():
                pq.write_table(table, generation / f"{name}.parquet", compression="zstd")
            flush(generation)
            link_to(self._inner / "current", Path("generations") / generation.name)
            for name in LABEL_SCHEMAS:
                link_to(self.folder / f"{name}.parquet", Path(".kgnlp") / "current" / f"{name}.parquet")
            for old in self._generations()[:-_KEPT_GENERATIONS]:
                shutil.rmtree(old)
        return True

    def _generations(self) -> list[Path]:
        return sorted((self._inner / "generations").iterdir())

    def _new_generation(self) -> Path:
        (self._inner / "generations").mkdir(exist_ok=True)
        last = max((int(folder.name) for folder in self._generations()), default=0)
        folder = self._inner / "generations" / f"{last + 1:06d}"
        folder.mkdir()
        return folder

    def _locked(self) -> AbstractContextManager[None]:
        busy = LabelError(
            f"another import that is writing to {self.folder}",
            expected="one at a time",
            action="Wait for it to end, and import again.",
        )
        return held(self._inner / "lock", _WAIT_S, busy)
