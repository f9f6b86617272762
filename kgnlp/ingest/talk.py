"""How interviewers and informants talk: features of a sentence, and the weights learnt for them.

The weights stand in talk_weights.json, made from annotated interviews by ``python -m kgnlp.training.talk``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from rapidfuzz import fuzz, process, utils

from kgnlp.guide import Guide

FloatArray = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_SENTENCE = re.compile(r"(?<=[.!?…])[\"»”’)]*\s+")
_QUESTION_WORDS = (
    "hva|hvordan|hvorfor|hvem|hvilke|hvilken|hvilket|hvor|hvis|når|"
    "kva|korleis|kvifor|kven|kva for|kor|om|kos|i hvilken|i kva|på hvilken"
)
_FIRST_VERBS = (
    "er|var|har|hadde|kan|kunne|kunna|vil|ville|ser|så|opplever|opplev|synes|synest|tenker|tenkjer|tror|trur|"
    "får|fikk|fekk|gjør|gjer|blir|vert|ble|vart|fungerer|bidrar|bidreg|finnes|finst|skal|må|merker|merkar|"
    "vurderer|kjenner|veit|vet"
)
_SUBJECTS = r"du|dere|de|dykk|det|dette|dei|den|kjernegrupp\w*"
_YES_OR_NO = "ja|nei|jo|joda|nja|tja|mm|hm|åh?|jada|neida|absolutt|definitivt|det gjør|det er|det har|det"
_FILLERS = "liksom|altså|egentlig|eigentleg|ikke sant|ikkje sant|på en måte|på ein måte|sånn|jo"
_PATTERNS = {
    "question mark": r"\?[\"»”’)]*$",
    "question word first": rf"^(?:(?:og|men|så|ja|for|da|då|altså|,)\W+)*(?:{_QUESTION_WORDS})\b",
    "verb first": rf"^(?:(?:og|men|så|da|då)\W+)*(?:{_FIRST_VERBS})\s+(?:{_SUBJECTS})\b",
    "you": r"\b(?:du|deg|din|ditt|di|dine|dere|deres|dykk|dykkar)\b",
    "I": r"\b(?:jeg|meg|min|mitt|mine|eg)\b",
    "we": r"\b(?:vi|oss|vår|vårt|våre|me)\b",
    "answer first": rf"^(?:{_YES_OR_NO})\b",
    "thanks": r"\b(?:takk|fint|bra|greit|flott|supert|godt)\b",
    "interview": (
        r"\b(?:spørsmål\w*|intervju\w*|opptak\w*|samtykke\w*|anonym\w*|notat\w*|guide\w*|"
        r"neste|sitat\w*|informasjonsskriv\w*)\b"
    ),
    "ask to tell": (
        r"\b(?:fortel|si litt|seie litt|beskriv\w*|utdyp\w*|nevn\w*|"
        r"tenker du|tenkjer du|mener du|meiner du)\b"
    ),
    "hesitation": rf"\b(?:{_FILLERS})\b",
}
_COMPILED = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS.values())
FEATURES = (*_PATTERNS, "words", "likeness to the guide", "constant")


def sentences(text: str) -> list[str]:
    """The text cut after full stops, question and exclamation marks; without any, the whole text."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def features(said: Sequence[str], guide: Guide) -> FloatArray:
    """One row a sentence, one column a name of FEATURES; shape (sentences, features)."""
    rows = [[float(bool(pattern.search(sentence))) for pattern in _COMPILED] for sentence in said]
    words = [np.log1p(len(sentence.split())) / 4 for sentence in said]
    return np.column_stack([np.array(rows), words, _likeness(said, guide), np.ones(len(said))])


def _likeness(said: Sequence[str], guide: Guide) -> FloatArray:
    """Likeness of each sentence to the nearest guide question, 0 to 1."""
    asked = [entry.text for entry in guide.entries()]
    scores = process.cdist(
        said, asked, scorer=fuzz.token_set_ratio, processor=utils.default_process, dtype=np.uint8
    )
    nearest: FloatArray = scores.max(axis=1).astype(np.float64) / 100
    return nearest


@lru_cache(maxsize=1)
def weights() -> dict[str, FloatArray]:
    """The learnt weights, by the decision that they are for.

    ``speaker``: log-odds that a speaker is an interviewer, from SPEAKER_FEATURES.
    ``after interviewer``, ``after informant``: log-odds that the interviewer says a sentence, given who said
    the one before; from the features of both, this one's first. With ``, no punctuation`` behind it, for text
    of recognisers that write none.
    """
    text = (resources.files("kgnlp.ingest") / "talk_weights.json").read_text("utf-8")
    return {decision: np.array(values) for decision, values in json.loads(text)["weights"].items()}


SPEAKER_FEATURES = (*FEATURES[:-1], "length of turns", "share of words", "constant")


def speaker_features(turns: Sequence[str], all_words: int, mean_turn: float, guide: Guide) -> FloatArray:
    """How one speaker talks; shape (speaker features,).

    Args:
        turns: what the speaker says, turn by turn.
        all_words: words that all speakers say.
        mean_turn: mean words a turn of all speakers.
        guide: the interview guide.
    """
    said = [sentence for turn in turns for sentence in sentences(turn)]
    words = sum(len(turn.split()) for turn in turns)
    length = np.log((words / len(turns) + 1) / (mean_turn + 1))
    means = features(said, guide)[:, :-1].mean(axis=0)
    return np.concatenate([means, [length, words / all_words, 1.0]])
