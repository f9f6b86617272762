"""docs/guides.md says what the code does."""

import re

from kgnlp.guide import Guide, Item, Question, Section
from kgnlp.guide_check import check_text
from kgnlp.settings import ROOT

TEXT = (ROOT / "docs" / "guides.md").read_text("utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0]


def test_the_example_has_no_faults() -> None:
    assert check_text(EXAMPLE) == ()


def test_the_fault_shown_is_the_one_that_is_said() -> None:
    (fault,) = check_text(EXAMPLE.replace('id: "1"', "id: 1"))
    assert f"skolemat-rektor-2025.yaml, {fault}" in TEXT


def test_every_key_is_told_of() -> None:
    keys = {key for model in (Guide, Section, Question, Item) for key in model.model_fields} - {"text"}
    assert keys == {key for key in keys if f"`{key}`" in TEXT}
