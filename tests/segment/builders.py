"""Small guides and interviews about them."""

from __future__ import annotations

from collections.abc import Sequence

from kgnlp.domain import AnalysedInterview, Analysis, AnnotatedInterview, Role, Turn
from kgnlp.guide import Guide
from tests.builders import an_interview

ASKED = {
    None: "Hei, og takk for at du stiller.",
    "1": "Hvordan er sekretariatet organisert?",
    "2": "Hva ser du av resultater så langt?",
    "2a": "Har kunnskapsgrunnlaget blitt bedre?",
    "2b": "Fanger dere opp signaler fra kommunene?",
    "3": "Er det noe du vil legge til før vi gir oss?",
}
ANSWERED = "Ja, det vil jeg si at det er, i det store og hele."


def a_guide(guide_id: str = "g1") -> Guide:
    items = [
        {"id": "2a", "text": "bedre kunnskapsgrunnlag?"},
        {"id": "2b", "text": "å fange opp signaler fra kommuner?"},
    ]
    questions = [
        {"id": "1", "text": "Hvordan opplever du organiseringen av sekretariatet?"},
        {"id": "2", "text": "Hvilke resultater ser du, med hensyn til", "items": items},
        {"id": "3", "text": "Er det til slutt noe du vil legge til?"},
    ]
    return Guide.model_validate(
        {
            "id": guide_id,
            "title": "Prøve",
            "year": 2024,
            "role": "leder",
            "language": "nb",
            "sections": [{"title": "Arbeidet", "questions": questions}],
        }
    )


def an_analysed(texts: Sequence[tuple[Role, str]], interview_id: str = "x01") -> AnalysedInterview:
    interview = an_interview(
        [text for _, text in texts], interview_id=interview_id, sha256=f"{interview_id:0>64}"
    )
    turns: list[Turn] = []
    start = 0
    for number, (role, text) in enumerate(texts):
        turns.append(Turn(number, role.value, role, start, start + len(text)))
        start += len(text) + 1
    return AnalysedInterview(interview, tuple(turns), tuple(Analysis((), ()) for _ in turns))


def asked_in_order(question_ids: Sequence[str | None], interview_id: str = "x01") -> AnalysedInterview:
    """One question and one answer each."""
    texts = []
    for question_id in question_ids:
        texts += [(Role.INTERVIEWER, ASKED[question_id]), (Role.INFORMANT, ANSWERED)]
    return an_analysed(texts, interview_id)


def annotated_in_order(
    question_ids: Sequence[str | None], interview_id: str
) -> tuple[AnnotatedInterview, AnalysedInterview]:
    analysed = asked_in_order(question_ids, interview_id)
    truth = tuple(question_id for question_id in question_ids for _ in range(2))
    return AnnotatedInterview(analysed.interview, analysed.turns, truth, (), ()), analysed
