"""Learns how interviewers and informants talk, for files that do not say who speaks.

``python -m kgnlp.training.talk data/corpus`` prints how well it does on interviews that it did not learn
from, for every manner in which recognisers write, and writes kgnlp/ingest/talk_weights.json.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from kgnlp.codebook import load_codebook
from kgnlp.domain import AnnotatedInterview, Role
from kgnlp.guide import Guide, load_guides
from kgnlp.ingest import joints, talk
from kgnlp.ingest.chain import IntArray
from kgnlp.ingest.talk import ChainWeights, FloatArray, Weights
from kgnlp.ingest.unlabelled import stretches
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.training.annotated import read_corpus
from kgnlp.training.chain import Conversation, fit
from kgnlp.training.renderings import MANNERS, Word, is_bare, render, words_of

# Strong regularisation: sixty interviews are few voices, and the weights must hold for others.
_C = 1.0
_FOLDS = 10


@dataclass(frozen=True)
class Rendered:
    """An interview as one recogniser would have written it, with the truth."""

    conversation: Conversation
    joints: IntArray
    words: tuple[tuple[Word, ...], ...]  # of each stretch


@dataclass(frozen=True)
class Speaker:
    """How one speaker of an interview talks, and whether it is an interviewer."""

    row: FloatArray
    is_interviewer: bool


@dataclass(frozen=True)
class Examples:
    """What one interview teaches."""

    rendered: Mapping[str, Rendered]  # by manner
    speakers: tuple[Speaker, ...]


def examples(annotated: AnnotatedInterview, guide: Guide, seed: int) -> Examples:
    """What an interview teaches; one without punctuation only in the manners without."""
    rendered = {}
    for number, (name, manner) in enumerate(MANNERS.items()):
        if manner.punctuation and is_bare(annotated):
            continue
        words = words_of(annotated, manner.punctuation)
        cues = render(words, manner, np.random.default_rng([seed, number]))
        found, _ = stretches(cues)
        rows = talk.features([stretch.text for stretch in found], guide)
        said = tuple(_said(words, [len(stretch.text.split()) for stretch in found]))
        roles = np.array([2 * sum(word.by_interviewer for word in part) > len(part) for part in said])
        rendered[name] = Rendered(
            Conversation(rows, roles.astype(np.int64)),
            np.array([stretch.joint for stretch in found]),
            said,
        )
    return Examples(rendered, tuple(_speakers(annotated, guide)))


def _said(words: Sequence[Word], lengths: Iterable[int]) -> Iterable[tuple[Word, ...]]:
    start = 0
    for length in lengths:
        yield tuple(words[start : start + length])
        start += length


def _speakers(annotated: AnnotatedInterview, guide: Guide) -> Iterable[Speaker]:
    text = annotated.interview.text
    all_words = annotated.interview.words
    for speaker in sorted({turn.speaker for turn in annotated.turns}):
        turns = [turn for turn in annotated.turns if turn.speaker == speaker]
        said = [text[turn.start : turn.end] for turn in turns]
        row = talk.speaker_features(said, all_words, all_words / len(annotated.turns), guide)
        yield Speaker(row, turns[0].role is Role.INTERVIEWER)


def learn(found: Sequence[Examples]) -> Weights:
    """All weights, from some interviews."""
    speakers = [speaker for one in found for speaker in one.speakers]
    model = LogisticRegression(C=_C, fit_intercept=False, max_iter=2000)
    model.fit(
        np.array([speaker.row for speaker in speakers]),
        np.array([speaker.is_interviewer for speaker in speakers]),
    )
    return Weights(model.coef_[0], _learn_chain(found, True), _learn_chain(found, False))


def _learn_chain(found: Sequence[Examples], punctuation: bool) -> ChainWeights:
    return fit(
        [
            rendered.conversation
            for one in found
            for name, rendered in one.rendered.items()
            if MANNERS[name].punctuation is punctuation
        ]
    )


@dataclass(frozen=True)
class Outcome:
    """How well one interview was told apart."""

    turns: float  # share of the turns most of whose words have the right role
    words: float  # share of the words that have
    certainty: float


def outcome(rendered: Rendered, weights: ChainWeights) -> Outcome:
    """Decide who speaks, and compare with the truth."""
    roles, probabilities = joints.decide(rendered.conversation.rows, rendered.joints, weights)
    right: dict[int, list[bool]] = defaultdict(list)
    for words, role in zip(rendered.words, roles, strict=True):
        for word in words:
            right[word.turn].append(word.by_interviewer == bool(role))
    turns = [2 * sum(of_turn) > len(of_turn) for of_turn in right.values()]
    words_right = [one for of_turn in right.values() for one in of_turn]
    return Outcome(float(np.mean(turns)), float(np.mean(words_right)), float(np.mean(probabilities)))


def cross_validate(found: Sequence[Examples]) -> tuple[dict[str, list[Outcome]], float]:
    """Outcomes by manner on interviews not learnt from, and share of speakers with the right role."""
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    speakers: list[bool] = []
    for fold in range(_FOLDS):
        weights = learn([one for number, one in enumerate(found) if number % _FOLDS != fold])
        for one in found[fold::_FOLDS]:
            for name, rendered in one.rendered.items():
                chain = weights.punctuated if MANNERS[name].punctuation else weights.bare
                outcomes[name].append(outcome(rendered, chain))
            speakers += [
                bool(speaker.row @ weights.speaker > 0) == speaker.is_interviewer for speaker in one.speakers
            ]
    return outcomes, float(np.mean(speakers))


def _report(outcomes: Mapping[str, Sequence[Outcome]], speakers: float) -> str:
    head = f"{'manner':32} {'interviews':>10} {'turns':>7} {'lowest':>7} {'words':>7} {'certainty':>9}"
    lines = [
        f"{name:32} {len(found):10} {np.mean([one.turns for one in found]):7.1%} "
        f"{min(one.turns for one in found):7.1%} {np.mean([one.words for one in found]):7.1%} "
        f"{np.mean([one.certainty for one in found]):9.2f}"
        for name, found in outcomes.items()
    ]
    return "\n".join([head, *lines, f"labelled speakers told apart by manner of speaking: {speakers:.1%}"])


def main() -> None:
    """Measure, fit on all of a folder of annotated interviews, and write the weights."""
    settings = load_settings(default_settings_file())
    guides = load_guides(settings.guides)
    corpus = read_corpus(Path(sys.argv[1]), load_codebook(settings.codebook).codes)
    found = [
        examples(annotated, guides[annotated.interview.guide], settings.seed + number)
        for number, annotated in enumerate(corpus)
    ]
    print(_report(*cross_validate(found)))  # noqa: T201
    file = Path(talk.__file__).with_name("talk_weights.json")
    made_from = f"{len(corpus)} annotated interviews, each in {len(MANNERS)} manners"
    file.write_text(learn(found).to_json(made_from), "utf-8")


if __name__ == "__main__":
    main()
