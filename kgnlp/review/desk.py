"""All that the pages need: the tables of the run, the store, codebook and guides."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from kgnlp.codebook import Codebook, Theme
from kgnlp.decisions import Decision
from kgnlp.explanation import Explanation
from kgnlp.guide import Guide
from kgnlp.review.blind import lot
from kgnlp.review.corpus import Bools, Corpus, load_corpus
from kgnlp.review.corrected import Corrected, lay_corrections
from kgnlp.review.explaining import Explanations
from kgnlp.review.store.accounts import AccountStore
from kgnlp.review.store.assignments import Assignment, AssignmentStore
from kgnlp.review.store.codebooks import CodebookStore
from kgnlp.review.store.database import Database
from kgnlp.review.store.decisions import DecisionStore, Draft
from kgnlp.review.store.news import read_news
from kgnlp.review.store.preferences import PreferenceStore
from kgnlp.review.work import Work
from kgnlp.tables import Store

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class MeasuredTheme:
    """How well a theme is found by the model version, at its threshold."""

    threshold: float
    precision: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of the model version's quality."""

    version: str = ""
    synthetic: bool = False
    interviews: int = 0
    themes: Mapping[str, MeasuredTheme] = field(default_factory=dict)


class Desk:
    """A run under review. Every page asks for ``work`` first, which is then up to date."""

    def __init__(
        self,
        tables: Store,
        database: Database,
        codebook: Codebook,
        guides: Mapping[str, Guide],
        measured: Measured | None = None,
        explain: Callable[[str], Explanation] | None = None,
    ) -> None:
        self.tables = tables
        self.database = database
        self.guides = guides
        self.measured = measured or Measured()
        self.explanations = Explanations(explain) if explain else None
        self.decisions = DecisionStore(database)
        self.accounts = AccountStore(database)
        self.preferences = PreferenceStore(database)
        self.assignments = AssignmentStore(database)
        self.codebooks = CodebookStore(database)
        self._configured = codebook
        self.codebooks.take_in(codebook)
        self._codebook = self.codebooks.all()[0].codebook
        self._assignments: tuple[Assignment, ...] = ()
        self._reckoned: dict[str, tuple[object, Any]] = {}
        self._accounts = False
        self._work: Work | None = None
        self._doubles: dict[tuple[str, Assignment], Bools] = {}
        self._lock = threading.RLock()

    def has_accounts(self) -> bool:
        """Whether anyone has an account; from then on everyone must log in."""
        self._accounts = self._accounts or bool(self.accounts.all())
        return self._accounts

    @property
    def explains(self) -> bool:
        """Whether the machine's word can be explained."""
        return self.explanations is not None

    @property
    def codebook(self) -> Codebook:
        """The latest version of the codebook, as of the last ``work``."""
        return self._codebook

    @property
    def follows_configuration(self) -> bool:
        """Whether kgnlp run works by the same codebook."""
        return self.codebook.content_hash == self._configured.content_hash

    def work(self) -> Work:
        """What was decided, on the tables as they are now.

        Raises:
            TableError: the tables are missing or of another schema.
        """
        generation = str((self.tables.folder / "interviews.parquet").resolve())
        with self._lock:
            current = self._work
            news = read_news(self.database, 0 if current is None else current.last_id)
            self._assignments = news.assignments
            if news.codebook_version != self._codebook.version:
                self._codebook = self.codebooks.all()[0].codebook
            wanted = [theme.id for theme in self.codebook.themes]
            if current is None or current.corpus.generation != generation:
                corpus = load_corpus(self.tables, generation)
                current = self._make(corpus, wanted)
            elif not set(wanted) <= set(current.themes):
                current = self._make(current.corpus, wanted)
            current.add(news.decisions)
            self._work = current
            return current

    def _make(self, corpus: Corpus, themes: list[str]) -> Work:
        """The work with all decisions laid on a corpus."""
        self._doubles = {}
        kept = self.decisions.since()
        decided = [one.theme for one in kept if one.theme]
        # The machine's themes first, so that its columns are the same in the tables and in the views.
        work = Work(corpus, tuple(dict.fromkeys([*corpus.tags.themes, *themes, *decided])))
        work.add(kept)
        return work

    def reckon(self, name: str, stamp: object, make: Callable[[], Made]) -> Made:
        """What a page shows and takes long to make; made again only where its stamp is another."""
        kept = self._reckoned.get(name)
        if kept is None or kept[0] != stamp:
            kept = self._reckoned[name] = (stamp, make())
        made: Made = kept[1]
        return made

    def keep(self, *drafts: Draft) -> list[Decision]:
        """Keep decisions. Raises ConflictError where others came between."""
        return self.decisions.add(*drafts)

    def themes(self) -> tuple[Theme, ...]:
        """The themes that are tagged now."""
        return self.codebook.active

    def offered(self, work: Work) -> Bools:
        """Passages and themes that the queue may hold: no blind audit, no interviewer, no retired theme."""
        passages = ~work.corpus.blind & ~self.silent(work)
        active = {theme.id for theme in self.themes()}
        columns = np.array([theme in active for theme in work.themes], np.bool_)
        offered: Bools = passages[:, None] & columns[None, :]
        return offered

    def corrected(self, work: Work) -> Corrected:
        """Questions and roles of the passages, as people corrected them."""
        stamp = (work.corpus.generation, work.corrected_at)
        return self.reckon("corrected", stamp, lambda: lay_corrections(work))

    def silent(self, work: Work) -> Bools:
        """Passages of turns that a person said are the interviewer's."""
        return self.corrected(work).silent

    def doubles(self, work: Work, coder: str) -> Bools:
        """Passages that a coder is to decide together with another."""
        mask = np.zeros(len(work.corpus.passage_ids), np.bool_)
        for assignment in self._assignments:
            if assignment.is_for(coder):
                mask |= self.drawn(work.corpus, assignment)
        return mask

    def drawn(self, corpus: Corpus, assignment: Assignment) -> Bools:
        """The passages of an assignment."""
        key = (corpus.generation, assignment)
        if key not in self._doubles:
            rows = [corpus.interviews[number] for number in corpus.interview_of]
            # The lot hangs on the passage alone: a larger share holds the smaller one.
            self._doubles[key] = np.array(
                [
                    (not assignment.group or row.group == assignment.group)
                    and lot("double", row.interview_id, text) < assignment.share
                    for row, text in zip(rows, corpus.texts.to_pylist(), strict=True)
                ],
                np.bool_,
            )
        return self._doubles[key]
