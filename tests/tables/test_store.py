import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.errors import TableError
from kgnlp.tables import SCHEMAS, Store, to_tables
from tests.builders import an_interview, one_segment, passages_of, tags_of, turns_of

line = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


def tables_of(
    interview_id: str = "x01", lines: tuple[str, ...] = ("Hva?", "Vi møtes.")
) -> dict[str, pa.Table]:
    interview = an_interview(lines, interview_id=interview_id, source=f"{interview_id}.txt")
    passages = passages_of(interview)
    questions = {"1": "Hva gjør dere?"}
    return to_tables(
        interview, turns_of(interview), one_segment(interview), passages, tags_of(passages), questions
    )


def publish(store: Store, *interview_ids: str) -> None:
    """A run: parts for what is not there yet, then a generation with all."""
    fingerprints = {i: f"f-{i}" for i in interview_ids}
    for interview_id, fingerprint in fingerprints.items():
        if fingerprint not in store.state().done:
            store.write_part(fingerprint, tables_of(interview_id), {"id": interview_id})
    generation = store.new_generation()
    store.write_tables(generation, list(fingerprints.values()), store.state())
    figures = {fingerprint: {"id": i} for i, fingerprint in fingerprints.items()}
    store.publish(generation, {"interviews": fingerprints}, figures, set())


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_is_described(name: str) -> None:
    for column in SCHEMAS[name]:
        assert column.metadata[b"description"].decode()


@given(lines=st.lists(line, min_size=2, max_size=6).map(tuple))
def test_offsets_are_the_thing_itself_after_a_round_trip(
    lines: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(tmp_path_factory.mktemp("out"))
    store.write_part("f", tables_of(lines=lines), {})
    generation = store.new_generation()
    store.write_tables(generation, ["f"], store.state())
    store.publish(generation, {"interviews": {"x01": "f"}}, {"f": {}}, set())

    text = store.read("interviews")["text"][0].as_py()
    assert [text[t["start"] : t["end"]] for t in store.read("turns").to_pylist()] == list(lines)
    for passage in store.read("passages").to_pylist():
        assert text[passage["start"] : passage["end"]] == passage["text"]


def test_tables_are_read_by_pandas_without_our_code(tmp_path: Path) -> None:
    publish(Store(tmp_path), "x01", "x02")
    assert list(pd.read_parquet(tmp_path / "interviews.parquet").interview_id) == ["x01", "x02"]
    evidence = pd.read_parquet(tmp_path / "tags.parquet").evidence[0]
    assert set(evidence[0]) == {"start", "end", "weight"}
    description = pq.read_schema(tmp_path / "tags.parquet").field("stance").metadata[b"description"]
    assert b"core group" in description


def test_rows_of_unchanged_interviews_go_from_generation_to_generation(tmp_path: Path) -> None:
    store = Store(tmp_path)
    publish(store, "x01", "x02", "x03")
    before = {name: store.read(name) for name in SCHEMAS}
    assert not list((tmp_path / ".kgnlp" / "parts").rglob("*.parquet"))  # they are in the tables now
    publish(store, "x03", "x00", "x02")
    assert store.read("interviews")["interview_id"].to_pylist() == ["x03", "x00", "x02"]
    for name in SCHEMAS:
        assert "x01" not in str(store.read(name).to_pylist())
        kept = [row for row in before[name].to_pylist() if "x02" in str(row)]
        assert [row for row in store.read(name).to_pylist() if "x02" in str(row)] == kept
    assert list(store.state().published) == ["f-x03", "f-x00", "f-x02"]


def test_an_interview_without_passages_keeps_its_place(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write_part("f-x01", tables_of("x01", ("Hva?",)), {})
    publish(store, "x01", "x02")
    publish(store, "x01", "x02", "x03")
    assert store.read("passages")["interview_id"].to_pylist() == ["x02", "x03"]


def test_rows_can_be_changed_on_their_way(tmp_path: Path) -> None:
    store = Store(tmp_path)
    publish(store, "x01", "x02")
    generation = store.new_generation()

    def amend(name: str, fingerprint: str, rows: pa.Table) -> pa.Table:
        return rows.slice(0, 0) if (name, fingerprint) == ("tags", "f-x01") else rows

    store.write_tables(generation, ["f-x01", "f-x02"], store.state(), amend)
    store.publish(generation, {}, {"f-x01": {}, "f-x02": {}}, set())
    assert {i.split(":")[0] for i in store.read("tags")["passage_id"].to_pylist()} == {"x02"}


def test_a_part_is_done_once_its_figures_are_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write_part("f", tables_of(), {"passages": 1})
    assert store.state().done == {"f"}
    (tmp_path / ".kgnlp" / "parts" / "f" / "figures.json").unlink()  # as if killed before
    assert not store.state().done


def test_failures_are_kept_as_long_as_they_are_of_use(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write_failure("f-x09", ("a damaged file", "a whole one", "Export it again."))
    assert store.state().failures == {"f-x09": ["a damaged file", "a whole one", "Export it again."]}
    publish(store, "x01")
    assert not store.state().failures


def test_many_generations_do_not_pile_up(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(5):
        publish(store, "x01")
    assert len(list((tmp_path / ".kgnlp" / "generations").iterdir())) == 2


def test_a_file_of_the_users_own_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "tags.parquet").write_text("mine")
    with pytest.raises(TableError, match="Move that file away"):
        publish(Store(tmp_path), "x01")
    assert (tmp_path / "tags.parquet").read_text() == "mine"


def test_missing_tables_say_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="kgnlp run"):
        Store(tmp_path).read("tags")


def test_a_table_of_another_version_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"theme": ["x"]}), tmp_path / "tags.parquet")
    with pytest.raises(TableError, match="Run kgnlp run again"):
        Store(tmp_path).read("tags")


def test_a_second_writer_is_kept_out(tmp_path: Path) -> None:
    with Store(tmp_path).locked(), pytest.raises(TableError, match="Wait for it to end"):  # noqa: SIM117
        with Store(tmp_path).locked(wait_s=0.2):
            pass


def test_a_writer_may_wait_for_the_one_before(tmp_path: Path) -> None:
    first = Store(tmp_path).locked()
    first.__enter__()
    threading.Timer(0.3, first.__exit__, (None, None, None)).start()
    with Store(tmp_path).locked(wait_s=20):
        pass


# Publishes generation after generation; every interview of generation n has n turns' worth of marks.
_WRITER = """
import sys
from pathlib import Path
from kgnlp.tables import Store
from tests.tables.test_store import publish
store = Store(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    publish(store, *(f"g{number}-{i}" for i in range(5)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.05, 0.11, 0.17, 0.23, 0.31, 0.42, 0.53, 0.77])
def test_a_writer_killed_at_any_point_leaves_tables_of_one_generation(tmp_path: Path, seconds: float) -> None:
    publish(Store(tmp_path), *(f"g0-{i}" for i in range(5)))
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(seconds)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    tables = {name: pd.read_parquet(tmp_path / f"{name}.parquet") for name in SCHEMAS}
    ids = set(tables["interviews"].interview_id)
    assert len(ids) == 5
    assert len({i.split("-")[0] for i in ids}) == 1
    for name in ("turns", "segments", "passages"):
        assert set(tables[name].interview_id) == ids
    assert set(tables["tags"].passage_id) == set(tables["passages"].passage_id)
    publish(Store(tmp_path), "next")  # and the next run goes on as if nothing had happened
    assert list(pd.read_parquet(tmp_path / "interviews.parquet").interview_id) == ["next"]
