"""Files that do not say who speaks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest import joints, talk
from kgnlp.ingest.joints import Joint, joint_of
from kgnlp.ingest.unlabelled import decide_speakers, stretches
from tests.ingest import builders as b

TOLD = "Vi fikk sakene i tide, og så satt vi i timevis med dem. Jeg husker at jeg var lei av hele greia. "
TALK = [
    ("interviewer", "Da er vi i gang. Er det greit at jeg tar opp samtalen?"),
    ("informant", f"Ja da. {TOLD * 2}"),
    ("interviewer", "Hvordan fungerer sekretariatet?"),
    ("informant", f"Det går på skinner, jo. {TOLD * 3}"),
    ("interviewer", "Hva får dere ut av møtene?"),
    ("informant", f"Nei, altså. {TOLD * 2} Jeg vet ikke helt."),
    ("interviewer", "Takk skal du ha. Da var det ikke flere spørsmål."),
]
WORDS = [(word, who) for who, text in TALK for word in text.split()]


def cut(size: int, pause_s: float = 0.0, bare: bool = False) -> list[Cue]:
    """The talk in cues of some words; ``pause_s`` at each change of speaker, where a new cue begins."""
    cues: list[Cue] = []
    now = 0.0
    for _, text in TALK:
        said = text.replace(",", "").replace(".", "").replace("?", "").lower() if bare else text
        words = said.split()
        for start in range(0, len(words), size):
            cues.append(Cue(" ".join(words[start : start + size]), None, now, now + 2))
            now += 2
        now += pause_s
    return cues


def share_right(cues: list[Cue]) -> float:
    decided, _ = decide_speakers(cues, b.a_guide())
    found = [cue.speaker for cue in decided for _ in cue.text.split()]
    return float(np.mean([one == who for one, (_, who) in zip(found, WORDS, strict=True)]))


@pytest.mark.parametrize(
    ("cues", "least"),
    [
        # cut at changes of speaker, with pauses and without
        (cut(7, 0.8), 0.95),
        (cut(7), 0.95),
        # blocks of words, whoever speaks
        ([Cue(" ".join(word for word, _ in WORDS[n : n + 9])) for n in range(0, len(WORDS), 9)], 0.95),
        # all in one cue, without times
        ([Cue(" ".join(word for word, _ in WORDS))], 0.95),
        # no punctuation: harder
        (cut(7, 0.8, bare=True), 0.9),
        (cut(7, bare=True), 0.75),
    ],
)
def test_the_text_says_who_speaks_however_it_is_cut(cues: list[Cue], least: float) -> None:
    assert share_right(cues) >= least


@given(st.lists(st.text(alphabet="abcæøå .?!…«»-–", max_size=30), max_size=10))
def test_every_word_is_kept_in_order_and_gets_a_role(lines: list[str]) -> None:
    cues = [Cue(line, None, n, n + 1.0) for n, line in enumerate(lines)]
    decided, certainty = decide_speakers(cues, b.a_guide())
    assert " ".join(cue.text for cue in decided).split() == " ".join(lines).split()
    assert {cue.speaker for cue in decided} <= {"interviewer", "informant"}
    assert 0 <= certainty <= 1


def test_a_sentence_goes_on_over_cues_and_a_cue_may_hold_two_speakers() -> None:
    cues = [Cue("Vi er i", None, 0, 1), Cue("gang. Hvordan går", None, 1, 2), Cue("det? Bra.", None, 3, 4)]
    found, punctuated = stretches(cues)
    assert punctuated
    assert [stretch.text for stretch in found] == ["Vi er i gang.", "Hvordan går det?", "Bra."]
    assert [stretch.joint for stretch in found] == [Joint.NO_PAUSE, Joint.INSIDE_CUE, Joint.INSIDE_CUE]


def test_without_punctuation_every_cue_stands_for_itself() -> None:
    cues = [Cue("ord " * 20, None, n * 3, n * 3 + 2) for n in range(5)]
    found, punctuated = stretches(cues)
    assert not punctuated
    assert [stretch.joint for stretch in found] == [Joint.NO_PAUSE, *[Joint.LONG_PAUSE] * 4]


def test_a_dash_begins_a_stretch() -> None:
    found, _ = stretches([Cue("Går det bra? – Ja da.", None, 0, 1), Cue("- Fint.", None, 1, 2)])
    assert [stretch.joint for stretch in found] == [Joint.NO_PAUSE, Joint.DASH, Joint.DASH]


@pytest.mark.parametrize(
    ("pause_s", "joint"),
    [
        # the file has no times
        (None, Joint.NO_PAUSE),
        # cues overlap
        (-1.0, Joint.NO_PAUSE),
        (0.0, Joint.NO_PAUSE),
        (0.3, Joint.SHORT_PAUSE),
        (0.7, Joint.PAUSE),
        (2.0, Joint.LONG_PAUSE),
    ],
)
def test_joints(pause_s: float | None, joint: Joint) -> None:
    assert joint_of(pause_s) is joint


def test_what_a_pause_means_is_learnt_from_the_file() -> None:
    """Doubtful stretches become sure where pauses mark changes, and not where they stand everywhere."""
    rows = talk.features(["Hvordan fungerer sekretariatet?", TOLD, "Det er det."] * 20, b.a_guide())
    doubtful = np.arange(60) % 3 == 2

    def certainty(marks: np.ndarray) -> float:
        _, probabilities = joints.decide(rows, marks, talk.weights().punctuated)
        return float(probabilities[doubtful].mean())

    without = certainty(np.full(60, Joint.NO_PAUSE))
    assert certainty(np.where(doubtful, Joint.NO_PAUSE, Joint.PAUSE)) > without + 0.05
    assert certainty(np.full(60, Joint.PAUSE)) == pytest.approx(without, abs=0.02)


def test_more_words_than_any_interview_has_are_refused() -> None:
    with pytest.raises(TranscriptError, match="words without any speaker's label"):
        decide_speakers([Cue("ord " * 300_001)], b.a_guide())


def test_nothing_said_is_nothing_decided() -> None:
    assert decide_speakers([Cue(" ")], b.a_guide()) == ((), 0.0)


def test_the_weights_fit_the_features() -> None:
    weights = talk.weights()
    assert weights.speaker.shape == (len(talk.SPEAKER_FEATURES),)
    assert weights.bare.state.shape == (len(talk.FEATURES), 6)
    assert weights.punctuated.change.shape == (len(talk.FEATURES), 2)
    again = talk.Weights.from_json(weights.to_json("x"))
    assert np.array_equal(again.bare.state, weights.bare.state)
