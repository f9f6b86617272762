"""The parquet tables: schemas, atomic writing, reading."""

from kgnlp.tables.label_store import LabelStore
from kgnlp.tables.rows import interview_of, to_tables, turn_of
from kgnlp.tables.schemas import SCHEMA_VERSION, SCHEMAS
from kgnlp.tables.store import REPORT, Figures, State, Store

__all__ = [
    "REPORT",
    "SCHEMAS",
    "SCHEMA_VERSION",
    "Figures",
    "LabelStore",
    "State",
    "Store",
    "interview_of",
    "to_tables",
    "turn_of",
]
