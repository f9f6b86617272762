from pathlib import Path

import pytest

from kgnlp.domain import Role, Stance
from kgnlp.errors import LabelError
from kgnlp.training.annotated import read_annotated, read_corpus

THEMES = {"dup": "duplication", "stj": "star_group_risk"}
HEAD = """---
interview_id: x01
group: KUBU
phase: 3
role: leder
guide: g1
language: nn
date: 2024-02-13
speakers: {I1: Intervjuer, R1: Informant}
---
"""


def written(folder: Path, body: str, head: str = HEAD) -> Path:
    file = folder / "x01.txt"
    file.write_text(head + body, "utf-8")
    return file


def test_turns_questions_marks_and_personal_data(tmp_path: Path) -> None:
    found = read_annotated(
        written(
            tmp_path,
            "I1 [-]: Hei.\n\nI1 [2d]: Er det dobbelt?\n"
            "R1 [2d]: Ja. {{dup-: Vi og [[PER:Kari Moen]] sit to stader.}}\n",
        ),
        THEMES,
    )
    text = found.interview.text
    assert text == "Hei.\nEr det dobbelt?\nJa. Vi og Kari Moen sit to stader."
    assert found.question_ids == (None, "2d", "2d")
    assert [turn.role for turn in found.turns] == [Role.INTERVIEWER, Role.INTERVIEWER, Role.INFORMANT]
    assert [text[turn.start : turn.end] for turn in found.turns] == text.split("\n")
    (mark,) = found.marks
    assert (mark.theme, mark.stance) == ("duplication", Stance.NEGATIVE)
    assert text[mark.start : mark.end] == "Vi og Kari Moen sit to stader."
    (person,) = found.personal_data
    assert (person.kind, text[person.start : person.end]) == ("PER", "Kari Moen")


@pytest.mark.parametrize(
    "body",
    [
        # no question
        "I1: Hei.\n",
        # a code that the codebook lacks
        "R1 [1]: {{abc+: Ja.}}\n",
        # marks of one kind in each other
        "R1 [1]: {{dup+: Ja, {{stj-: nei.}}}}\n",
        # not closed in the turn
        "R1 [1]: {{dup+: Ja\n",
        # closed, never opened
        "R1 [1]: Ja}}\n",
    ],
)
def test_faulty_lines_are_named_without_their_text(tmp_path: Path, body: str) -> None:
    with pytest.raises(LabelError, match="turn line 1") as error:
        read_annotated(written(tmp_path, body), THEMES)
    assert "Ja" not in str(error.value)
    assert "Correct that line" in str(error.value)


@pytest.mark.parametrize("head", ["", "---\ninterview_id: x\n---\n", "---\n{\n---\n"])
def test_a_faulty_head_is_named(tmp_path: Path, head: str) -> None:
    with pytest.raises(LabelError, match=r"x01\.txt"):
        read_annotated(written(tmp_path, "I1 [-]: Hei.\n", head), THEMES)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="Name the folder"):
        read_corpus(tmp_path, THEMES)
