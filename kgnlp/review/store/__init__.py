"""The store of decisions: SQLite beside the tables, or PostgreSQL by one setting.

Decisions are only ever added. A row that the store has returned is on disk.
"""

from kgnlp.review.store.database import open_database
from kgnlp.review.store.decisions import DecisionStore, Draft

__all__ = ["DecisionStore", "Draft", "open_database"]
