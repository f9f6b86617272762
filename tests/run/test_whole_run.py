"""``kgnlp run`` as a user starts it, on sample interviews, with the models that are shipped."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from kgnlp.settings import default_settings_file, load_settings
from kgnlp.tables import SCHEMAS
from kgnlp.training import promotion, registry

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
pytestmark = pytest.mark.slow


def a_folder(folder: Path, *files: str) -> Path:
    folder.mkdir()
    rows = (SAMPLE / "interviews.csv").read_text("utf-8").splitlines()
    chosen = [row for row in rows if row.startswith(("file,", *files))]
    (folder / "interviews.csv").write_text("\n".join(chosen) + "\n", "utf-8")
    for file in files:
        shutil.copy(SAMPLE / file, folder)
    return folder


def command(folder: Path, out: Path) -> list[str]:
    return [
        sys.executable,
        "-c",
        "from kgnlp.cli import main; main()",
        "run",
        str(folder),
        "--output",
        str(out),
    ]


def run(folder: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(folder, out), capture_output=True, text=True, timeout=300)


def tables(out: Path) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(out / f"{name}.parquet") for name in SCHEMAS}


def assert_whole(found: dict[str, pd.DataFrame], interviews: set[str]) -> None:
    """The tables are of the same interviews and fit each other to the last offset."""
    texts = found["interviews"].set_index("interview_id").text
    assert set(texts.index) == interviews
    for passage in found["passages"].itertuples():
        assert texts[passage.interview_id][passage.start : passage.end] == passage.text
    for tag in found["tags"].merge(found["passages"], on="passage_id").itertuples():
        for piece in tag.evidence:
            assert tag.start <= piece["start"] < piece["end"] <= tag.end
    assert set(found["tags"].passage_id) == set(found["passages"].passage_id)
    turns = found["turns"].groupby("interview_id").size()
    for segment in found["segments"].itertuples():
        assert segment.last_turn < turns[segment.interview_id]


def test_new_changed_and_removed_files(tmp_path: Path) -> None:
    folder, out = a_folder(tmp_path / "in", "a01.txt", "a03.vtt"), tmp_path / "out"
    first = run(folder, out)
    assert first.returncode == 0, first.stderr
    assert "2 interviews: 2 done, 0 unchanged, 0 removed; 0 warnings" in first.stdout
    assert_whole(tables(out), {"a01", "a03"})
    before = (out / "tags.parquet").read_bytes()

    again = run(folder, out)
    assert "2 interviews: 0 done, 2 unchanged, 0 removed; 0 warnings" in again.stdout
    assert (out / "tags.parquet").read_bytes() == before

    with (folder / "a01.txt").open("a", encoding="utf-8") as file:
        file.write("\n\nIntervjuer: Og til slutt?\n\nInformant: Nei, det var det hele.\n")
    changed = run(folder, out)
    assert "2 interviews: 1 done, 1 unchanged, 0 removed; 0 warnings" in changed.stdout
    assert "det var det hele" in tables(out)["interviews"].text[0]

    (folder / "a03.vtt").unlink()
    removed = run(folder, out)
    assert "1 interviews: 0 done, 1 unchanged, 1 removed; 1 warnings" in removed.stdout
    assert_whole(tables(out), {"a01"})


def test_an_unreadable_file_stops_nothing_but_itself(tmp_path: Path) -> None:
    folder, out = a_folder(tmp_path / "in", "a01.txt", "a02.docx"), tmp_path / "out"
    (folder / "a02.docx").write_bytes((folder / "a02.docx").read_bytes()[:3000])
    found = run(folder, out)
    assert found.returncode == 0
    assert "a02.docx: found a02.docx, a damaged or truncated document" in found.stderr
    assert_whole(tables(out), {"a01"})
    assert "a02.docx" in (out / "report.html").read_text("utf-8")


def test_exit_code_1_when_nothing_could_be_read(tmp_path: Path) -> None:
    folder, out = a_folder(tmp_path / "in", "a02.docx"), tmp_path / "out"
    (folder / "a02.docx").write_bytes(b"")
    found = run(folder, out)
    assert found.returncode == 1
    assert "0 interviews" in found.stdout


def test_no_transcript_text_on_the_terminal(tmp_path: Path) -> None:
    folder, out = a_folder(tmp_path / "in", "a01.txt"), tmp_path / "out"
    found = run(folder, out)
    words = tables(out)["turns"].shape[0]
    assert words > 10
    for line in tables(out)["interviews"].text[0].split("\n"):
        if len(line) > 20:
            assert line not in found.stdout + found.stderr


@pytest.mark.parametrize("seconds", [1.0, 6.0, 9.0, 12.0, 15.0])
def test_a_run_killed_at_any_point_leaves_the_last_tables(tmp_path: Path, seconds: float) -> None:
    folder, out = a_folder(tmp_path / "in", "a01.txt"), tmp_path / "out"
    assert run(folder, out).returncode == 0
    for file in ("a04.rtf", "a07.vtt", "a12.vtt"):
        shutil.copy(SAMPLE / file, folder)
    shutil.copy(SAMPLE / "interviews.csv", folder)
    killed = subprocess.Popen(
        command(folder, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    found = tables(out)
    assert_whole(found, set(found["interviews"].interview_id))
    assert set(found["interviews"].interview_id) in ({"a01"}, {"a01", "a04", "a07", "a12"})
    assert run(folder, out).returncode == 0
    assert_whole(tables(out), {"a01", "a04", "a07", "a12"})


def test_a_run_that_started_with_one_version_ends_with_it(tmp_path: Path) -> None:
    """Another version is promoted after its first interview is done."""
    settings = load_settings(default_settings_file())
    shipped, models = registry.current(settings.models), tmp_path / "models"
    versions = []
    for _ in range(2):
        with registry.drafting(models) as draft:
            shutil.copytree(settings.models / shipped, draft, dirs_exist_ok=True)
            made_of = registry.manifest(settings.models, shipped)
            versions.append(registry.add(models, made_of, draft))
    promotion.promote(models, versions[0])
    config = tmp_path / "configs" / "pipeline.yaml"
    shutil.copytree(ROOT / "configs", config.parent)
    text = config.read_text("utf-8").replace("models: models\n", f"models: {models}\n")
    config.write_text(text.replace(": models/language", f": {ROOT}/models/language"), "utf-8")
    folder, out = (
        a_folder(tmp_path / "in", "a01.txt", "a03.vtt", "a04.rtf", "a07.vtt", "a12.vtt"),
        tmp_path / "out",
    )

    started = subprocess.Popen([*command(folder, out), "--config", str(config)], stdout=subprocess.DEVNULL)
    while started.poll() is None and not list((out / ".kgnlp" / "parts").glob("*/figures.json")):
        time.sleep(0.05)
    assert started.poll() is None, "too late to show anything"
    promotion.promote(models, versions[1])
    assert started.wait(timeout=600) == 0
    assert set(tables(out)["tags"].model_version) == {versions[0]}
    again = subprocess.run([*command(folder, out), "--config", str(config)], capture_output=True, text=True)
    assert "5 interviews: 5 done" in again.stdout
    assert set(tables(out)["tags"].model_version) == {versions[1]}
