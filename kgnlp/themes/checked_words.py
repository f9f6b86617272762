"""The words that moved a passage's probabilities: those that weigh most, checked by taking each away."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kgnlp.domain import Span
from kgnlp.explanation import Word
from kgnlp.themes.inputs import PassageInput
from kgnlp.themes.scene import Scene
from kgnlp.themes.word_weights import PlacedWord, WordWeights

Floats = npt.NDArray[np.float64]

# Words that are checked for each theme, on each side.
_MOST = 8
# Log-odds; a word that moves less is left out. Two percentage points and a half at even odds. Set by hand.
_LEAST_MOVED = 0.1


def moved_words(scene: Scene) -> list[tuple[Word, ...]]:
    """Per theme, the words that spoke for and against, in the order of the text.

    A word that the classifiers on text count for the theme may move nothing, as where its sentence is not the
    clearest; such words are left out.
    """
    weights = WordWeights(scene.model.text, scene.passage)
    by_theme = [weights.together(theme) for theme in range(len(scene.model.themes))]
    heaviest = [_heaviest(of_theme) for of_theme in by_theme]
    checked = sorted(set().union(*heaviest))
    without = scene.scored([without_word(scene.passage, weights.words[number]) for number in checked])
    moved = scene.moved(without)
    found: list[list[Word]] = [[] for _ in by_theme]
    for row, number in enumerate(checked):
        placed = weights.words[number]
        for theme, of_theme in enumerate(by_theme):
            same_side = moved[row, theme] * of_theme[number] > 0
            if number in heaviest[theme] and same_side and abs(moved[row, theme]) >= _LEAST_MOVED:
                numbers = of_theme[number], moved[row, theme], without[row, theme]
                found[theme].append(_word(scene.passage, placed, *map(float, numbers)))
    return [tuple(words) for words in found]


def without_word(passage: PassageInput, placed: PlacedWord) -> PassageInput:
    """The passage as if the word had not been said; a sentence of that word alone is not said either."""
    text = passage.texts[placed.sentence]
    shorter = f"{text[: placed.stretch.start]}{text[placed.stretch.end :]}".strip()
    texts = (*passage.texts[: placed.sentence], shorter, *passage.texts[placed.sentence + 1 :])
    return passage.of_texts(tuple(text for text in texts if text))


def _heaviest(weights: Floats) -> set[int]:
    """Numbers of the words that weigh most on either side."""
    order = [int(number) for number in np.argsort(-np.abs(weights), kind="stable")]
    speaks_for = [number for number in order if weights[number] > 0]
    against = [number for number in order if weights[number] < 0]
    return {*speaks_for[:_MOST], *against[:_MOST]}


def _word(passage: PassageInput, placed: PlacedWord, weight: float, moved: float, without: float) -> Word:
    sentence = passage.sentences[placed.sentence]
    return Word(
        start=sentence.start + placed.word.start,
        end=sentence.start + placed.word.end,
        sentence=Span(sentence.start, sentence.end),
        weight=weight,
        moved=moved,
        without=without,
    )
