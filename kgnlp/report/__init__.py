"""The report: one page for people, from the five tables of a run.

The steps, in order; each is a small module:

1. ``material``   the tables, checked and joined: who said what, tagged with which theme
2. ``counts``     tagged passages by theme and group, role, phase, stance or question, with rates
3. ``standouts``  differences larger than chance; ``summary`` says them in sentences
4. ``quotes``, ``coverage``, ``review``, ``changes``, ``notices``, ``grounds``  the sections
5. ``charts``, ``svg``, ``figures``  drawings at two widths, each with its table of data
6. ``page``       all of it in templates, one self-contained file
"""

from kgnlp.report.context import (
    UNREAD,
    FileNotice,
    Measured,
    ModelFacts,
    NoticeKind,
    ReportContext,
    ReportTables,
)
from kgnlp.report.page import write, write_drift_page

__all__ = [
    "UNREAD",
    "FileNotice",
    "Measured",
    "ModelFacts",
    "NoticeKind",
    "ReportContext",
    "ReportTables",
    "write",
    "write_drift_page",
]
