"""An interview as exchanges: what is said at each turn, and what is answered to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.domain import AnalysedInterview, AnnotatedInterview, Role

# Of a long turn only the end is compared: a question stands last, after comments and remarks. Words.
LONGEST_QUESTION = 60
# Of an answer its beginning says what was asked; the rest may stray. Words.
LONGEST_ANSWER = 80


@dataclass(frozen=True, slots=True)
class Exchanges:
    """One entry a turn."""

    said: tuple[str, ...]  # the end of the turn
    answers: tuple[str, ...]  # the beginning of what others say next; "" after an informant's turn
    asks: npt.NDArray[np.bool_]  # (turns,): whether the interviewer speaks
    progress: npt.NDArray[np.float64]  # (turns,): share of the turns that lie before it, 0 to 1


def exchanges(held: AnalysedInterview | AnnotatedInterview) -> Exchanges:
    """What is said and answered at each turn."""
    texts = [held.interview.text[turn.start : turn.end] for turn in held.turns]
    asks = [turn.role is Role.INTERVIEWER for turn in held.turns]
    answers = [_answer(texts, asks, number) if asks[number] else "" for number in range(len(texts))]
    return Exchanges(
        said=tuple(" ".join(text.split()[-LONGEST_QUESTION:]) for text in texts),
        answers=tuple(answers),
        asks=np.array(asks, dtype=np.bool_),
        progress=np.arange(len(texts)) / max(len(texts), 1),
    )


def _answer(texts: list[str], asks: list[bool], number: int) -> str:
    words: list[str] = []
    for text, is_question in zip(texts[number + 1 :], asks[number + 1 :], strict=True):
        if is_question or len(words) >= LONGEST_ANSWER:
            break
        words.extend(text.split())
    return " ".join(words[:LONGEST_ANSWER])
