from pathlib import Path

from kgnlp.domain import Stance
from kgnlp.training.evaluation.wrong_tags import wrong_tags
from tests.training.evaluation.builders import a_view
from tests.training.test_themes import THEMES

# Missed by far (0.02), missed by little (0.4), tagged falsely (0.9), the rest right.
PROBABILITIES = ((0.4, 0.1), (0.1, 0.02), (0.1, 0.9), (0.1, 0.1))


def test_the_surest_come_first(tmp_path: Path) -> None:
    found = wrong_tags(a_view(tmp_path, probabilities=PROBABILITIES), THEMES)
    assert [(one.passage_id, one.theme, one.kind, one.probability) for one in found] == [
        ("x01:0002:0", THEMES[1], "missed", 0.02),
        ("x01:0003:0", THEMES[1], "false", 0.9),
        ("x01:0001:0", THEMES[0], "missed", 0.4),
    ]


def test_stance_is_of_the_marks_where_missed_and_of_the_model_where_false(tmp_path: Path) -> None:
    found = wrong_tags(a_view(tmp_path, probabilities=PROBABILITIES, stance=Stance.NEUTRAL), THEMES)
    assert [one.stance for one in found] == [Stance.POSITIVE, Stance.NEUTRAL, Stance.MIXED]


def test_question_and_offsets_are_of_the_passage(tmp_path: Path) -> None:
    view = a_view(tmp_path, probabilities=PROBABILITIES)
    text = view.examples[0].annotated.interview.text
    found = wrong_tags(view, THEMES)
    assert [one.question for one in found] == ["1", "", "1"]
    assert all(text[one.start : one.end] == one.text for one in found)


def test_transcript_text_is_not_shown_by_accident(tmp_path: Path) -> None:
    found = wrong_tags(a_view(tmp_path, probabilities=PROBABILITIES), THEMES)
    assert "regner" not in repr(found)
