"""The overview: what is to be done, and how far it has come."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kgnlp.review.progress_counts import progress
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.web.sheets import sheet_of
from kgnlp.wording.formats import order

router = APIRouter()
PER_PAGE = 50


@router.get("/")
def overview(
    request: Request, desk: OfDesk, caller: Reviewer, sheet: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Progress by theme and interview."""
    work = desk.work()
    found = progress(desk, work, caller.name or "")
    rows = sorted(
        zip(work.corpus.interviews, found.interviews, strict=True), key=lambda row: order(row[0].interview_id)
    )
    shown = sheet_of(rows, sheet, PER_PAGE)
    return page(
        request,
        "overview.html",
        progress=found,
        rows=shown.rows,
        sheet=shown.number,
        sheets=shown.count,
        passages=len(work.corpus.passage_ids),
        gone=work.gone,
        labels=theme_labels(desk, caller),
        follows_configuration=desk.follows_configuration,
    )
