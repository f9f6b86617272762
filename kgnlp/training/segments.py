"""Annotated interviews -> the segmentation model."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import delayed
from scipy.sparse import vstack
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from kgnlp.domain import AnalysedInterview, AnnotatedInterview
from kgnlp.errors import LabelError
from kgnlp.guide import Guide
from kgnlp.segment import Placing, SegmentModel
from kgnlp.segment.bank import Bank
from kgnlp.segment.exchanges import Exchanges, exchanges
from kgnlp.segment.features import OPENINGS, STAYINGS, Observed, guide_features
from kgnlp.segment.kinds import OPENS, OUTSIDE, STAYS, kind_features, log_kinds
from kgnlp.segment.places import places_of
from kgnlp.segment.weights import Calibration
from kgnlp.segment.wording import Floats, Wording
from kgnlp.training.processes import in_processes
from kgnlp.training.segment_chain import Example, fit_weights

Annotated = tuple[AnnotatedInterview, AnalysedInterview]
Written = tuple[AnnotatedInterview, Guide]
_CALIBRATION_FOLDS = 3  # each costs a whole fit
_FOLDS = 5  # for classifiers whose answers on their own training interviews would be too good
# One written interview in so many is learnt from: with all of them other voices gain little more, those like
# the annotated interviews lose a little, and training takes three times as long.
_WRITTEN = 3


@dataclass(frozen=True, slots=True)
class _Known:
    """An annotated interview, made ready."""

    guide: Guide
    said: Exchanges
    question_ids: tuple[str | None, ...]
    written: bool = False

    def kinds(self) -> npt.NDArray[np.intp]:
        """What each turn does; see kgnlp.segment.kinds."""
        before: tuple[str | None, ...] = (None, *self.question_ids)
        pairs = zip(self.question_ids, before, strict=False)
        return np.array([OUTSIDE if now is None else STAYS if now == was else OPENS for now, was in pairs])


def fit(
    annotated: Sequence[Annotated],
    guides: Mapping[str, Guide],
    seed: int,
    written: Sequence[Written] = (),
) -> SegmentModel:
    """The segmentation model of these interviews; see fit_and_measure."""
    return fit_and_measure(annotated, guides, seed, written)[0]


def fit_and_measure(
    annotated: Sequence[Annotated],
    guides: Mapping[str, Guide],
    seed: int,
    written: Sequence[Written] = (),
) -> tuple[SegmentModel, list[int]]:
    """The segmentation model of these interviews, its confidence calibrated on folds of them.

    Args:
        annotated: interviews with the truth, and as the language pipeline gives them.
        guides: their guides by id.
        seed: of the folds.
        written: interviews that were written for the codebook, with their guides. Every fold learns from some
            of them too, for other voices and guides; nothing is calibrated or measured on them.

    Returns:
        The model; and of each annotated interview the number of turns that a model without its fold puts on
        the right question or item.

    Raises:
        LabelError: there are too few interviews to learn from.
    """
    if len(annotated) < _FOLDS:
        raise LabelError(
            f"{len(annotated)} annotated interviews",
            expected=f"at least {_FOLDS}, better 20 or more",
            action="Add annotated interviews to the folder that --labels names.",
        )
    known, more = _known(annotated, guides), _known_written(written)
    numbers = np.arange(len(known))
    folds = GroupKFold(min(_CALIBRATION_FOLDS, len(known)), shuffle=True, random_state=seed)
    splits = list(folds.split(numbers, groups=numbers))
    # The model of all is as much work as those of the folds, so it is made beside them.
    chosen = [numbers, *(training for training, _ in splits)]
    calls = (delayed(_fit)([*(known[i] for i in some), *more], "", Calibration()) for some in chosen)
    model: SegmentModel
    model, *without = in_processes(calls, len(known))
    held_out = [(one, numbers) for one, (_, numbers) in zip(without, splits, strict=True)]
    calibration, right = _calibration(held_out, known, annotated)
    return replace(model, version=_version(annotated, written), calibration=calibration), right


def fit_uncalibrated(
    annotated: Sequence[Annotated],
    guides: Mapping[str, Guide],
    written: Sequence[Written] = (),
    without: tuple[str, ...] = (),
) -> SegmentModel:
    """The same without calibration, for measuring where probabilities are not looked at.

    Features whose names begin with one of ``without`` get no weight.
    """
    known = [*_known(annotated, guides), *_known_written(written)]
    return _fit(known, _version(annotated, written), Calibration(), without)


def _known(annotated: Sequence[Annotated], guides: Mapping[str, Guide]) -> list[_Known]:
    return [
        _Known(guides[one.interview.guide], exchanges(analysed), one.question_ids)
        for one, analysed in annotated
    ]


def _known_written(written: Sequence[Written]) -> list[_Known]:
    return [
        _Known(guide, exchanges(one), one.question_ids, written=True) for one, guide in written[::_WRITTEN]
    ]


def _fit(
    known: Sequence[_Known], version: str, calibration: Calibration, without: tuple[str, ...] = ()
) -> SegmentModel:
    guides = {one.guide.content_hash: one.guide for one in known}
    texts = [entry.text for guide in guides.values() for entry in guide.entries()]
    texts += [text for one in known for text in one.said.said if text]
    wording = Wording.fit(texts)
    bank = _bank(known, wording)
    with threadpool_limits(limits=1):  # thousands of small products, which threads only slow down
        weights = fit_weights(_examples(known, wording, bank, without))
    return SegmentModel(wording, bank, _fit_kinds(known), weights, calibration, version)


def _bank(known: Sequence[_Known], wording: Wording) -> Bank:
    """All turns that opened a question, by the wording of that question."""
    rows: list[tuple[str, int, str]] = []
    for number, one in enumerate(known):
        wordings = {entry.question_id: entry.text for entry in one.guide.entries()}
        for turn in np.flatnonzero((one.kinds() == OPENS) & one.said.asks):
            question_id = one.question_ids[turn]
            if question_id is not None:
                rows.append((wordings[question_id], number, one.said.said[turn]))
    rows.sort(key=lambda row: row[:2])
    questions = sorted({row[0] for row in rows})
    return Bank(
        questions=wording.vectors(questions),
        question=np.array([questions.index(row[0]) for row in rows], dtype=np.intp),
        interview=np.array([row[1] for row in rows], dtype=np.intp),
        asked=wording.vectors([row[2] for row in rows]),
    )


def _examples(
    known: Sequence[_Known], wording: Wording, bank: Bank, without: tuple[str, ...]
) -> list[Example]:
    """Each interview twice: with a bank of all others, and with one of other guides only.

    The second teaches what to go by in a guide that the bank does not know. That is what written interviews
    are for, so they stand there alone.
    """
    guides = {one.guide.content_hash: one.guide for one in known}
    features_of = {name: guide_features(guide, wording, bank) for name, guide in guides.items()}
    guide_of_row = np.array([known[number].guide.content_hash for number in bank.interview])
    log_kinds_of = _held_out_kinds(known)
    examples: list[Example] = []
    for number, one in enumerate(known):
        guide = features_of[one.guide.content_hash]
        observed = Observed(one.said, guide, wording, bank)
        path = places_of(one.guide).locate(one.question_ids)
        unknown = guide_of_row != one.guide.content_hash
        for usable in (unknown,) if one.written else (bank.interview != number, unknown):
            opens, stays = observed.features(log_kinds_of[number], usable)
            opens, stays = opens * _kept(OPENINGS, without), stays * _kept(STAYINGS, without)
            examples.append(Example(opens, stays, guide.moves, path))
    return examples


def _kept(names: Sequence[str], without: tuple[str, ...]) -> Floats:
    """0 for the features to be left out, 1 for the others: what is always 0 in training gets no weight."""
    return np.array([0.0 if name.startswith(without) else 1.0 for name in names])


def _fit_kinds(known: Sequence[_Known]) -> Any:
    features = vstack([kind_features(one.said)[one.said.asks] for one in known])
    kinds = np.concatenate([one.kinds()[one.said.asks] for one in known])
    several = len(set(kinds)) > 1
    classifier = LogisticRegression(C=1.0, max_iter=1000) if several else DummyClassifier()
    return classifier.fit(features.tocsr(), kinds)


def _held_out_kinds(known: Sequence[_Known]) -> dict[int, Floats]:
    """Of each interview the kinds of its turns, by a classifier that has not seen it."""
    found: dict[int, Floats] = {}
    folds = min(_FOLDS, len(known))
    for fold in range(folds):
        rest = [one for number, one in enumerate(known) if number % folds != fold]
        classifier = _fit_kinds(rest)
        for number in range(fold, len(known), folds):
            found[number] = log_kinds(classifier, known[number].said)
    return found


def _calibration(
    models: Sequence[tuple[SegmentModel, npt.NDArray[np.intp]]],
    known: Sequence[_Known],
    annotated: Sequence[Annotated],
) -> tuple[Calibration, list[int]]:
    """Platt's line through what models say of interviews, given by number, that they were trained without.

    Also how many turns of each interview they have right.
    """
    placings: dict[int, Placing] = {}
    for model, unseen in models:
        placings |= {int(i): model.place(annotated[i][1], known[i].guide) for i in unseen}
    right = [
        [a == b for a, b in zip(placings[i].question_ids, one.question_ids, strict=True)]
        for i, one in enumerate(known)
    ]
    stated = np.concatenate([placings[i].probabilities for i in range(len(known))])
    return _line(stated, np.concatenate(right)), [sum(turns) for turns in right]


def _line(stated: Floats, right: npt.NDArray[np.bool_]) -> Calibration:
    if len(set(right)) < 2:
        return Calibration()
    inside = np.clip(stated, 1e-4, 1 - 1e-4)
    line = LogisticRegression().fit(np.log(inside / (1 - inside))[:, None], right)
    return Calibration(float(line.coef_[0, 0]), float(line.intercept_[0]))


def _version(annotated: Sequence[Annotated], written: Sequence[Written]) -> str:
    """A name that tells the training interviews."""
    interviews = [one.interview for one, _ in (*annotated, *written)]
    digest = hashlib.sha256("".join(one.sha256 for one in interviews).encode()).hexdigest()
    return f"segment-{digest[:8]}"
