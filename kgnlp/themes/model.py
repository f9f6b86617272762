"""The theme model: a classifier of sentences, one of passages and one on top of both, for each theme."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import skops.io
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

from kgnlp.errors import ModelError
from kgnlp.themes.concepts import Concepts
from kgnlp.themes.counts import InputCounts
from kgnlp.themes.features import TextVectors, side_by_side
from kgnlp.themes.layers import TextScores
from kgnlp.themes.stacking import stack

Floats = npt.NDArray[np.float64]

_MODEL_FILE = "classifiers.skops"
_THEMES_FILE = "themes.json"
# Length of the context's vectors beside a sentence's own of length one. Set by hand;
# other shares are not measured.
CONTEXT_SHARE = 0.5
# The same for the sentences before and after in the passage.
NEIGHBOUR_SHARE = 0.4
# From a classifier's distance to a probability of its own, before the last classifier: slope and intercept of
# logistic regressions on distances that cross-validation gave, rounded over themes and layers.
SLOPE, INTERCEPT = 4.0, -0.5
# What the classifiers on text read, each its own rows; see rows_of.
LAYERS = ("sentence_alone", "sentence", "passage", "asked", "question")


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """What turns a theme's probability into a tag, chosen on interviews that the model did not see."""

    theme: str
    threshold: float  # probability from which a passage is tagged
    review_from: float  # probability from which a second look pays …
    review_to: float  # … and up to which

    def shows_evidence(self, probability: float) -> bool:
        """Whether a passage of this probability is worth being shown why."""
        return probability >= min(self.threshold, self.review_from)


def load_theme_settings(folder: Path) -> tuple[ThemeSettings, ...]:
    """Those of a model in a folder, without its classifiers."""
    stored = json.loads((folder / _THEMES_FILE).read_text("utf-8"))
    return tuple(ThemeSettings(**theme) for theme in stored["themes"])


@dataclass(frozen=True)
class Scores:
    """Scores of the passages of one interview."""

    passages: Floats  # calibrated probability; shape (passages, themes)
    text: TextScores  # of the classifiers below

    @property
    def sentences(self) -> tuple[Floats, ...]:
        """Per passage, probability of each sentence; shape (sentences, themes)."""
        return self.text.sentences


@dataclass(frozen=True)
class TextClassifiers:
    """The classifiers on text, with the vectors that they read."""

    vectors: TextVectors
    layers: Mapping[str, tuple[LinearSVC, ...]]  # by name, of LAYERS; one classifier a theme

    def score(self, counts: InputCounts) -> TextScores:
        """What they say of the passages of one interview, in their order."""
        rows = rows_of(self.vectors, counts)
        found = {name: _probabilities(self.layers[name], rows[name]) for name in LAYERS}
        ends = np.cumsum(np.bincount(counts.of_passage))[:-1]
        return TextScores(
            sentences=tuple(np.split(found["sentence"], ends)),
            sentences_alone=tuple(np.split(found["sentence_alone"], ends)),
            passages=found["passage"],
            asked=found["asked"],
            questions=found["question"],
            lengths=counts.lengths,
            outside=counts.outside,
        )


@dataclass(frozen=True)
class ThemeModel:
    """Everything that tagging needs to have been trained."""

    version: str  # of the model version that it is part of
    themes: tuple[ThemeSettings, ...]
    text: TextClassifiers
    stacked: tuple[Pipeline, ...]  # the classifiers on top, one a theme
    stance: OneVsRestClassifier  # of logistic regressions

    def score(self, counts: InputCounts) -> Scores:
        """Probabilities for the passages of one interview, in their order."""
        text = self.text.score(counts)
        return Scores(self.probabilities(text), text)

    def probabilities(self, text: TextScores) -> Floats:
        """What the classifiers on top say of passages in their order; shape (passages, themes)."""
        stacked = [
            classifier.predict_proba(stack(text, theme))[:, 1]
            for theme, classifier in enumerate(self.stacked)
        ]
        return np.column_stack(stacked)

    @property
    def thresholds(self) -> Floats:
        """Probability from which a passage is tagged; shape (themes,)."""
        return np.array([theme.threshold for theme in self.themes])

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        settings = {
            "themes": [asdict(theme) for theme in self.themes],
            "concepts": self.text.vectors.concepts.words,
        }
        text = json.dumps(settings, ensure_ascii=False, indent=1)
        (folder / _THEMES_FILE).write_text(text + "\n", "utf-8")
        parts = {
            "weights": list(self.text.vectors.weights),
            "layers": {name: list(classifiers) for name, classifiers in self.text.layers.items()},
            "stacked": list(self.stacked),
            "stance": self.stance,
        }
        skops.io.dump(parts, folder / _MODEL_FILE, compression=8, compresslevel=9)

    @classmethod
    def load(cls, folder: Path, version: str) -> Self:
        """Read the model of a version. Raises ModelError if it is not there or not to be trusted."""
        try:
            settings = json.loads((folder / _THEMES_FILE).read_text("utf-8"))
            parts: Mapping[str, Any] = skops.io.load(folder / _MODEL_FILE, trusted=[])
            return cls(
                version=version,
                themes=tuple(ThemeSettings(**theme) for theme in settings["themes"]),
                text=TextClassifiers(
                    TextVectors(parts["weights"][0], parts["weights"][1], Concepts(settings["concepts"])),
                    {name: tuple(parts["layers"][name]) for name in LAYERS},
                ),
                stacked=tuple(parts["stacked"]),
                stance=parts["stance"],
            )
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            skops.io.exceptions.UntrustedTypesFoundException,
        ) as error:
            raise ModelError(
                f"no readable theme model in {folder.name} ({type(error).__name__})",
                expected=f"{_THEMES_FILE} and {_MODEL_FILE} as kgnlp retrain writes them",
                action="Choose another model version, or train again: kgnlp retrain",
            ) from error


def rows_of(vectors: TextVectors, counts: InputCounts) -> dict[str, csr_matrix]:
    """Vectors for each layer, by its name: a row per sentence of all passages, or a row per passage.

    A sentence is read alone, and with its context: the interviewer's turn before, the guide question, the
    passage that it stands in and its neighbours there; a passage with the first two.
    """
    asked, questions = vectors.of(counts.asked), vectors.of(counts.questions)
    passages, sentences = vectors.of(counts.passages), vectors.of(counts.sentences)
    context = [block[counts.of_passage] for block in (asked, questions, passages)]
    neighbours = NEIGHBOUR_SHARE / CONTEXT_SHARE * (counts.neighbours @ sentences)
    return {
        "sentence_alone": sentences,
        "sentence": side_by_side(sentences, [*context, neighbours], CONTEXT_SHARE),
        "passage": side_by_side(passages, [asked, questions], CONTEXT_SHARE),
        "asked": asked,
        "question": questions,
    }


def _probabilities(classifiers: Sequence[LinearSVC], rows: csr_matrix) -> Floats:
    # What decision_function does, without its checks, which take longer than the products of few rows.
    distances = np.column_stack(
        [rows @ classifier.coef_[0] + classifier.intercept_[0] for classifier in classifiers]
    )
    found: Floats = expit(SLOPE * distances + INTERCEPT)
    return found
