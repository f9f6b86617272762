"""The labels of a run: what training reads of the review."""

from __future__ import annotations

from kgnlp.decisions import Decision, Label
from kgnlp.review.corpus import load_corpus
from kgnlp.review.store.database import Database
from kgnlp.review.store.decisions import DecisionStore
from kgnlp.review.work import Work
from kgnlp.tables import Store


def load_labels(tables: Store, database: Database) -> tuple[list[Label], tuple[Decision, ...]]:
    """The current labels of a run, by interview and place, and the decisions whose text is gone.

    Labels with ``blind`` are of the blind audit: for evaluation, never for training.

    Args:
        tables: of the run; labels stand where the text stands in them now.
        database: the store of decisions.

    Raises:
        TableError: the run's tables are missing or of another schema.
    """
    corpus = load_corpus(tables)
    decisions = DecisionStore(database).since()
    decided = [decision.theme for decision in decisions if decision.theme]
    work = Work(corpus, tuple(dict.fromkeys([*corpus.tags.themes, *decided])))
    work.add(decisions)
    return work.labels(), work.gone
