"""Small records for tests; every builder says what is special in its arguments."""

from __future__ import annotations

from collections.abc import Sequence

from kgnlp.codebook import Codebook, Theme
from kgnlp.domain import (
    Evidence,
    Interview,
    Language,
    Passage,
    Role,
    Segment,
    Stance,
    Tag,
    Turn,
)


def an_interview(turns: Sequence[str] = ("Hva gjør dere?", "Vi møtes."), **changes: object) -> Interview:
    text = "\n".join(turns)
    fields: dict[str, object] = {
        "interview_id": "x01",
        "source": "x01.txt",
        "sha256": "0" * 64,
        "format": "text",
        "group": "KUBU",
        "phase": 3,
        "role": "leder",
        "guide": "g1",
        "language": Language.BOKMAAL,
        "date": None,
        "text": text,
        "words": len(text.split()),
    }
    return Interview(**(fields | changes))  # type: ignore[arg-type]


def turns_of(interview: Interview) -> tuple[Turn, ...]:
    """The lines of the text, interviewer and informant by turns."""
    turns: list[Turn] = []
    start = 0
    for number, line in enumerate(interview.text.split("\n")):
        role = Role.INFORMANT if number % 2 else Role.INTERVIEWER
        turns.append(Turn(number, role.value, role, start, start + len(line)))
        start += len(line) + 1
    return tuple(turns)


def one_segment(interview: Interview, question_id: str | None = "1") -> tuple[Segment, ...]:
    turns = turns_of(interview)
    return (Segment(0, question_id, 0, len(interview.text), 0, len(turns) - 1, 0.9),)


def passages_of(interview: Interview) -> tuple[Passage, ...]:
    """One passage an informant turn."""
    return tuple(
        Passage(
            passage_id=f"{interview.interview_id}:{turn.turn:04d}:0",
            interview_id=interview.interview_id,
            segment=0,
            turn=turn.turn,
            question_id="1",
            start=turn.start,
            end=turn.end,
            text=interview.text[turn.start : turn.end],
            speaker=turn.speaker,
            language=interview.language,
            words=len(interview.text[turn.start : turn.end].split()),
            lemmas=tuple(interview.text[turn.start : turn.end].lower().split()),
        )
        for turn in turns_of(interview)
        if turn.role is Role.INFORMANT
    )


def tags_of(
    passages: Sequence[Passage], theme: str = "duplication", probability: float = 0.75
) -> tuple[Tag, ...]:
    return tuple(
        Tag(
            passage_id=passage.passage_id,
            theme=theme,
            probability=probability,
            tagged=probability >= 0.5,
            needs_review=False,
            stance=Stance.NEGATIVE,
            stance_probability=0.5,
            evidence=(Evidence(passage.start, passage.end, 1.0),),
            model_version="v0001-00000000",
        )
        for passage in passages
    )


def a_theme(theme_id: str, **changes: object) -> Theme:
    """A theme whose label is its id with a capital."""
    fields: dict[str, object] = {
        "id": theme_id,
        "code": theme_id[:3],
        "label": {name: theme_id.capitalize() for name in ("nb", "nn", "en")},
        "definition": f"Noe sies om {theme_id}.",
        "positive": "Det går bra.",
        "negative": "Det går dårlig.",
    }
    return Theme.model_validate(fields | changes)


def a_codebook(*themes: str | Theme) -> Codebook:
    """A codebook of these themes, or of themes with these ids."""
    return Codebook(
        id="bok",
        language="nb",
        stances=tuple(Stance),
        themes=tuple(a_theme(theme) if isinstance(theme, str) else theme for theme in themes),
    )
