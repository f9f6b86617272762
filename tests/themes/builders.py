"""A small theme model, and passages as classifiers see them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kgnlp.domain import Span
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.themes import ThemeModel
from kgnlp.themes.inputs import PassageInput
from kgnlp.training.themes import fit
from tests.training.evaluation.builders import an_example
from tests.training.test_themes import ANSWERS, THEMES

DOUBLE = "Vi gjør det samme to ganger."
AGAIN = "De gjør det samme to ganger, igjen og igjen."
HIMSELF = "Departementsråden møter selv."
COFFEE = "Kaffen er god."
ASKED = "Dublerer dere noe?"
QUESTION = "Dublerer gruppen noe?"


def a_model(folder: Path) -> ThemeModel:
    """Trained on ten interviews that are all alike; tags from one half on.

    The last two answers of each, which carry nothing, are outside the guide.
    """
    inside = [f"I1 [1]: {ASKED}\n{answer}" for answer in ANSWERS[:-2]]
    outside = [f"I1 [-]: {ASKED}\n{answer.replace('[1]', '[-]')}" for answer in ANSWERS[-2:]]
    turns = (*inside, *outside)
    examples = [an_example(folder, f"x{number}", turns) for number in range(10)]
    model = fit(examples, THEMES, load_settings(default_settings_file()))
    return replace(model, themes=tuple(replace(theme, threshold=0.5) for theme in model.themes))


def an_input(*texts: str, asked: str = ASKED, question: str = QUESTION) -> PassageInput:
    """A passage of these sentences, with a blank between them."""
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    spans = tuple(Span(start, start + len(text)) for start, text in zip(starts, texts, strict=True))
    return PassageInput(spans, texts, asked, question)
