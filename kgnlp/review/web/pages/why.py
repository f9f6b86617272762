"""Why the machine says what it says of a theme on a passage."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from kgnlp.domain import Span
from kgnlp.explanation import ThemeExplanation
from kgnlp.review.marking import Marked, Piece, pieces
from kgnlp.review.showing import ShownPassage, audited, show_passage
from kgnlp.review.web.access import OfDesk, Reviewer
from kgnlp.review.web.finding import find_item
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page

router = APIRouter()
_WAIT_S = 0.3  # for an explanation; then the page says that it is being made
FOR, AGAINST, EVIDENCE = "for", "against", "evidence"


@router.get("/why/{name}")
def show_why(request: Request, desk: OfDesk, caller: Reviewer, name: str) -> Response:
    """What spoke for and against a theme on a passage; in the blind audit only after deciding."""
    work, reviewer = desk.work(), caller.name or ""
    item = find_item(work, name)
    if item is None or desk.explanations is None:
        raise HTTPException(404, "item")
    passage_id = work.corpus.passage_ids[item.passage]
    if work.corpus.blind[item.passage] and not audited(desk, work, item.passage, reviewer):
        return RedirectResponse(f"/audit?at={quote(passage_id)}", 303)
    shown = show_passage(desk, work, item.passage, reviewer, caller.is_lead)
    focus = shown.theme(work.themes[item.theme])
    if focus is None or focus.machine is None:
        raise HTTPException(404, "theme")
    explanation = desk.explanations.get(work.corpus.generation, passage_id, _WAIT_S)
    if explanation is None:
        return page(request, "why_wait.html", item=name)
    explained = next((one for one in explanation.themes if one.theme == focus.theme.id), None)
    if explained is None:
        raise HTTPException(404, "theme")
    return page(
        request,
        "why.html",
        shown=shown,
        theme=focus.theme,
        item=name,
        explanation=explanation,
        explained=explained,
        spoken=_spoken(shown, explained),
        others=[one.theme for one in explanation.themes if shown.theme(one.theme)],
        labels=theme_labels(desk, caller),
    )


def _spoken(shown: ShownPassage, explained: ThemeExplanation) -> list[Piece]:
    """The passage in pieces: its evidence, and the words that spoke for and against."""
    marks = [Marked(Span(one.start, one.end), EVIDENCE) for one in explained.evidence]
    marks += [
        Marked(Span(word.start, word.end), FOR if word.moved > 0 else AGAINST) for word in explained.words
    ]
    return pieces(shown.interview.text, shown.start, shown.end, marks)
