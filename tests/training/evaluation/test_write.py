import csv
import json
from dataclasses import replace
from math import nan
from pathlib import Path

import pytest
from lxml import etree

from kgnlp.errors import TableError
from kgnlp.training.evaluation import about_lines, check_output, shown_tables, write
from kgnlp.training.evaluation.estimates import Estimate
from kgnlp.training.evaluation.measures import all_measures, theme_bins
from kgnlp.training.evaluation.records import About, Evaluation
from kgnlp.training.evaluation.shown import name_of, written
from kgnlp.training.evaluation.slices import slices_of
from kgnlp.training.evaluation.wrong_tags import wrong_tags
from tests.training.evaluation.builders import two_interviews
from tests.training.test_themes import THEMES

FILES = (
    "calibration.csv",
    "errors.csv",
    "measures.csv",
    "reliability.svg",
    "summary.json",
    "summary.md",
)


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    prepared, predicted = two_interviews(tmp_path_factory.mktemp("labels"))
    view = predicted.views[0]
    about = About(
        labels="labels",
        interviews=2,
        passages=8,
        synthetic=True,
        seed=20241,
        draws=1000,
        folds=2,
        themes=THEMES,
        questions=("found",),
        review_share=0.2,
        language_pipeline="blank",
        code_version="2",
        command="kgnlp evaluate --labels labels",
    )
    return Evaluation(
        about,
        all_measures(prepared, predicted, slices_of(prepared.interviews, {})),
        list(theme_bins(view, THEMES)),
        wrong_tags(view, THEMES),
    )


@pytest.fixture(scope="module")
def output(evaluation: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    write(evaluation, folder)
    return folder


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_files(output: Path) -> None:
    assert tuple(sorted(file.name for file in output.iterdir())) == FILES


def test_only_the_list_of_errors_holds_transcript_text(output: Path) -> None:
    said = [name for name in FILES if "regner" in (output / name).read_text("utf-8")]
    assert said == ["errors.csv"]


def test_the_list_of_errors_is_for_reading(output: Path) -> None:
    rows = rows_of(output / "errors.csv")
    assert [(row["passage_id"], row["theme"], row["kind"]) for row in rows] == [
        ("x01:0003:0", THEMES[0], "false"),
        ("x02:0003:0", THEMES[0], "false"),
    ]
    assert (rows[0]["probability"], rows[0]["threshold"], rows[0]["text"]) == (
        "0.97",
        "0.5",
        "Det regner ofte.",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_answer_is_a_formula_to_a_spreadsheet(tmp_path: Path, evaluation: Evaluation, start: str) -> None:
    wrong = [replace(evaluation.wrong_tags[0], text=f"{start}HYPERLINK()")]
    write(replace(evaluation, wrong_tags=wrong), tmp_path)
    assert rows_of(tmp_path / "errors.csv")[0]["text"] == f"'{start}HYPERLINK()"


def test_what_was_measured_on_stands_first(output: Path, evaluation: Evaluation) -> None:
    stated = "\n".join(about_lines(evaluation))
    for part in ("2 synthetic interviews", "8 passages", "seed 20241", "kgnlp evaluate --labels labels"):
        assert part in stated
        assert part in (output / "summary.md").read_text("utf-8")
    about = json.loads((output / "summary.json").read_text("utf-8"))["about"]
    assert (about["interviews"], about["synthetic"], about["seed"]) == (2, True, 20241)


def test_values_in_csv_and_json_are_the_same(output: Path) -> None:
    from_json = json.loads((output / "summary.json").read_text("utf-8"))["measures"]
    from_csv = rows_of(output / "measures.csv")
    assert len(from_csv) == len(from_json)
    for a, b in zip(from_csv, from_json, strict=True):
        assert a == {name: "" if value is None else str(value) for name, value in b.items()}


def test_the_figure_is_svg_with_a_title(output: Path) -> None:
    root = etree.parse(output / "reliability.svg").getroot()
    assert etree.QName(root).localname == "svg"
    assert root[0].text == "Reliability of probabilities"


def test_tables_without_rows_are_left_out(evaluation: Evaluation) -> None:
    assert [table.caption for table in shown_tables(evaluation)] == [
        "Themes, questions as found",
        "All themes, questions as found",
        "Whether the evidence holds, questions as found",
        "Segmentation",
        "By kind of interview, questions as found",
    ]


def test_every_row_is_as_wide_as_its_head(evaluation: Evaluation) -> None:
    for table in shown_tables(evaluation):
        assert {len(row) for body in table.bodies for row in body.rows} == {len(table.head)}


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        (Estimate(0.8124, 0.78, 0.8412, 60), "0.812 (0.780 to 0.841)"),
        # One interview has no interval.
        (Estimate(0.5, nan, nan, 1), "0.500"),
        # Nothing to measure on.
        (Estimate(nan, nan, nan, 2), "–"),
    ],
)
def test_written_values(estimate: Estimate, expected: str) -> None:
    assert written(estimate) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("f1", "F1"),
        ("macro_f1", "macro F1"),
        ("boundary_f1", "boundary F1"),
        ("turns_on_item", "turns on item"),
    ],
)
def test_names_of_measures(name: str, expected: str) -> None:
    assert name_of(name) == expected


def test_an_output_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(TableError, match=r"can't be made.*Choose another folder with --output"):
        check_output(tmp_path / "file" / "out")
