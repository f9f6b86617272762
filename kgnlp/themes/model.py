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
from sklearn.linear_model import LogisticRegression

from kgnlp.errors import ModelError
from kgnlp.themes.features import TextVectors, side_by_side
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.stacking import stack

Floats = npt.NDArray[np.float64]

# What a file that is missing, damaged or holds other types makes the readers raise.
_FAULTS = (OSError, ValueError, KeyError, TypeError, skops.io.exceptions.UntrustedTypesFoundException)
_MODEL_FILE = "classifiers.skops"
_THEMES_FILE = "themes.json"
# Length of the context's vectors beside a sentence's own of length one. 0.5 of 0.25, 0.5 and 1 was best in
# cross-validation on data/corpus; the three differ by less than 0.01 of average precision.
CONTEXT_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """What turns a theme's probability into a tag, chosen on interviews that the model did not see."""

    theme: str
    threshold: float  # probability from which a passage is tagged
    review_from: float  # probability from which a second look pays …
    review_to: float  # … and up to which


@dataclass(frozen=True)
class Scores:
    """Scores of the passages of one interview."""

    passages: Floats  # calibrated probability; shape (passages, themes)
    sentences: tuple[Floats, ...]  # per passage, probability of each sentence; shape (sentences, themes)


@dataclass(frozen=True)
class ThemeModel:
    """Everything that tagging needs to have been trained."""

    version: str  # of the model version that it is part of
    themes: tuple[ThemeSettings, ...]
    vectors: TextVectors
    by_sentence: tuple[LogisticRegression, ...]  # one a theme
    by_passage: tuple[LogisticRegression, ...]
    stacked: tuple[LogisticRegression, ...]
    stance: LogisticRegression

    def score(self, inputs: Sequence[PassageInput]) -> Scores:
        """Probabilities for the passages of one interview, in their order."""
        sentence_rows, passage_rows = rows_of(self.vectors, inputs)
        by_sentence = _probabilities(self.by_sentence, sentence_rows)
        by_passage = _probabilities(self.by_passage, passage_rows)
        sentences = np.split(by_sentence, np.cumsum([len(passage.sentences) for passage in inputs])[:-1])
        stacked = []
        for theme, classifier in enumerate(self.stacked):
            rows = stack([scores[:, theme] for scores in sentences], by_passage[:, theme])
            stacked.append(classifier.predict_proba(rows)[:, 1])
        return Scores(np.column_stack(stacked), tuple(sentences))

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"themes": [asdict(theme) for theme in self.themes]}, ensure_ascii=False, indent=1)
        (folder / _THEMES_FILE).write_text(text + "\n", "utf-8")
        parts = {
            "weights": list(self.vectors.weights),
            "by_sentence": list(self.by_sentence),
            "by_passage": list(self.by_passage),
            "stacked": list(self.stacked),
            "stance": self.stance,
        }
        skops.io.dump(parts, folder / _MODEL_FILE, compression=8, compresslevel=9)

    @classmethod
    def load(cls, folder: Path, version: str) -> Self:
        """Read the model of a version. Raises ModelError where it is not there or holds what is not trusted."""
        try:
            settings = json.loads((folder / _THEMES_FILE).read_text("utf-8"))
            parts: Mapping[str, Any] = skops.io.load(folder / _MODEL_FILE, trusted=[])
            return cls(
                version=version,
                themes=tuple(ThemeSettings(**theme) for theme in settings["themes"]),
                vectors=TextVectors(*parts["weights"]),
                by_sentence=tuple(parts["by_sentence"]),
                by_passage=tuple(parts["by_passage"]),
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


def rows_of(vectors: TextVectors, inputs: Sequence[PassageInput]) -> tuple[csr_matrix, csr_matrix]:
    """Vectors of all sentences of the passages, and of the passages, each with its context beside it."""
    asked = vectors.transform_distinct([passage.asked for passage in inputs])
    question = vectors.transform_distinct([passage.question for passage in inputs])
    passages = vectors.transform([passage.text for passage in inputs])
    sentences = vectors.transform([text for passage in inputs for text in passage.texts])
    of_passage = np.repeat(np.arange(len(inputs)), [len(passage.texts) for passage in inputs])
    return (
        side_by_side(sentences, asked[of_passage], question[of_passage], CONTEXT_SHARE),
        side_by_side(passages, asked, question, CONTEXT_SHARE),
    )


def _probabilities(classifiers: Sequence[LogisticRegression], rows: csr_matrix) -> Floats:
    return np.column_stack([classifier.predict_proba(rows)[:, 1] for classifier in classifiers])
