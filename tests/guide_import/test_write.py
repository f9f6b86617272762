from hypothesis import given

from kgnlp.guide import Guide, load_guide
from kgnlp.guide_import import to_yaml
from kgnlp.guide_rules import guide_complaints
from kgnlp.settings import ROOT
from kgnlp.yaml_file import parse_yaml_model
from tests.guides import a_guide, a_question, guides


@given(guides())
def test_what_is_written_is_read_again_as_it_was(guide: Guide) -> None:
    again, faults = parse_yaml_model(to_yaml(guide), Guide, [guide_complaints])
    assert again == guide
    assert faults == ()


def test_guides_are_written_as_those_that_come_with_the_project() -> None:
    file = ROOT / "configs" / "guides" / "fagavdeling-2024.yaml"
    assert to_yaml(load_guide(file)) == file.read_text("utf-8")


def test_texts_stand_on_one_line() -> None:
    text = "Hva mener du om dette, " * 40 + "og hvorfor?"
    assert text in to_yaml(a_guide(a_question("1", text)))
