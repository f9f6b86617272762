"""Settings of scheduled runs for tests."""

from __future__ import annotations

from pathlib import Path

from tests.flows.cluster import ROOT, free_port

_SCHEDULE = """
settings: {root}/configs/pipeline.yaml
input: {folder}/in
output: {folder}/out
labels: {root}/data/corpus
home: {folder}/home
port: {port}
notify: {notify}
wait_minutes: 30
"""


def a_schedule(folder: Path, notify: str = "null", more: str = "") -> Path:
    """The file; input, output and home are in the same folder."""
    file = folder / "configs" / "schedule.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = _SCHEDULE.format(root=ROOT, folder=folder, port=free_port(), notify=notify)
    file.write_text(text + more, "utf-8")
    return file
