"""What forms send. Unknown fields are left out; what does not fit is refused before a page sees it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from kgnlp.domain import Span, Stance

Token = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
PassageId = Annotated[str, StringConstraints(min_length=1, max_length=240)]
ThemeId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_MOST_OFFSET = 100_000_000  # a day of speech is a tenth of it


def _no_nul(text: str) -> str:
    """PostgreSQL keeps no NUL, and nobody writes one."""
    if "\0" in text:
        raise ValueError("no NUL")
    return text


def _normal(text: str) -> str:
    return _no_nul(text).replace("\r\n", "\n").strip()


Note = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_normal)]
Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(_no_nul)]
Short = Annotated[str, StringConstraints(max_length=16), AfterValidator(_no_nul)]


class Form(BaseModel):
    """What every form carries."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    csrf: str = Field(default="", max_length=200)
    token: Token
    shown: int = Field(default=0, ge=0, le=10**15)
    seen: int | None = Field(default=None, ge=0, le=10**9)


class DecideForm(Form):
    """A decision of a theme on a passage."""

    passage: PassageId
    theme: ThemeId
    act: Literal["accept", "reject", "skip", "positive", "negative", "mixed", "neutral"]
    evidence: Annotated[str, StringConstraints(pattern=r"^(\d{1,8}-\d{1,8}(,\d{1,8}-\d{1,8}){0,19})?$")] = ""
    stay: bool = False

    @property
    def stance(self) -> Stance | None:
        """The stance that was said; None for the machine's."""
        return Stance(self.act) if self.act in list(Stance) else None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The evidence."""
        found = re.findall(r"(\d+)-(\d+)", self.evidence)
        return tuple(Span(int(start), int(end)) for start, end in found)


class MemoForm(Form):
    """A memo on an interview, segment, passage or tag."""

    interview: Name
    start: int = Field(ge=0, le=_MOST_OFFSET)
    end: int = Field(ge=0, le=_MOST_OFFSET)
    passage: Annotated[str, StringConstraints(max_length=240)] = ""
    theme: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,40}$")] = ""
    text: Note
    at: Annotated[str, StringConstraints(max_length=300)] = ""  # the item of the queue that is shown
    back: Literal["queue", "interview", "segment"] = "queue"


class UndoForm(Form):
    """Undo the latest act."""

    back: Literal["queue", "audit", "interview"] = "queue"
    interview: Name = ""
