"""Learns how interviewers and informants talk, for files that do not say who speaks.

``python -m kgnlp.training.talk data/corpus`` prints how well it does by cross-validation over interviews
and writes kgnlp/ingest/talk_weights.json.
"""

from __future__ import annotations

import json
import re
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
_C = 1.0
# Of the words of a turn, those that a pause stands before; about one in thirty in slow, formal speech.
_PAUSES_A_WORD = 0.03

Example = tuple[FloatArray, bool]


def examples(annotated: AnnotatedInterview, guide: Guide, seed: int) -> dict[str, list[Example]]:
    """Training examples of each decision of talk.weights, from one interview."""
    turns = [
        (annotated.interview.text[turn.start : turn.end], turn.role is Role.INTERVIEWER)
        for turn in annotated.turns
    ]
    sentences = [(sentence, by) for text, by in turns for sentence in talk.sentences(text)]
    random = np.random.default_rng(seed)
    stretches = [(stretch, by) for text, by in turns for stretch in _between_pauses(text, random)]
    return {
        **_in_sequence(sentences, guide, ""),
        **_in_sequence(stretches, guide, ", no punctuation"),
        "speaker": list(_speakers(annotated, guide)),
    }


def _between_pauses(text: str, random: np.random.Generator) -> list[str]:
    """A turn as a recogniser without punctuation gives it, cut where the speaker might pause."""
    words = re.sub(r"[^\w\s-]", "", text).lower().split()
    pauses = np.flatnonzero(random.random(len(words)) < _PAUSES_A_WORD)
    return [" ".join(part) for part in np.split(words, pauses) if len(part)]


def _in_sequence(said: Sequence[tuple[str, bool]], guide: Guide, kind: str) -> dict[str, list[Example]]:
    """Examples of who says a stretch, given who said the one before."""
    found: dict[str, list[Example]] = {f"after interviewer{kind}": [], f"after informant{kind}": []}
    rows = talk.features([stretch for stretch, _ in said], guide)
    # Who speaks before the first stretch: nobody; the interviewer opens, as after an answer.
    before, row_before = False, np.zeros(rows.shape[1])
    for row, (_, is_interviewer) in zip(rows, said, strict=True):
        decision = "after interviewer" if before else "after informant"
        found[decision + kind].append((np.concatenate([row, row_before]), is_interviewer))
        before, row_before = is_interviewer, row
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


def _print_cross_validation(found: Sequence[dict[str, list[Example]]], folds: int = 10) -> None:
    """Share of right decisions on interviews that the weights were not fitted on."""
    right: dict[str, list[bool]] = {decision: [] for decision in found[0]}
    for fold in range(folds):
        weights = fit([interview for number, interview in enumerate(found) if number % folds != fold])
        for interview in found[fold::folds]:
            for decision, cases in interview.items():
                right[decision] += [bool((row @ weights[decision] > 0) == truth) for row, truth in cases]
    for decision, outcomes in right.items():
        print(f"{decision:36} {len(outcomes):6} decisions, {np.mean(outcomes):.1%} right")  # noqa: T201


def main() -> None:
    """Fit on a folder of annotated interviews and write the weights."""
    settings = load_settings(default_settings_file())
    guides = load_guides(settings.guides)
    corpus = read_corpus(Path(sys.argv[1]), load_codebook(settings.codebook).codes)
    found = [
        examples(annotated, guides[annotated.interview.guide], settings.seed + number)
        for number, annotated in enumerate(corpus)
    ]
    _print_cross_validation(found)
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
