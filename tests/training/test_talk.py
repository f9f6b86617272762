"""Learning to tell interviewers from informants, on a small made-up interview."""

import datetime as dt
import itertools

import numpy as np
import pytest

from kgnlp.domain import AnnotatedInterview, Interview, Language, Role, Turn
from kgnlp.ingest import chain
from kgnlp.training.chain import Conversation, fit
from kgnlp.training.renderings import MANNERS, is_bare, render, words_of
from kgnlp.training.talk import examples, learn, outcome
from tests.ingest.builders import a_guide

ASKED = ["Hvordan fungerer sekretariatet?", "Hva får dere ut av møtene?", "Kan du si litt mer om det?"]
TOLD = "Ja, jeg synes det går bra. Vi fikk sakene i tide, og så satt vi med dem i timevis. Det var jo det."


def annotated(times: int = 6) -> AnnotatedInterview:
    lines = [line for number in range(times) for line in (ASKED[number % 3], TOLD)]
    text = "\n".join(lines)
    turns, start = [], 0
    for number, line in enumerate(lines):
        role = Role.INFORMANT if number % 2 else Role.INTERVIEWER
        turns.append(Turn(number, "R1" if number % 2 else "I1", role, start, start + len(line)))
        start += len(line) + 1
    interview = Interview(
        interview_id="x",
        source="x.txt",
        sha256="",
        format="annotated",
        group="KUBU",
        phase=1,
        role="leder",
        guide="g1",
        language=Language.BOKMAAL,
        date=dt.date(2024, 1, 1),
        text=text,
        words=len(text.split()),
    )
    return AnnotatedInterview(interview, tuple(turns), (None,) * len(turns), (), ())


@pytest.mark.parametrize("name", MANNERS)
def test_every_manner_keeps_the_words_in_cues_that_follow_each_other(name: str) -> None:
    manner = MANNERS[name]
    words = words_of(annotated(), manner.punctuation)
    cues = render(words, manner, np.random.default_rng(1))
    assert " ".join(cue.text for cue in cues).split() == [word.text for word in words]
    times = [time for cue in cues for time in (cue.begins_s, cue.ends_s)]
    assert times == sorted(times)
    assert manner.punctuation is ("?" in " ".join(cue.text for cue in cues))


def test_pauses_stand_where_the_manner_says() -> None:
    words = words_of(annotated(), punctuation=True)
    cues = render(words, MANNERS["a pause at every change"], np.random.default_rng(1))
    pauses = [two.begins_s - one.ends_s > 0 for one, two in itertools.pairwise(cues)]
    assert sum(pauses) == len(annotated().turns) - 1
    assert not is_bare(annotated())


def test_fitted_weights_find_the_roles_that_they_were_fitted_on() -> None:
    random = np.random.default_rng(1)
    roles = [np.array([1, 0, 0, 1, 1, 0, 0, 0]), np.array([0, 0, 1, 0, 1, 0])]
    conversations = [
        Conversation(
            np.column_stack([one * 2.0 - 1 + random.normal(0, 0.1, len(one)), np.ones(len(one))]), one
        )
        for one in roles
    ]
    weights = fit(conversations)
    for conversation in conversations:
        state = conversation.rows @ weights.state
        before = np.vstack([np.zeros(2), conversation.rows[:-1]])
        assert list(chain.likeliest(state, before @ weights.change)) == list(conversation.roles)


def test_what_was_learnt_tells_who_speaks() -> None:
    found = [examples(annotated(), a_guide(), seed) for seed in range(3)]
    weights = learn(found)
    for name, rendered in found[0].rendered.items():
        kind = weights.punctuated if MANNERS[name].punctuation else weights.bare
        result = outcome(rendered, kind)
        # A change inside a cue without punctuation can't be found.
        assert result.turns > (0.9 if MANNERS[name].punctuation else 0.7)
        assert result.words > 0.9
        assert 0.5 < result.certainty <= 1
    assert all((one.row @ weights.speaker > 0) == one.is_interviewer for one in found[0].speakers)
