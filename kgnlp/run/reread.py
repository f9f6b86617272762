"""A passage of a run, its neighbours and its tags, read again from the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kgnlp.domain import AnalysedInterview, Analysis, Interview, Language, Passage, Turn
from kgnlp.errors import ConfigurationError, TableError
from kgnlp.guide import Guide
from kgnlp.language import LanguagePipeline
from kgnlp.tables import Store, interview_of, turn_of
from kgnlp.themes.inputs import PassageInput, build_inputs

_NOT_NEEDED = Analysis((), ())


@dataclass(frozen=True)
class Reread:
    """What the tables say of a passage."""

    interview: Interview
    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...]  # it and its neighbours, in the order of the interview
    number: int  # of the passage among them
    questions: tuple[str | None, ...]  # text of each one's question; None outside the guide
    tags: tuple[dict[str, Any], ...]  # rows of the passage

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.passages[self.number]

    def inputs(self, guide: Guide, pipeline: LanguagePipeline) -> tuple[PassageInput, ...]:
        """The passages as the classifiers saw them.

        Raises:
            ConfigurationError: a question is not worded in the guide as it was in the run.
        """
        for passage, question in zip(self.passages, self.questions, strict=True):
            _check_question(guide, passage.question_id, question)
        needed = sorted({passage.turn for passage in self.passages})
        said = [self.interview.text[self.turns[turn].start : self.turns[turn].end] for turn in needed]
        found = dict(zip(needed, pipeline.analyse(said), strict=True))
        analyses = tuple(found.get(turn.turn, _NOT_NEEDED) for turn in self.turns)
        return build_inputs(AnalysedInterview(self.interview, self.turns, analyses), self.passages, guide)


def reread(store: Store, passage_id: str) -> Reread:
    """The rows of a passage.

    Raises:
        TableError: there is no such passage, a table is missing or of another schema, or the passage is not
            what stands in its interview.
    """
    first = store.read("passages", passage_id=passage_id).to_pylist()
    if not first:
        raise TableError(
            f"no passage {passage_id!r} in {store.folder}",
            expected="an id from the column passage_id of passages.parquet",
            action="Look the id up in kgnlp review, or in the table; they are named INTERVIEW:TURN:PART.",
        )
    name = first[0]["interview_id"]
    rows = store.read("passages", interview_id=name).to_pylist()
    number = [row["passage_id"] for row in rows].index(passage_id)
    around = rows[max(number - 1, 0) : number + 2]
    questions = {
        row["segment"]: row["question"] for row in store.read("segments", interview_id=name).to_pylist()
    }
    found = Reread(
        interview=interview_of(store.read("interviews", interview_id=name).to_pylist()[0]),
        turns=tuple(turn_of(row) for row in store.read("turns", interview_id=name).to_pylist()),
        passages=tuple(_passage(row) for row in around),
        number=min(number, 1),
        questions=tuple(questions[row["segment"]] for row in around),
        tags=tuple(store.read("tags", passage_id=passage_id).to_pylist()),
    )
    _check_texts(found)
    return found


def _check_texts(found: Reread) -> None:
    for passage in found.passages:
        if found.interview.text[passage.start : passage.end] != passage.text:
            raise TableError(
                f"passage {passage.passage_id} that is not what stands at its offsets in its interview",
                expected="the tables as a run wrote them",
                action="Run kgnlp run again into the same folder, then ask again.",
            )


def _check_question(guide: Guide, question_id: str | None, question: str | None) -> None:
    known = {entry.question_id for entry in guide.entries()}
    now = guide.text_of(question_id) if question_id in known and question_id is not None else None
    if now != question:
        raise ConfigurationError(
            f"question {question_id} of guide {guide.id} in other words than in the run",
            expected="the guide as it was",
            action="Run kgnlp run again with this guide, or restore the guide.",
        )


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(**row | {"language": Language(row["language"]), "lemmas": tuple(row["lemmas"])})
