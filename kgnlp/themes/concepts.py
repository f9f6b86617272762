"""Counts of concepts: words of working life in ministries that mean much the same to an evaluator.

Sixty interviews hold few of the ways that a thing can be said; a list of words that go together lets
what is learned of one of them hold for the others. Which concept speaks for which theme is learned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from scipy.sparse import csr_matrix

from kgnlp.errors import ConfigurationError
from kgnlp.settings import ROOT

CONCEPTS_FILE = ROOT / "configs" / "concepts.yaml"

# A concept said twice is said; more says how long the text is.
_MOST = 2


class Concepts:
    """Finds concepts in texts.

    Args:
        words: words or phrases by concept; a word that ends in * stands for all that begin so.

    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.words = {name: tuple(str(word).lower() for word in listed) for name, listed in words.items()}
        self._patterns = [
            re.compile("|".join(_pattern(word) for word in listed)) for listed in self.words.values()
        ]

    def counts(self, texts: Sequence[str]) -> csr_matrix:
        """Sparse matrix, a row per text and a column per concept, values 0 to 1."""
        found = np.zeros((len(texts), len(self._patterns)))
        for row, text in enumerate(texts):
            lower = text.lower()
            found[row] = [min(len(pattern.findall(lower)), _MOST) for pattern in self._patterns]
        return csr_matrix(found / _MOST)

    def occurrences(self, lower: str) -> Iterator[tuple[int, float, int, int]]:
        """Where concepts stand in a lower-cased text: number of the concept, what it counts for, start, end.

        Together the occurrences of a concept count for as much as ``counts`` says.
        """
        for number, pattern in enumerate(self._patterns):
            matches = list(pattern.finditer(lower))
            for match in matches:
                yield number, min(len(matches), _MOST) / _MOST / len(matches), *match.span()


def load_concepts(file: Path = CONCEPTS_FILE) -> Concepts:
    """Read a list of concepts. Raises ConfigurationError."""
    try:
        content = YAML(typ="safe").load(file.read_text("utf-8"))
    except (OSError, YAMLError) as error:
        raise _not_a_list(file) from error
    if not isinstance(content, dict) or not all(isinstance(words, list) for words in content.values()):
        raise _not_a_list(file)
    return Concepts(content)


def _not_a_list(file: Path) -> ConfigurationError:
    return ConfigurationError(
        f"no readable list of concepts in {file.name}",
        expected="a YAML file of 'concept: [word, begins*, two words]'",
        action="Correct the file, or restore it from configs/concepts.yaml of the project.",
    )


def _pattern(word: str) -> str:
    stem = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    return rf"\b{stem}" + ("" if word.endswith("*") else r"\b")
