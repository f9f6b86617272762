"""What is written in the ways that people write guides comes back as it was."""

from pathlib import Path

import pytest

from kgnlp.guide import load_guides
from kgnlp.guide_import import ImportedGuide, import_guides
from kgnlp.settings import ROOT
from tests.guide_import.layouts import LAYOUTS, word_table
from tests.guides import school_meals

GUIDES = {language: school_meals(language) for language in ("nb", "nn", "en")} | load_guides(
    ROOT / "configs" / "guides"
)


def imported_one(tmp_path: Path, name: str, content: bytes) -> ImportedGuide:
    file = tmp_path / name
    file.write_bytes(content)
    (one,) = import_guides(file)
    return one


@pytest.mark.parametrize("guide_id", GUIDES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_guide_survives_every_layout(tmp_path: Path, layout: str, guide_id: str) -> None:
    ending, write = LAYOUTS[layout]
    guide = GUIDES[guide_id]
    found = imported_one(tmp_path, f"guide.{ending}", write(guide)).guide
    if write is word_table:  # which has no place for what is said before the questions
        assert [entry.text for entry in found.entries()] == [entry.text for entry in guide.entries()]
        assert [section.title for section in found.sections] == [section.title for section in guide.sections]
    else:
        assert found.sections == guide.sections
    assert (found.title, found.year, found.language) == (guide.title, guide.year, guide.language)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_roles_follow_the_title(tmp_path: Path, layout: str) -> None:
    ending, write = LAYOUTS[layout]
    assert imported_one(tmp_path, f"guide.{ending}", write(school_meals())).guide.role == "leder"
