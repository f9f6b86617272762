"""The overview: what is to be done, and how far it has come."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kgnlp.review.progress_counts import progress
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page
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
    sheets = max(1, -(-len(rows) // PER_PAGE))
    sheet = min(sheet, sheets)
    return page(
        request,
        "overview.html",
        progress=found,
        rows=rows[(sheet - 1) * PER_PAGE : sheet * PER_PAGE],
        sheet=sheet,
        sheets=sheets,
        passages=len(work.corpus.passage_ids),
        gone=work.gone,
        labels=theme_labels(desk, caller),
        follows_configuration=desk.follows_configuration,
    )
