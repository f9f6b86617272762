"""How interviewers and informants talk: features of a stretch of speech, and the weights learnt for them.

The weights stand in talk_weights.json, made from annotated interviews by ``python -m kgnlp.training.talk``,
which prints how well they do on interviews that they were not fitted on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process, utils

from kgnlp.guide import Guide
from kgnlp.ingest.talk_patterns import COMPILED, PATTERNS

FloatArray = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_SENTENCE_END = re.compile(r"[.!?…][\"»”’)]*\s+")
# Letters of a word that count for likeness to the guide: enough for its stem in either written form.
_STEM = 5
_SHORT, _LONG = 3, 25  # words

FEATURES = (
    *PATTERNS,
    "words",
    "short",
    "long",
    "likeness to the guide",
    "share of guide words",
    "guide words",
    "constant",
)
SPEAKER_FEATURES = (*FEATURES[:-1], "length of turns", "share of words", "constant")


def sentences(text: str) -> list[str]:
    """The text cut after full stops, question and exclamation marks; without any, the whole text."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    parts = (text[start:end].strip() for start, end in pairwise([0, *ends, len(text)]))
    return [part for part in parts if part]


def features(said: Sequence[str], guide: Guide) -> FloatArray:
    """One row a stretch of speech, one column a name of FEATURES; shape (stretches, features)."""
    patterns = np.array([[float(bool(pattern.search(one))) for pattern in COMPILED] for one in said])
    words = np.array([len(one.split()) for one in said])
    lengths = [np.log1p(words) / 4, words <= _SHORT, words >= _LONG]
    return np.column_stack(
        [patterns, *lengths, _likeness(said, guide), _guide_words(said, guide), np.ones(len(said))]
    )


def _likeness(said: Sequence[str], guide: Guide) -> FloatArray:
    """Likeness of each stretch to the nearest guide question, 0 to 1."""
    asked = [entry.text for entry in guide.entries()]
    scores = process.cdist(
        said, asked, scorer=fuzz.token_set_ratio, processor=utils.default_process, dtype=np.uint8
    )
    nearest: FloatArray = scores.max(axis=1).astype(np.float64) / 100
    return nearest


def _guide_words(said: Sequence[str], guide: Guide) -> FloatArray:
    """Share and number of each stretch's words that the guide has too; shape (stretches, 2)."""
    asked = (text for entry in guide.entries() for text in (entry.text, entry.question_text))
    known = {stem for text in asked for stem in _stems(text)}
    rows = []
    for stems in map(_stems, said):
        shared = sum(stem in known for stem in stems)
        rows.append([shared / (len(stems) + 2), shared / 5])  # + 2: one shared word of one says little
    return np.array(rows)


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in utils.default_process(text).split() if len(word) >= _STEM]


@dataclass(frozen=True)
class ChainWeights:
    """Weights of the sequence decision (kgnlp.ingest.chain)."""

    state: FloatArray  # shape (features, states): of the stretch itself, by who says it
    change: FloatArray  # shape (features, 2): of the stretch before a change to informant, interviewer


@dataclass(frozen=True)
class Weights:
    """All that talk_weights.json holds."""

    speaker: FloatArray  # log-odds that a speaker is an interviewer, from SPEAKER_FEATURES
    punctuated: ChainWeights  # stretches are sentences
    bare: ChainWeights  # stretches are cues of a recogniser that writes no punctuation

    @classmethod
    def from_json(cls, text: str) -> Weights:
        """The weights as to_json wrote them."""
        content = json.loads(text)
        chains = {
            kind: ChainWeights(_column(content[kind]["state"]), _column(content[kind]["change"]))
            for kind in ("punctuated", "bare")
        }
        return cls(np.array(list(content["speaker"].values())), **chains)

    def to_json(self, made_from: str) -> str:
        """The weights under the names of the features, for people to read too."""
        content = {
            "made_by": "python -m kgnlp.training.talk",
            "made_from": made_from,
            "speaker": dict(zip(SPEAKER_FEATURES, _rounded(self.speaker), strict=True)),
            **{
                kind: {
                    "state": dict(zip(FEATURES, _rounded(weights.state), strict=True)),
                    "change": dict(zip(FEATURES, _rounded(weights.change), strict=True)),
                }
                for kind, weights in (("punctuated", self.punctuated), ("bare", self.bare))
            },
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _column(by_name: dict[str, list[float]]) -> FloatArray:
    return np.array([by_name[name] for name in FEATURES])


def _rounded(values: FloatArray) -> Iterable[object]:
    rounded: list[object] = np.round(values, 3).tolist()
    return rounded


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that come with the package."""
    return Weights.from_json((resources.files("kgnlp.ingest") / "talk_weights.json").read_text("utf-8"))


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
