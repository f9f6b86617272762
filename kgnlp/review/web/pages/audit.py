"""The blind audit: all themes of a passage at once, without the machine's word."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from kgnlp.domain import Stance
from kgnlp.review import deciding
from kgnlp.review.audit_queue import make_audit_queue
from kgnlp.review.deciding import Sent
from kgnlp.review.showing import audited, show_passage
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.finding import passage_number
from kgnlp.review.web.forms import Form as AnyForm
from kgnlp.review.web.forms import Note, PassageId
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page

router = APIRouter()
NOT_THERE = "none"


class AuditForm(AnyForm):
    """What is said of the themes of a passage stands in fields ``theme-ID``, read apart."""

    passage: PassageId
    memo: Note = ""


@router.get("/audit")
def show_audit(
    request: Request,
    desk: OfDesk,
    caller: Reviewer,
    at: Annotated[str, Query(max_length=240)] = "",
    after: Annotated[str, Query(max_length=240)] = "",
) -> Response:
    """What is next in the blind audit; or one passage, or the next one after it."""
    work, name = desk.work(), caller.name or ""
    queue = make_audit_queue(desk, work, name)
    number = work.corpus.passage_number.get(at)
    if number is None or not work.corpus.blind[number]:
        number = queue.after(work.corpus.passage_number.get(after))
    elif audited(desk, work, number, name):
        theme = desk.themes()[0].id
        return RedirectResponse(f"/queue?at={quote(f'{at}~{theme}')}", 303)
    return page(
        request,
        "audit.html",
        queue=queue,
        shown=None if number is None else show_passage(desk, work, number, name, is_lead=False),
        stances=desk.codebook.stances,
        last=work.last_act(name),
        labels=theme_labels(desk, caller),
    )


@router.post("/audit")
async def decide_audit(request: Request, desk: OfDesk, caller: Reviewer) -> Response:
    """Keep what is said of every theme of a passage, and go on to the next."""
    from fastapi.concurrency import run_in_threadpool

    fields = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    form = _checked(fields)
    return await run_in_threadpool(_keep, desk, caller, form, fields)


def _checked(fields: dict[str, str]) -> AuditForm:
    from pydantic import ValidationError

    try:
        return AuditForm.model_validate(fields)
    except ValidationError as error:
        raise HTTPException(422, "form") from error


def _keep(desk: OfDesk, caller: Reviewer, form: AuditForm, fields: dict[str, str]) -> Response:
    work = desk.work()
    passage = passage_number(work, form.passage)
    if not work.corpus.blind[passage]:
        raise HTTPException(404, "passage")
    sent = Sent(caller.name or "", form.token, form.seen, form.shown)
    said = {theme.id: _stance(fields.get(f"theme-{theme.id}")) for theme in desk.themes()}
    desk.keep(*deciding.audit(desk, work, sent, passage, said, form.memo))
    return RedirectResponse(f"/audit?after={quote(form.passage)}", 303)


def _stance(value: str | None) -> Stance | None:
    if value == NOT_THERE:
        return None
    if value not in list(Stance):
        raise HTTPException(422, "stance")
    return Stance(value)
