import pytest

from kgnlp.themes import ThemeModel
from tests.themes.builders import a_model


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> ThemeModel:
    return a_model(tmp_path_factory.mktemp("labels"))
