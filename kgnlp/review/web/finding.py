"""What an address names, or 404."""

from __future__ import annotations

from fastapi import HTTPException

from kgnlp.review.desk import Desk
from kgnlp.review.queue import Item
from kgnlp.review.work import Work


def passage_number(work: Work, passage_id: str) -> int:
    """Number of a passage by its id."""
    number = work.corpus.passage_number.get(passage_id)
    if number is None:
        raise HTTPException(404, "passage")
    return number


def interview_number(work: Work, interview_id: str) -> int:
    """Number of an interview by its id."""
    number = work.corpus.interview_number.get(interview_id)
    if number is None:
        raise HTTPException(404, "interview")
    return number


def active_theme(desk: Desk, theme_id: str) -> str:
    """A theme that is tagged now."""
    if theme_id not in {theme.id for theme in desk.themes()}:
        raise HTTPException(404, "theme")
    return theme_id


def item_name(work: Work, item: Item) -> str:
    """The item in an address: ``PASSAGE_ID~THEME``."""
    return f"{work.corpus.passage_ids[item.passage]}~{work.themes[item.theme]}"


def find_item(work: Work, name: str) -> Item | None:
    """The item that an address names; None where the tables no longer hold it."""
    passage_id, _, theme = name.rpartition("~")
    passage = work.corpus.passage_number.get(passage_id)
    if passage is None or theme not in work.themes:
        return None
    return Item(passage, work.themes.index(theme))
