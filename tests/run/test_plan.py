"""What a run finds to do; no models are needed for it."""

from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError, InputError
from kgnlp.run.inputs import Inputs, load_inputs
from kgnlp.run.plan import Plan, make_plan
from kgnlp.settings import default_settings_file
from kgnlp.tables import Store

HEADER = "file,interview_id,group,phase,role,guide,date,interviewers\n"
GUIDE = "kjernegruppe-leder-2024"


def a_row(name: str, guide: str = GUIDE) -> str:
    return f"{name}.txt,{name},KUBU,3,leder,{guide},2024-02-13,\n"


def a_folder(folder: Path, *rows: str, files: tuple[str, ...] = ("x01", "x02")) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "interviews.csv").write_text(HEADER + "".join(rows), "utf-8")
    for name in files:
        (folder / f"{name}.txt").write_text(f"Intervjuer: Hva?\nInformant: {name}.", "utf-8")
    return folder


@pytest.fixture
def inputs() -> Inputs:
    return load_inputs(default_settings_file(), "v0001-00000000")


def plan_of(folder: Path, out: Path, inputs: Inputs) -> Plan:
    return make_plan(folder, Store(out), inputs)


def finish(plan: Plan, out: Path) -> None:
    """Leave parts as a run does."""
    for job in plan.to_do:
        Store(out).write_part(job.fingerprint, {}, {})


def test_what_is_done_stays_and_what_is_new_is_to_do(tmp_path: Path, inputs: Inputs) -> None:
    folder, out = a_folder(tmp_path / "in", a_row("x01"), a_row("x02")), tmp_path / "out"
    first = plan_of(folder, out, inputs)
    assert [job.metadata.interview_id for job in first.to_do] == ["x01", "x02"]
    finish(first, out)
    again = plan_of(folder, out, inputs)
    assert (len(again.done), len(again.to_do)) == (2, 0)


@pytest.mark.parametrize("change", ["transcript", "row", "model", "guide"])
def test_an_interview_is_done_again_when_what_it_follows_from_changes(
    tmp_path: Path, inputs: Inputs, change: str
) -> None:
    folder, out = a_folder(tmp_path / "in", a_row("x01"), a_row("x02")), tmp_path / "out"
    finish(plan_of(folder, out, inputs), out)
    changed = 1
    if change == "transcript":
        (folder / "x01.txt").write_text("Intervjuer: Hva nå?\nInformant: Nei.", "utf-8")
    elif change == "row":
        a_folder(folder, a_row("x01").replace("KUBU", "KLIMA"), a_row("x02"), files=())
    elif change == "guide":
        a_folder(folder, a_row("x01", "fagavdeling-2024"), a_row("x02"), files=())
    else:
        inputs = Inputs(inputs.settings, inputs.guides, inputs.codebook, "v0002-00000000")
        changed = 2
    assert len(plan_of(folder, out, inputs).to_do) == changed


def test_files_and_rows_without_each_other_are_named(tmp_path: Path, inputs: Inputs) -> None:
    folder = a_folder(tmp_path / "in", a_row("x01"), a_row("x03"))
    plan = plan_of(folder, tmp_path / "out", inputs)
    assert [(notice.file, notice.kind) for notice in plan.notices] == [
        ("x02.txt", "no_row"),
        ("x03.txt", "no_file"),
    ]
    assert [job.metadata.interview_id for job in plan.to_do] == ["x01"]


def test_an_unknown_guide_costs_its_interview_alone(tmp_path: Path, inputs: Inputs) -> None:
    folder = a_folder(tmp_path / "in", a_row("x01", "nosuch"), a_row("x02"))
    plan = plan_of(folder, tmp_path / "out", inputs)
    assert [job.metadata.interview_id for job in plan.to_do] == ["x02"]
    assert "nosuch" in plan.notices[0].found
    assert "kgnlp guide import" in plan.notices[0].action
    with pytest.raises(ConfigurationError):
        inputs.guide("nosuch")


def test_a_file_that_failed_is_not_tried_again_until_it_changes(tmp_path: Path, inputs: Inputs) -> None:
    folder, out = a_folder(tmp_path / "in", a_row("x01"), files=("x01",)), tmp_path / "out"
    (job,) = plan_of(folder, out, inputs).to_do
    Store(out).write_failure(job.fingerprint, ("a damaged file", "a whole one", "Export it again."))
    plan = plan_of(folder, out, inputs)
    assert (len(plan.to_do), len(plan.failed)) == (0, 1)
    assert str(plan.notices[0]) == "x01.txt: found a damaged file; expected a whole one. Export it again."
    (folder / "x01.txt").write_text("Intervjuer: Hva nå?\nInformant: Nei.", "utf-8")
    assert len(plan_of(folder, out, inputs).to_do) == 1


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (a_row("x01") + a_row("x01"), "second time"),
        (a_row("x01").replace("KUBU,3", "KUBU,tre"), "phase 'tre'"),
        (a_row("x01").replace("2024-02-13", "i fjor"), "date 'i fjor'"),
        (a_row("x01").replace("x01.txt", "../x01.txt"), "'../x01.txt'"),
        (a_row("x01").replace(",x01,", ",,"), "interview_id ''"),
        (a_row("x01").replace("KUBU", ""), "no group"),
    ],
)
def test_a_faulty_row_is_named_and_the_others_are_done(
    tmp_path: Path, inputs: Inputs, rows: str, found: str
) -> None:
    folder = a_folder(tmp_path / "in", rows, a_row("x02"))
    plan = plan_of(folder, tmp_path / "out", inputs)
    assert found in plan.notices[0].found
    assert "x02" in [job.metadata.interview_id for job in plan.to_do]


def test_a_csv_without_a_column_is_refused(tmp_path: Path, inputs: Inputs) -> None:
    folder = a_folder(tmp_path / "in", a_row("x01"))
    csv = folder / "interviews.csv"
    csv.write_text(csv.read_text("utf-8").replace("guide", "veileder"), "utf-8")
    with pytest.raises(InputError, match="without the columns guide"):
        plan_of(folder, tmp_path / "out", inputs)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_as_excel_saves_it_is_read(tmp_path: Path, inputs: Inputs, encoding: str) -> None:
    folder = a_folder(tmp_path / "in")
    text = (HEADER + a_row("x01").replace(",\n", ',"Åse Lunde; Øyvind Næss"\n')).replace(",", ";")
    text = text.replace('"Åse Lunde; Øyvind Næss"', '"Åse Lunde; Øyvind Næss"').replace(
        "2024-02-13", "13.02.2024"
    )
    (folder / "interviews.csv").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    (job,) = plan_of(folder, tmp_path / "out", inputs).to_do
    assert job.metadata.interviewers == ("Åse Lunde", "Øyvind Næss")
    assert str(job.metadata.date) == "2024-02-13"


def test_an_excel_workbook_serves_as_well(tmp_path: Path, inputs: Inputs) -> None:
    import datetime as dt

    import xlsxwriter

    folder = a_folder(tmp_path / "in")
    (folder / "interviews.csv").unlink()
    with xlsxwriter.Workbook(folder / "interviews.xlsx", {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.strip().split(","))
        sheet.write_row(1, 0, ["x01.txt", "x01", "KUBU", 3, "leder", GUIDE])
        sheet.write_datetime(1, 6, dt.datetime(2024, 2, 13))  # noqa: DTZ001 - Excel knows no zones
    (job,) = plan_of(folder, tmp_path / "out", inputs).to_do
    assert (job.metadata.phase, str(job.metadata.date)) == (3, "2024-02-13")
