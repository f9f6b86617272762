"""The review queue: one theme on one passage at a time, by keyboard."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from kgnlp.decisions import Decision
from kgnlp.domain import Span
from kgnlp.review import deciding
from kgnlp.review.deciding import Sent
from kgnlp.review.desk import Desk
from kgnlp.review.queue import Item, make_queue
from kgnlp.review.showing import audited, show_passage
from kgnlp.review.web import forms
from kgnlp.review.web.access import Caller, OfDesk, Reviewer
from kgnlp.review.web.choices import filter_choices
from kgnlp.review.web.finding import active_theme, find_item, interview_number, item_name, passage_number
from kgnlp.review.web.render import page
from kgnlp.review.work import Work

router = APIRouter()
_NEW = 20  # acts after which nobody needs to be told how the page is read
_ItemName = Annotated[str, Query(max_length=300)]


def sent(form: forms.Form, caller: Caller) -> Sent:
    """What came with a form of the caller's."""
    return Sent(caller.name or "", form.token, form.seen, form.shown)


def queue_address(after: str = "", at: str = "") -> str:
    """Address of the queue, at an item or at the next one after it."""
    query = f"?at={quote(at)}" if at else f"?after={quote(after)}" if after else ""
    return f"/queue{query}"


@router.get("/queue")
def show_queue(
    request: Request, desk: OfDesk, caller: Reviewer, after: _ItemName = "", at: _ItemName = ""
) -> Response:
    """What is next for the reviewer; or one item, or the next one after it."""
    work = desk.work()
    name = caller.name or ""
    queue = make_queue(desk, work, name, caller.preferences.filter)
    item = find_item(work, at) if at else None
    if item is not None and work.corpus.blind[item.passage] and not audited(desk, work, item.passage, name):
        return RedirectResponse(f"/audit?at={quote(work.corpus.passage_ids[item.passage])}", 303)
    if item is None:
        previous = find_item(work, after) if after else None
        item = queue.after(previous) if previous else queue.first()
    shown = None if item is None else show_passage(desk, work, item.passage, name, caller.is_lead)
    return page(
        request,
        "queue.html",
        queue=queue,
        shown=shown,
        focus=shown and item and shown.theme(work.themes[item.theme]),
        item="" if item is None else item_name(work, item),
        stances=desk.codebook.stances,
        last=last_act(work, name),
        choices=filter_choices(desk, work),
        labels=theme_labels(desk, caller),
        explains=desk.explains,
        is_new=work.acts(name) < _NEW,
    )


def theme_labels(desk: Desk, caller: Caller) -> dict[str, str]:
    """Names of all themes, retired ones too, in the caller's language."""
    return {theme.id: getattr(theme.label, caller.preferences.language) for theme in desk.codebook.themes}


def last_act(work: Work, reviewer: str) -> Decision | None:
    """What an undo would undo."""
    return work.last_act(reviewer)


@router.post("/decide")
def decide(desk: OfDesk, caller: Reviewer, form: Annotated[forms.DecideForm, Form()]) -> Response:
    """Keep a decision, and go on to the next item."""
    work = desk.work()
    passage = passage_number(work, form.passage)
    theme = active_theme(desk, form.theme)
    came = sent(form, caller)
    if form.act == "skip":
        draft = deciding.skip(desk, work, came, passage, theme)
    else:
        draft = deciding.decide(
            desk,
            work,
            came,
            passage,
            theme,
            stance=form.stance,
            rejected=form.act == "reject",
            evidence=form.spans,
        )
    desk.keep(draft)
    name = item_name(work, Item(passage, work.themes.index(theme)))
    return RedirectResponse(queue_address(at=name) if form.stay else queue_address(after=name), 303)


@router.post("/undo")
def undo(desk: OfDesk, caller: Reviewer, form: Annotated[forms.UndoForm, Form()]) -> Response:
    """Undo the reviewer's latest act that still stands, and show what it was said of."""
    undone = desk.decisions.undo(caller.name or "", form.token)
    work = desk.work()
    if form.back == "interview" and form.interview in work.corpus.interview_number:
        return RedirectResponse(f"/interviews/{quote(form.interview, safe='')}", 303)
    if undone:
        return RedirectResponse(_where(work, undone[0]), 303)
    return RedirectResponse(f"/{'audit' if form.back == 'audit' else 'queue'}", 303)


def _where(work: Work, decision: Decision) -> str:
    """The page of what a decision was said of."""
    passage = work.corpus.passage_number.get(decision.passage_id or "")
    if passage is None:
        return f"/interviews/{quote(decision.anchor.interview_id, safe='')}"
    if decision.blind:
        return f"/audit?at={quote(work.corpus.passage_ids[passage])}"
    if decision.theme not in work.themes:
        return "/queue"
    return queue_address(at=item_name(work, Item(passage, work.themes.index(decision.theme))))


@router.post("/memo")
def write_memo(desk: OfDesk, caller: Reviewer, form: Annotated[forms.MemoForm, Form()]) -> Response:
    """Keep a memo, and show the page that it was written on."""
    work = desk.work()
    interview = interview_number(work, form.interview)
    length = len(work.corpus.interviews[interview].text)
    span = Span(min(form.start, length), min(max(form.end, form.start), length))
    if form.text:
        desk.keep(
            deciding.memo(
                desk,
                work,
                sent(form, caller),
                interview,
                span,
                form.text,
                passage_id=form.passage or None,
                theme=form.theme or None,
            )
        )
    if form.back == "queue" and find_item(work, form.at):
        return RedirectResponse(queue_address(at=form.at), 303)
    address = f"/interviews/{quote(form.interview, safe='')}"
    if form.back == "segment":
        outline = work.outline(interview)
        turn = next((one.turn for one in outline.turns if one.start <= span.start < one.end), 0)
        return RedirectResponse(f"{address}/segments/{outline.segment_of(turn)}", 303)
    return RedirectResponse(address, 303)
