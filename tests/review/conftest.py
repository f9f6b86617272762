import pytest

from tests.review.tables import a_desk, no_blind


@pytest.fixture
def desk(tmp_path):
    made = no_blind(a_desk(tmp_path))
    yield made
    made.database.close()
