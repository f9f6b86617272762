"""Settings of scheduled runs for tests, and what they work on."""

from __future__ import annotations

import csv
from pathlib import Path

from kgnlp.tables import Store
from tests.flows.cluster import ROOT, free_port

HEADER = "file,interview_id,group,phase,role,guide,date,interviewers\n"
SAID = "Informant: Vi møtes hver måned, og det tar tid, men departementsråden kommer selv."
_SCHEDULE = """
settings: {settings}
input: {folder}/in
output: {output}
labels: {labels}
home: {folder}/home
port: {port}
notify: {notify}
wait_minutes: 30
"""


def a_schedule(
    folder: Path,
    notify: str = "null",
    more: str = "",
    output: str = "",
    settings: Path = ROOT / "configs" / "pipeline.yaml",
    labels: Path = ROOT / "data" / "corpus",
) -> Path:
    """The file; input, output and home are in the same folder."""
    file = folder / "configs" / "schedule.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = _SCHEDULE.format(
        folder=folder,
        output=output or folder / "out",
        port=free_port(),
        notify=notify,
        settings=settings,
        labels=labels,
    )
    file.write_text(text + more, "utf-8")
    return file


def a_folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "interviews.csv").write_text(HEADER, "utf-8")
    return folder


def add_interview(folder: Path, number: int, guide: str = "kjernegruppe-leder-2024") -> str:
    name = f"x{number:02d}"
    (folder / f"{name}.txt").write_text(f"Intervjuer: Hvordan går det?\n{SAID}\n", "utf-8")
    with (folder / "interviews.csv").open("a", encoding="utf-8") as file:
        csv.writer(file).writerow([f"{name}.txt", name, "KUBU", 3, "leder", guide, "2024-02-13", ""])
    return name


def a_timetable(folder: Path, text: str) -> Path:
    file = folder / "prefect.yaml"
    file.write_text(text, "utf-8")
    return file


def interviews(out: Path | str) -> set[str]:
    return set(Store(out).read("interviews", ["interview_id"])["interview_id"].to_pylist())
