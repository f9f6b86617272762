"""The codebook in versions, and the guides."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from fastapi import APIRouter, Form, HTTPException, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from kgnlp.review.codebook_editing import ThemeWording, to_yaml, with_retired, with_theme
from kgnlp.review.desk import Desk
from kgnlp.review.web import forms
from kgnlp.review.web.access import Lead, OfDesk, Reviewer
from kgnlp.review.web.pages.queue import theme_labels
from kgnlp.review.web.render import page
from kgnlp.review.work import REJECTED, UNDECIDED, Work

router = APIRouter()
EXAMPLES = 3  # shown of each theme
_Line = Annotated[str, Field(max_length=200)]
_Long = Annotated[str, Field(max_length=20_000)]


class ThemeForm(forms.Form):
    """The wording of a theme."""

    version: int = Field(ge=1, le=10**6, description="The version that was edited")
    theme: forms.ThemeId
    new: bool = False
    code: _Line
    nb: _Line
    nn: _Line
    en: _Line
    definition: _Long
    positive: _Long
    negative: _Long
    include: _Long = ""
    exclude: _Long = ""
    decisions: _Long = ""
    examples: _Long = ""
    note: forms.Note = ""

    def wording(self) -> ThemeWording:
        """What a lead wrote."""
        return ThemeWording(**{name: getattr(self, name) for name in ThemeWording.__dataclass_fields__})


class RetireForm(forms.Form):
    """A theme that is no longer tagged, or is again."""

    version: int = Field(ge=1, le=10**6)
    theme: forms.ThemeId
    retired: bool


@router.get("/codebook")
def show_codebook(request: Request, desk: OfDesk, caller: Reviewer) -> Response:
    """The themes with definitions, decisions and examples from accepted passages."""
    work = desk.work()
    codebook = desk.codebook
    return page(
        request,
        "codebook.html",
        codebook=codebook,
        examples={theme.id: _examples(desk, work, theme.id, caller.name or "") for theme in codebook.themes},
        versions=desk.codebooks.all(),
        follows_configuration=desk.follows_configuration,
        labels=theme_labels(desk, caller),
    )


def _examples(desk: Desk, work: Work, theme: str, reviewer: str) -> list[tuple[str, str]]:
    """Passage ids and evidence of what was accepted; nothing that the reviewer is still to decide unseen."""
    column = work.themes.index(theme)
    human = work.human()[:, column]
    waiting = desk.doubles(work, reviewer) & (work.view(reviewer)[:, column] == UNDECIDED)
    shown = (human != UNDECIDED) & (human != REJECTED) & ~waiting & ~work.corpus.blind
    found = []
    for passage in np.flatnonzero(shown)[:EXAMPLES]:
        latest = work.latest(work.key(int(passage), theme))
        spans = next(reversed(latest.values())).evidence
        text = work.corpus.interview(int(passage)).text
        quote = " … ".join(text[span.start : span.end] for span in spans) or work.corpus.text(int(passage))
        found.append((work.corpus.passage_ids[passage], quote))
    return found


@router.get("/codebook/edit/{theme_id}")
def edit_theme(request: Request, desk: OfDesk, caller: Lead, theme_id: str) -> Response:
    """The form of a theme; of a new one under ``new``."""
    desk.work()
    codebook = desk.codebook
    theme = next((theme for theme in codebook.themes if theme.id == theme_id), None)
    if theme is None and theme_id != "new":
        raise HTTPException(404, "theme")
    return page(
        request, "theme.html", theme=theme, version=codebook.version, labels=theme_labels(desk, caller)
    )


@router.post("/codebook")
def keep_theme(desk: OfDesk, caller: Lead, form: Annotated[ThemeForm, Form()]) -> Response:
    """Keep a changed or new theme as a new version."""
    desk.work()  # brings the codebook up to date
    changed = with_theme(desk.codebook, form.theme, form.wording(), new=form.new)
    desk.codebooks.add(changed, form.note, caller.name or "", form.version)
    return RedirectResponse(f"/codebook#{form.theme}", 303)


@router.post("/codebook/retire")
def retire_theme(desk: OfDesk, caller: Lead, form: Annotated[RetireForm, Form()]) -> Response:
    """Retire a theme, or bring it back, as a new version; old decisions stand."""
    desk.work()
    changed = with_retired(desk.codebook, form.theme, form.retired)
    note = f"{form.theme}: {'retired' if form.retired else 'back'}"
    desk.codebooks.add(changed, note, caller.name or "", form.version)
    return RedirectResponse(f"/codebook#{form.theme}", 303)


@router.get("/codebook/versions/{version}.yaml")
def download_version(
    desk: OfDesk,
    caller: Reviewer,  # noqa: ARG001 - for those who are in
    version: Annotated[int, Path(ge=1, le=10**6)],
) -> Response:
    """A version as a file for configs/."""
    found = next((one for one in desk.codebooks.all() if one.codebook.version == version), None)
    if found is None:
        raise HTTPException(404, "version")
    name = f"codebook-{version}.yaml"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(to_yaml(found.codebook), media_type="application/yaml", headers=headers)


@router.get("/guides")
def show_guides(request: Request, desk: OfDesk, caller: Reviewer) -> Response:  # noqa: ARG001
    """The guides of the interviews."""
    used = {row.guide for row in desk.work().corpus.interviews}
    guides = sorted(desk.guides.values(), key=lambda guide: (guide.id not in used, guide.id))
    return page(request, "guides.html", guides=guides, used=used)
