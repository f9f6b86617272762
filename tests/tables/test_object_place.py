"""The output on an object store: an address in place of a folder, and all or nothing there too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from kgnlp.errors import TableError
from kgnlp.tables import REPORT, SCHEMAS, Store
from tests.tables.object_server import BUCKET, object_store
from tests.tables.test_store import publish

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    with object_store() as environment:
        yield environment


@pytest.fixture
def s3(server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name, value in server.items():
        monkeypatch.setenv(name, value)
    return server


def test_messages_leave_out_what_may_be_secret() -> None:
    store = Store("s3://bucket/prefix?secret_key=hidden")
    assert store.place.title == "s3://bucket/prefix"
    with pytest.raises(TableError, match="docs/scaling") as caught:
        _ = store.folder
    assert "hidden" not in str(caught.value)


def test_an_address_of_no_store_is_refused() -> None:
    with pytest.raises(TableError, match="s3://bucket/evaluation"):
        Store("nosuch://bucket/prefix").state()


@pytest.mark.slow
def test_what_is_published_is_there_once_the_pointer_says_so(s3: dict[str, str]) -> None:
    store = Store(f"s3://{BUCKET}/written")
    assert store.manifest() == {}
    assert not store.state().done
    publish(store, "x01", "x02")
    store.write_failure("f-x09", ("a damaged file", "a whole one", "Export it again."))
    assert store.state().failures
    publish(store, "x03", "x02")
    assert store.read("interviews")["interview_id"].to_pylist() == ["x03", "x02"]
    assert list(store.state().published) == ["f-x03", "f-x02"]
    assert not store.state().failures
    assert store.place.read("current") == b"000002\n"
    assert store.place.shown(REPORT).endswith("/.kgnlp/generations/000002/report.html")


@pytest.mark.slow
def test_a_file_that_is_written_in_vain_is_never_there(s3: dict[str, str]) -> None:
    store = Store(f"s3://{BUCKET}/in-vain")

    def write_half() -> None:
        with store.place.write("parts/f/tags.parquet") as file:
            file.write_text("half of it")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert store.place.files("parts") == []


@pytest.mark.slow
def test_a_second_writer_of_this_machine_is_kept_out(s3: dict[str, str]) -> None:
    address = f"s3://{BUCKET}/locked"
    with Store(address).locked(), pytest.raises(TableError, match="Wait for it to end"):  # noqa: SIM117
        with Store(address).locked():
            pass


# As docs/scaling.md shows it to people who read the tables without kgnlp.
@pytest.mark.slow
def test_pandas_reads_the_current_generation(s3: dict[str, str]) -> None:
    from pyarrow import fs

    publish(Store(f"s3://{BUCKET}/read"), "x01")
    bucket, root = fs.FileSystem.from_uri(f"s3://{BUCKET}/read/.kgnlp")
    current = bucket.open_input_file(f"{root}/current").read().decode().strip()
    tags = pd.read_parquet(f"{root}/generations/{current}/tags.parquet", filesystem=bucket)
    assert list(tags.columns) == SCHEMAS["tags"].names


_WRITER = """
import sys
from kgnlp.tables import Store
from tests.tables.test_store import publish
store = Store(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    publish(store, *(f"g{number}-{i}" for i in range(5)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.2, 0.7, 1.3, 2.1])
def test_a_writer_killed_at_any_point_leaves_tables_of_one_generation(
    s3: dict[str, str], seconds: float
) -> None:
    address = f"s3://{BUCKET}/killed-{seconds}"
    publish(Store(address), *(f"g0-{i}" for i in range(5)))
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, address], stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, **s3}
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(seconds)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    tables = {name: Store(address).read(name).to_pandas() for name in SCHEMAS}
    ids = set(tables["interviews"].interview_id)
    assert len(ids) == 5
    assert len({i.split("-")[0] for i in ids}) == 1
    for name in ("turns", "segments", "passages"):
        assert set(tables[name].interview_id) == ids
    publish(Store(address), "next")
    assert Store(address).read("interviews")["interview_id"].to_pylist() == ["next"]


@pytest.mark.slow
def test_a_run_gives_the_same_tables_there_as_in_a_folder(s3: dict[str, str], tmp_path: Path) -> None:
    from tests.run.test_whole_run import a_folder

    folder = a_folder(tmp_path / "in", "a01.txt", "a03.vtt")
    run = [sys.executable, "-c", "from kgnlp.cli import main; main()", "run", str(folder), "--output"]
    address = f"s3://{BUCKET}/run"
    for output in (str(tmp_path / "out"), address, address):
        found = subprocess.run([*run, output], capture_output=True, text=True, timeout=600)
        assert found.returncode == 0, found.stderr
    assert "2 interviews: 0 done, 2 unchanged" in found.stdout
    for name in SCHEMAS:
        assert Store(address).read(name).equals(Store(tmp_path / "out").read(name))


@pytest.mark.slow
def test_prune_keeps_the_versions_that_tables_there_name(s3: dict[str, str], tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from kgnlp.cli import app
    from kgnlp.training import registry
    from tests.training.labelled import write_settings
    from tests.training.test_registry import add

    config = write_settings(tmp_path)
    named = tmp_path / "models" / "v0001-00000000"  # by the tables of publish
    named.mkdir(parents=True)
    (named / registry.MANIFEST).write_text("{}", "utf-8")
    other = add(tmp_path / "models")
    address = f"s3://{BUCKET}/pruned"
    publish(Store(address), "x01")
    arguments = ["models", "prune", address, "--keep", "0", "--config", str(config)]
    result = CliRunner().invoke(app, arguments)
    assert result.output == f"Removed: {other}\n", result.exception
    assert registry.versions(tmp_path / "models") == (named.name,)
