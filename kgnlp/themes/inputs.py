"""What the classifiers see of a passage: sentences, the interviewer's turn before, the guide question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgnlp.domain import AnalysedInterview, Passage, Role, Span
from kgnlp.guide import Guide


@dataclass(frozen=True, slots=True)
class PassageInput:
    """One passage as the classifiers see it."""

    sentences: tuple[Span, ...]  # in the interview's text; at least one
    texts: tuple[str, ...]  # of the sentences
    asked: str  # the interviewer's last turn before the passage; "" where there is none
    question: str  # the guide question in full; "" outside the guide

    @property
    def text(self) -> str:
        """The whole passage."""
        return " ".join(self.texts)

    def of_texts(self, texts: tuple[str, ...]) -> PassageInput:
        """The passage as if other sentences had been said; where there are none, one without words.

        Where they stood is not known, so they have no places.
        """
        return PassageInput((), texts or ("",), self.asked, self.question)


def build_inputs(
    analysed: AnalysedInterview, passages: Sequence[Passage], guide: Guide
) -> tuple[PassageInput, ...]:
    """The classifiers' view of the passages of one interview, in their order."""
    return tuple(_input(analysed, passage, guide) for passage in passages)


def _input(analysed: AnalysedInterview, passage: Passage, guide: Guide) -> PassageInput:
    sentences = _sentences(analysed, passage)
    text = analysed.interview.text
    return PassageInput(
        sentences=sentences,
        texts=tuple(text[sentence.start : sentence.end] for sentence in sentences),
        asked=_asked(analysed, passage.turn),
        question=guide.text_of(passage.question_id) if passage.question_id else "",
    )


def _sentences(analysed: AnalysedInterview, passage: Passage) -> tuple[Span, ...]:
    """The passage's sentences, clipped to it: one that is longer than a passage is in several."""
    offset = analysed.turns[passage.turn].start
    clipped = (
        Span(max(offset + sentence.start, passage.start), min(offset + sentence.end, passage.end))
        for sentence in analysed.analyses[passage.turn].sentences
    )
    return tuple(span for span in clipped if span.start < span.end) or (Span(passage.start, passage.end),)


def _asked(analysed: AnalysedInterview, turn: int) -> str:
    for before in reversed(analysed.turns[:turn]):
        if before.role is Role.INTERVIEWER:
            return analysed.turn_text(before.turn)
    return ""
