"""Tables of a run for tests: say what is said in each interview, and the five tables follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from kgnlp.codebook import Codebook, Label
from kgnlp.codebook import Theme as CodebookTheme
from kgnlp.domain import Stance
from kgnlp.guide import Guide, Item, Question, Section
from kgnlp.report import Measured, ModelFacts, ReportContext, ReportTables
from kgnlp.report.material import Material, join
from kgnlp.tables import SCHEMAS

VERSION = "v0001-00000000"


@dataclass(frozen=True)
class Tagged:
    """A tag of an answer; evidence is a part of the answer's text."""

    theme: str
    stance: str = "negative"
    evidence: tuple[str, ...] = ()
    probability: float = 0.9
    tagged: bool = True
    needs_review: bool = False
    version: str = VERSION


@dataclass(frozen=True)
class Answer:
    """A question's id (None outside the guide), what the informant says, and its tags."""

    question_id: str | None
    text: str
    tags: tuple[Tagged, ...] = ()
    begins_s: float | None = None
    language: str = "nb"


@dataclass(frozen=True)
class Interviewed:
    """An interview: a question and an answer, and so on."""

    interview_id: str
    answers: Sequence[Answer] = (Answer("1", "Vi møtes hver måned."),)
    group: str | None = "KUBU"
    phase: int = 3
    role: str | None = "leder"
    guide: str = "g1"
    date: dt.date | None = dt.date(2024, 2, 13)
    warnings: tuple[str, ...] = ()


@dataclass
class _Rows:
    interviews: list[dict[str, object]] = field(default_factory=list)
    turns: list[dict[str, object]] = field(default_factory=list)
    segments: list[dict[str, object]] = field(default_factory=list)
    passages: list[dict[str, object]] = field(default_factory=list)
    tags: list[dict[str, object]] = field(default_factory=list)


def make_tables(*interviews: Interviewed) -> ReportTables:
    """The five tables, each with all columns of its schema."""
    rows = _Rows()
    for interview in interviews:
        _add(rows, interview)
    return ReportTables(
        **{name: pd.DataFrame(getattr(rows, name), columns=s.names) for name, s in SCHEMAS.items()}
    )


def _add(rows: _Rows, interview: Interviewed) -> None:
    text, key = "", {"interview_id": interview.interview_id}
    for number, answer in enumerate(interview.answers):
        asked = len(text)
        text += "Og så?\n"
        start, end = len(text), len(text) + len(answer.text)
        text += answer.text + "\n"
        question = {"question_id": answer.question_id}
        for turn, role, a, b in (
            (2 * number, "interviewer", asked, start - 1),
            (2 * number + 1, "informant", start, end),
        ):
            spoken = {"turn": turn, "speaker": "Kari Nordmann", "role": role, "begins_s": answer.begins_s}
            rows.turns.append(key | question | spoken | {"start": a, "end": b, "ends_s": None})
        place = {"segment": number, "first_turn": 2 * number, "last_turn": 2 * number + 1, "confidence": 0.9}
        asked_text = None if answer.question_id is None else f"Spørsmål {answer.question_id}?"
        rows.segments.append(key | question | place | {"start": asked, "end": end, "question": asked_text})
        passage_id = f"{interview.interview_id}:{number}:0"
        words = len(answer.text.split())
        said = {
            "text": answer.text,
            "speaker": "Kari Nordmann",
            "language": answer.language,
            "words": words,
            "lemmas": [],
        }
        where = {
            "passage_id": passage_id,
            "segment": number,
            "turn": 2 * number + 1,
            "start": start,
            "end": end,
        }
        rows.passages.append(key | question | where | said)
        rows.tags += [_tag(passage_id, tag, answer.text, start) for tag in answer.tags]
    known = {
        "group": interview.group,
        "phase": interview.phase,
        "role": interview.role,
        "guide": interview.guide,
    }
    source = {
        "source": f"{interview.interview_id}.txt",
        "sha256": "0" * 64,
        "format": "text",
        "language": "nb",
    }
    rest = {
        "text": text,
        "words": len(text.split()),
        "warnings": list(interview.warnings),
        "date": interview.date,
    }
    rows.interviews.append(key | known | source | rest)


def _tag(passage_id: str, tag: Tagged, text: str, offset: int) -> dict[str, object]:
    begins = [offset + text.index(part) for part in tag.evidence]
    spans = [
        {"start": a, "end": a + len(part), "weight": 1.0}
        for a, part in zip(begins, tag.evidence, strict=True)
    ]
    return {
        "passage_id": passage_id,
        "theme": tag.theme,
        "probability": tag.probability,
        "tagged": tag.tagged,
        "needs_review": tag.needs_review,
        "stance": tag.stance,
        "stance_probability": 0.8,
        "evidence": spans,
        "model_version": tag.version,
    }


def a_guide(guide_id: str = "g1") -> Guide:
    """Questions 1, 2 with items 2a and 2b, and 10."""
    items = (Item(id="2a", text="hyppighet?"), Item(id="2b", text="innhold?"))
    questions = (
        Question(id="1", text="Hva gjør dere?"),
        Question(id="2", text="Hvordan er møtene?", items=items),
        Question(id="10", text="Noe mer?"),
    )
    return Guide(
        id=guide_id,
        title=f"Guide {guide_id}",
        year=2024,
        role="leder",
        language="nb",
        sections=(Section(title="Del", questions=questions),),
    )


def a_codebook(*themes: str, retired: Sequence[str] = ()) -> Codebook:
    """A codebook of themes whose labels are their ids with a capital."""
    return Codebook(
        id="bok",
        language="nb",
        stances=tuple(Stance),
        themes=tuple(
            CodebookTheme(
                id=theme,
                code=theme[:3],
                label=Label(nb=theme.capitalize(), nn=f"{theme.capitalize()} nn", en=theme),
                definition="The speaker says that the group is there.",
                positive="For.",
                negative="Against.",
                retired=theme in retired,
            )
            for theme in themes or ("dublering", "toppforankring")
        ),
    )


def a_context(**changes: object) -> ReportContext:
    """What is known of a run with one synthetic model version."""
    measured = {"dublering": Measured(0.8, 0.5, 0.35, 40)}
    fields: dict[str, object] = {
        "guides": {"g1": a_guide()},
        "codebook": a_codebook(),
        "run_date": dt.date(2026, 11, 24),
        "models": (ModelFacts(VERSION, 60, True, 60, True, True, measured),),
        "done": 2,
    }
    return ReportContext(**(fields | changes))  # type: ignore[arg-type]


def make_material(*interviews: Interviewed, codebook: Codebook | None = None) -> Material:
    """The joined tables of interviews."""
    return join(make_tables(*interviews), codebook or a_codebook(), "nb")
