"""The drift page: the interviews of a month against those before it."""

from __future__ import annotations

import datetime as dt

from kgnlp import watching
from kgnlp.errors import TableError
from kgnlp.report import write_drift_page
from kgnlp.run.inputs import Inputs
from kgnlp.tables import Store
from kgnlp.watching import Observed, Reference


def write_drift(store: Store, inputs: Inputs, month: str) -> dict[str, int]:
    """Write ``OUT/drift/MONTH.html`` and return its counts.

    Interviews are those of the current tables, by the date that interviews.csv gives; those without a date
    are left out.

    Args:
        store: the output of a run.
        inputs: configuration, with the names of themes.
        month: such as 2026-10.

    Raises:
        TableError: there are no tables yet.
    """
    interviews = _observed(store)
    now = [one for one in interviews if one.month == month]
    before = [Reference(one.group, one.figures) for one in interviews if one.month and one.month < month]
    report = watching.compare(now, before, synthetic=False)
    with store.place.write_page(f"drift/{month}.html") as file:
        write_drift_page(
            report,
            inputs.codebook,
            month,
            len(now),
            dt.datetime.now().astimezone().date(),
            file,
            inputs.settings.report.language,
        )
    moved = {(one.group, one.month) for one in report.moved}
    return {"interviews": len(now), "before": len(before), "moved": len(moved)}


def _observed(store: Store) -> list[Observed]:
    fingerprints = store.manifest().get("interviews")
    if not fingerprints:
        raise TableError(
            f"no tables in {store.place.title}",
            expected="the tables of a finished run",
            action=f"Run: kgnlp run INPUT --output {store.place.title}",
        )
    figures = store.state().published
    rows = store.read("interviews", ["interview_id", "group", "date"]).to_pylist()
    return [Observed.of(**row, stored=figures[fingerprints[row["interview_id"]]]) for row in rows]
