"""What an address names, or 404."""

from __future__ import annotations

import re

from fastapi import HTTPException

from kgnlp.review.desk import Desk
from kgnlp.review.labels import ItemKey
from kgnlp.review.queue import Item
from kgnlp.review.showing import questions_of
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


def stretch_name(key: ItemKey) -> str:
    """A theme on a stretch that no passage holds, in an address: ``INTERVIEW_ID~START-END~THEME``."""
    return f"{key.interview_id}~{key.start}-{key.end}~{key.theme}"


def find_stretch(work: Work, name: str) -> ItemKey | None:
    """The theme on a stretch that an address names; None where nobody decided anything of it."""
    found = re.fullmatch(r"(.+)~(\d{1,9})-(\d{1,9})~([a-z][a-z0-9_]*)", name)
    if found is None:
        return None
    key = ItemKey(found[1], int(found[2]), int(found[3]), found[4])
    return key if key in work.items else None


def known_question(desk: Desk, work: Work, interview: int, question_id: str) -> None:
    """Raise 404 where the interview's guide has no such question; "" is outside the guide."""
    known = questions_of(desk, work.corpus.interviews[interview])
    if question_id and question_id not in dict(known):
        raise HTTPException(404, "question")
