from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kgnlp.decisions import Provenance
from kgnlp.errors import LabelError
from kgnlp.tables import LabelStore, label_store
from kgnlp.tables.schemas import LABEL_SCHEMAS
from tests.training.labelled import a_label, labelled


def test_what_was_written_is_read(tmp_path: Path) -> None:
    store = LabelStore(tmp_path / "labels")
    written = (
        labelled("x01", [a_label(), a_label(turn=3, present=False)], synthetic=True),
        labelled("x02", [a_label("x02", passage_id=None, decided_at=None, codebook_version=None)]),
        labelled("x03", [a_label("x03", blind=True, provenance=Provenance.DOUBLE, coders=2)]),
    )
    assert store.read() == ()
    assert store.replace("review-00000000", written)
    assert store.read() == written


def test_names_of_reviewers_are_left_out(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)
    store.replace("review-00000000", [labelled(labels=[a_label(reviewers=("kari", "ola"), coders=2)])])
    assert [(one.reviewers, one.coders) for one in store.read()[0].labels] == [((), 2)]
    assert b"kari" not in (tmp_path / "labels.parquet").read_bytes()


def test_an_import_replaces_its_own_and_nothing_else(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)
    other = labelled("x02", origin="annotated-corpus")
    store.replace("annotated-corpus", [other])
    store.replace("review-00000000", [labelled("x01"), labelled("x02")])
    store.replace("review-00000000", [labelled("x03")])
    assert [(one.origin, one.interview.interview_id) for one in store.read()] == [
        ("annotated-corpus", "x02"),
        ("review-00000000", "x03"),
    ]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)
    store.replace("review-00000000", [labelled()])
    before = (tmp_path / "labels.parquet").resolve()
    assert not store.replace("review-00000000", [labelled()])
    assert (tmp_path / "labels.parquet").resolve() == before


def test_an_import_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LabelStore(tmp_path)
    store.replace("review-00000000", [labelled("x01")])
    written = []

    def fail_at_the_second(table: pa.Table, file: Path, **options: object) -> None:
        written.append(file)
        if len(written) == 2:
            raise OSError
        pq.write_table(table, file)

    monkeypatch.setattr(label_store.pq, "write_table", fail_at_the_second)
    with pytest.raises(OSError, match=r"^$"):
        store.replace("review-00000000", [labelled("x02")])
    assert [one.interview.interview_id for one in store.read()] == ["x01"]
    monkeypatch.undo()
    store.replace("review-00000000", [labelled("x02")])
    assert [one.interview.interview_id for one in store.read()] == ["x02"]


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    LabelStore(tmp_path / "labels").replace("review-00000000", [labelled()])
    assert (tmp_path / "labels").stat().st_mode & 0o077 == 0


def test_tables_of_another_kgnlp_say_what_to_do(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)
    store.replace("review-00000000", [labelled()])
    file = (tmp_path / "labels.parquet").resolve()
    pq.write_table(pq.read_table(file).drop_columns(["coders"]), file)
    with pytest.raises(LabelError, match="kgnlp labels import"):
        store.read()


@pytest.mark.parametrize("name", LABEL_SCHEMAS)
def test_every_column_says_what_it_is(tmp_path: Path, name: str) -> None:
    LabelStore(tmp_path).replace("review-00000000", [labelled()])
    schema = pq.read_schema(tmp_path / f"{name}.parquet")
    assert schema.names == LABEL_SCHEMAS[name].names
    assert all(field.metadata[b"description"] for field in schema)
