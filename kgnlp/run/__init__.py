"""The stages put together: plan, process, publish."""

from kgnlp.run.inputs import Inputs, load_inputs
from kgnlp.run.models import models_of
from kgnlp.run.plan import Job, Notice, Plan, make_plan
from kgnlp.run.process import Outcome, process
from kgnlp.run.publish import Summary, is_current, publish, summarise

__all__ = [
    "Inputs",
    "Job",
    "Notice",
    "Outcome",
    "Plan",
    "Summary",
    "is_current",
    "load_inputs",
    "make_plan",
    "models_of",
    "process",
    "publish",
    "summarise",
]
