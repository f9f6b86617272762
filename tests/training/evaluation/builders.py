"""One short interview with marks, and what a model might say of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kgnlp.domain import Stance
from kgnlp.segment import Placing
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.themes.concepts import load_concepts
from kgnlp.training.annotated import read_annotated
from kgnlp.training.evaluation.predict import FOUND, Predicted, View
from kgnlp.training.evaluation.prepare import Prepared
from kgnlp.training.examples import Material, ThemeExamples, theme_examples
from kgnlp.training.removals import Removals
from kgnlp.training.themes import HeldOut
from tests.training.test_themes import GUIDE, HEAD, THEMES, analysed_by_full_stops

# Passages: both marks of duplication differ in stance; anchoring on the second; none; none.
TURNS = (
    "I1 [1]: Dublerer dere noe?",
    "R1 [1]: {{dup-: Vi gjør det to ganger.}} {{dup+: Men gruppa er nyttig.}}",
    "R1 [1]: {{top+: Departementsråden møter selv.}} Kaffen er god.",
    "R1 [-]: Det regner ofte.",
    "R1 [-]: Jeg liker fisk.",
)
# Passage and theme: one rightly tagged, one rightly tagged, one tagged falsely, the others rightly not.
PROBABILITIES = ((0.9, 0.1), (0.2, 0.8), (0.97, 0.1), (0.1, 0.1))


def an_example(folder: Path, interview_id: str = "x01", turns: tuple[str, ...] = TURNS) -> ThemeExamples:
    file = folder / f"{interview_id}.txt"
    file.write_text(HEAD.format(id=interview_id) + "\n".join(turns), "utf-8")
    annotated = read_annotated(file, {"dup": THEMES[0], "top": THEMES[1]})
    analysed = analysed_by_full_stops(annotated.interview, annotated.turns)
    return theme_examples(annotated, analysed, Material({"g1": GUIDE}, THEMES, 160, load_concepts()))


def held_out(
    example: ThemeExamples,
    probabilities: tuple[tuple[float, float], ...] = PROBABILITIES,
    stance: Stance = Stance.POSITIVE,
) -> HeldOut:
    """Tagged from one half; the first sentence is the evidence, and carries half of the probability."""
    sentences = tuple(
        np.array([[0.9, 0.9], *([[0.1, 0.1]] * (len(passage.sentences) - 1))]) for passage in example.inputs
    )
    stances = [[stance] * len(THEMES) for _ in example.passages]
    evidence = [[np.array([0])] * len(THEMES) for _ in example.passages]
    said = np.array(probabilities)
    tagged = np.where(said >= 0.5, said, np.nan)
    removals = Removals(
        without_evidence=tagged / 2,
        evidence_alone=tagged,
        context_alone=tagged / 4,
        without_others=np.where([[len(passage.sentences) > 1] for passage in example.inputs], tagged, np.nan),
    )
    return HeldOut(said, np.array([0.5, 0.5]), sentences, evidence, stances, removals)


def a_view(folder: Path, **changes: object) -> View:
    example = an_example(folder)
    return View(FOUND, [example], [held_out(example, **changes)])  # type: ignore[arg-type]


def two_interviews(folder: Path) -> tuple[Prepared, Predicted]:
    """Two interviews that were predicted alike, each without the other."""
    examples = [an_example(folder, "x01"), an_example(folder, "x02")]
    annotated = [example.annotated for example in examples]
    prepared = Prepared(
        settings=load_settings(default_settings_file()),
        material=Material({"g1": GUIDE}, THEMES, 160, load_concepts()),
        pairs=[(one, analysed_by_full_stops(one.interview, one.turns)) for one in annotated],
        examples=examples,
        written=[],
        synthetic=True,
    )
    placings = [Placing(one.question_ids, (1.0,) * len(one.turns)) for one in annotated]
    view = View(FOUND, examples, [held_out(example) for example in examples])
    return prepared, Predicted("interview", np.array([0, 1]), placings, examples, [view])
