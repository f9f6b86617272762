"""Learns how interviewers and informants talk, for files that do not say who speaks.

``python -m kgnlp.training.talk data/corpus`` prints how well it does by cross-validation over interviews
and writes kgnlp/ingest/talk_weights.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from kgnlp.codebook import load_codebook
from kgnlp.domain import AnnotatedInterview, Role
from kgnlp.guide import Guide, load_guides
from kgnlp.ingest import talk
from kgnlp.ingest.talk import FloatArray
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.training.annotated import read_corpus

# Strong regularisation: sixty interviews are few voices, and the weights must hold for others.
_C = 0.3

Example = tuple[FloatArray, bool]


def examples(annotated: AnnotatedInterview, guide: Guide) -> dict[str, list[Example]]:
    """Training examples of each decision of talk.weights, from one interview."""
    found: dict[str, list[Example]] = {"speaker": [], "after interviewer": [], "after informant": []}
    text = annotated.interview.text
    said = [
        (sentence, turn.role is Role.INTERVIEWER)
        for turn in annotated.turns
        for sentence in talk.sentences(text[turn.start : turn.end])
    ]
    rows = talk.features([sentence for sentence, _ in said], guide)
    # Who speaks before the first sentence: nobody; the interviewer opens, as after an answer.
    before, row_before = False, np.zeros(rows.shape[1])
    for row, (_, is_interviewer) in zip(rows, said, strict=True):
        decision = "after interviewer" if before else "after informant"
        found[decision].append((np.concatenate([row, row_before]), is_interviewer))
        before, row_before = is_interviewer, row
    found["speaker"] = list(_speakers(annotated, guide))
    return found


def _speakers(annotated: AnnotatedInterview, guide: Guide) -> Iterable[Example]:
    text = annotated.interview.text
    all_words = annotated.interview.words
    for speaker in sorted({turn.speaker for turn in annotated.turns}):
        turns = [text[turn.start : turn.end] for turn in annotated.turns if turn.speaker == speaker]
        row = talk.speaker_features(turns, all_words, all_words / len(annotated.turns), guide)
        yield row, speaker.startswith("I")


def fit(interviews: Sequence[dict[str, list[Example]]]) -> dict[str, list[float]]:
    """Weights of each decision, from the examples of some interviews."""
    return {
        decision: _fit([example for interview in interviews for example in interview[decision]])
        for decision in interviews[0]
    }


def _fit(found: Sequence[Example]) -> list[float]:
    rows = np.array([row for row, _ in found])
    truth = np.array([is_interviewer for _, is_interviewer in found])
    model = LogisticRegression(C=_C, fit_intercept=False, max_iter=2000).fit(rows, truth)
    return [round(float(weight), 3) for weight in model.coef_[0]]


def main() -> None:
    """Fit on a folder of annotated interviews and write the weights."""
    settings = load_settings(default_settings_file())
    guides = load_guides(settings.guides)
    corpus = read_corpus(Path(sys.argv[1]), load_codebook(settings.codebook).codes)
    found = [examples(annotated, guides[annotated.interview.guide]) for annotated in corpus]
    content = {
        "made_by": "python -m kgnlp.training.talk",
        "interviews": len(corpus),
        "features": list(talk.FEATURES),
        "weights": fit(found),
    }
    file = Path(talk.__file__).with_name("talk_weights.json")
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
