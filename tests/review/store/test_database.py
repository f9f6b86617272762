"""The database: whose eyes it is for, what it is set to, and what is said when it can't be used."""

import stat

import pytest
from sqlalchemy import text, update

from kgnlp.errors import ReviewError
from kgnlp.review.store import open_database
from kgnlp.review.store.schema import about


def test_only_the_owner_reads_the_file(tmp_path):
    open_database(tmp_path / "review").close()
    files = [tmp_path / "review", *(tmp_path / "review").iterdir()]
    assert {stat.S_IMODE(file.stat().st_mode) & 0o077 for file in files} == {0}


def test_sqlite_waits_for_the_disk(tmp_path):
    database = open_database(tmp_path)
    with database.reading() as connection:
        found = [connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")]
    assert found == ["wal", 2]
    database.close()


def test_a_store_of_another_version_is_refused(tmp_path):
    database = open_database(tmp_path)
    with database.writing() as connection:
        connection.execute(update(about).values(value="99"))
    database.close()
    with pytest.raises(ReviewError, match="version 99") as raised:
        open_database(tmp_path)
    assert "newer" in raised.value.action


@pytest.mark.parametrize("address", ["no address", "mysql://user:secret@host/name"])
def test_an_address_is_never_repeated(tmp_path, address):
    with pytest.raises(ReviewError) as raised:
        open_database(tmp_path, address)
    assert "KGNLP_REVIEW_DATABASE" in raised.value.action
    assert "secret" not in str(raised.value)


def test_a_server_that_does_not_answer(tmp_path):
    with pytest.raises(ReviewError) as raised:
        open_database(tmp_path, "postgresql://user:secret@127.0.0.1:1/name")
    assert "Check that it runs" in raised.value.action
    assert "secret" not in str(raised.value)
