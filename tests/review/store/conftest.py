import pytest

from kgnlp.review.store import DecisionStore, open_database


@pytest.fixture
def store(tmp_path):
    database = open_database(tmp_path / "review")
    yield DecisionStore(database)
    database.close()
