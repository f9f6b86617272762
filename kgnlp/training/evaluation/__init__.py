"""How good the models are that ``kgnlp retrain`` makes, on interviews that they did not see.

The stages, in order: prepare (labels -> examples), predict (folds -> questions and themes by models trained
without each), measure (counts by interview -> shares with intervals), write (tables, figure, summary).
"""

from kgnlp.training.evaluation.evaluate import Request, evaluate
from kgnlp.training.evaluation.predict import ANNOTATED, FOUND
from kgnlp.training.evaluation.records import Evaluation
from kgnlp.training.evaluation.shown import about_lines, shown_tables
from kgnlp.training.evaluation.write import check_output, write

__all__ = [
    "ANNOTATED",
    "FOUND",
    "Evaluation",
    "Request",
    "about_lines",
    "check_output",
    "evaluate",
    "shown_tables",
    "write",
]
