from pathlib import Path

import pytest

from kgnlp.errors import InputError
from kgnlp.training.evaluation.slices import slices_of, transcript_forms
from tests.builders import an_interview

HEADER = "file,interview_id,group,phase,role,guide\n"
INTERVIEWS = [
    an_interview(interview_id="x01", group="KUBU"),
    an_interview(interview_id="x02", group="VA"),
    an_interview(interview_id="x03", group="KUBU"),
]


def test_interviews_of_each_slice() -> None:
    found = {key: rows.tolist() for key, rows in slices_of(INTERVIEWS, {"x02": "text"}).items()}
    assert found == {
        ("role", "leder"): [0, 1, 2],
        ("group", "KUBU"): [0, 2],
        ("group", "VA"): [1],
        ("language", "nb"): [0, 1, 2],
        ("guide", "g1"): [0, 1, 2],
        ("form", "text"): [1],
    }


def test_forms_are_told_by_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Intervjuer: Hva gjør dere?\nInformant: Vi møtes.\n" * 5, "utf-8")
    rows = "a.txt,x01,KUBU,3,leder,g1\ngone.txt,x02,KUBU,3,leder,g1\nb.txt,y09,KUBU,3,leder,g1\n"
    (tmp_path / "interviews.csv").write_text(HEADER + rows, "utf-8")
    # The row of an interview that has no labels is left alone; a file that can't be read is a form too.
    assert transcript_forms(tmp_path, INTERVIEWS) == {"x01": "text", "x02": "not readable"}


def test_a_folder_of_other_interviews_is_named(tmp_path: Path) -> None:
    (tmp_path / "interviews.csv").write_text(HEADER + "b.txt,y09,KUBU,3,leder,g1\n", "utf-8")
    with pytest.raises(InputError, match=r"none of the 3 annotated interviews.*leave out --raw"):
        transcript_forms(tmp_path, INTERVIEWS)
