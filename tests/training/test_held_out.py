from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from kgnlp.errors import ModelError
from kgnlp.tables.schemas import HELD_OUT
from kgnlp.training.held_out import FILE, held_out_rows, read_held_out, write_held_out
from kgnlp.training.themes import Tagging
from tests.training.labelled import a_label
from tests.training.test_themes import THEMES
from tests.training.test_truth import lay

TAGS = Tagging(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0.5, 0.85]))


def test_a_row_for_every_passage_and_theme_labelled_or_not(tmp_path: Path) -> None:
    found = held_out_rows([lay(a_label(), a_label(turn=3, theme=THEMES[1], blind=True))], [TAGS], THEMES)
    write_held_out(found, tmp_path)
    rows = read_held_out(tmp_path)
    assert rows["theme"].tolist() == [*THEMES, *THEMES]
    assert rows["tagged"].tolist() == [True, False, False, False]
    assert rows["probability"].tolist() == pytest.approx([0.9, 0.1, 0.2, 0.8])
    assert [None if one is None or one != one else one for one in rows["provenance"]] == [
        "single",
        None,
        None,
        "single",
    ]
    assert rows["present"].isna().tolist() == [False, True, True, False]
    assert rows["is_audit"].tolist() == [False, False, False, True]


def test_the_file_holds_no_text_and_says_what_its_columns_are(tmp_path: Path) -> None:
    write_held_out(held_out_rows([lay(a_label())], [TAGS], THEMES), tmp_path)
    schema = pq.read_schema(tmp_path / FILE)
    assert schema.names == HELD_OUT.names
    assert all(field.metadata[b"description"] for field in schema)
    assert b"Kaffen" not in (tmp_path / FILE).read_bytes()


def test_a_version_that_kept_none_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="kgnlp retrain"):
        read_held_out(tmp_path)
