"""How far coders agree, and people with the machine."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kgnlp.review.agreement_segments import decided_segments, segment_agreement
from kgnlp.review.agreement_tables import coder_tables, machine_tables
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.web.sheets import sheet_of

router = APIRouter()
SEGMENTS_PER_PAGE = 25  # each has intervals of its own to be drawn


@router.get("/agreement")
def show_agreement(request: Request, desk: OfDesk, caller: Reviewer) -> Response:
    """How far coders agree, and people with the machine."""
    work = desk.work()
    return page(
        request,
        "agreement.html",
        coders=coder_tables(desk, work),
        machine=machine_tables(desk, work),
        labels=theme_labels(desk, caller),
    )


@router.get("/agreement/segments")
def show_segments(
    request: Request, desk: OfDesk, caller: Reviewer, sheet: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """How far coders agree in each segment that two or more decided in."""
    found = decided_segments(desk, desk.work())
    shown = sheet_of(found, sheet, SEGMENTS_PER_PAGE)
    return page(
        request,
        "agreement_segments.html",
        rows=[(segment, segment_agreement(segment)) for segment in shown.rows],
        sheet=shown.number,
        sheets=shown.count,
        labels=theme_labels(desk, caller),
    )
