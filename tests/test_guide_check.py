from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError
from kgnlp.guide_check import check_guide, check_text
from kgnlp.guide_import import to_yaml
from kgnlp.settings import ROOT
from tests.guides import a_guide, school_meals
from tests.guides import a_question as _q

_BROKEN = """\
id: "bad guide"
titel: Skolemat
year: "20x"
role: leder
language: xx
sections:
  - title: A
    questions:
      - {id: 1, text: "Hva er din rolle her?"}
      - id: "2"
        text: ""
        items:
          - {id: 3a, text: "1. rolle"}
          - {id: 2a}
          - {id: 2a, text: "maten"}
      - {id: "4", text: "Hva er din rolle her?", note: 1}
      - {id: "4", text: "Hvem lager maten?"}
  - title: B
    questions: []
"""


def test_all_faults_of_a_file_are_said_at_once_with_line_and_column() -> None:
    places = {
        (fault.line, fault.column, fault.path) for fault in check_text(_BROKEN) if fault.severity == "fault"
    }
    assert places == {
        (1, 1, "id"),
        (1, 1, "title"),  # what is not there stands where its owner begins
        (2, 1, "titel"),
        (3, 1, "year"),
        (5, 1, "language"),
        (9, 10, "sections.0.questions.0.id"),
        (11, 9, "sections.0.questions.1.text"),
        (13, 14, "sections.0.questions.1.items.0.id"),
        (14, 13, "sections.0.questions.1.items.1.text"),
        (15, 14, "sections.0.questions.1.items.2.id"),
        (16, 50, "sections.0.questions.2.note"),
        (17, 10, "sections.0.questions.3.id"),
        (19, 5, "sections.1.questions"),
    }


def test_every_fault_says_what_to_do() -> None:
    assert all(fault.found and fault.expected and fault.action for fault in check_text(_BROKEN))


@pytest.mark.parametrize(
    ("part", "action"),
    [
        ("titel", "Did you mean `title`?"),
        ("questions.0.id", 'Put it in quotation marks: "1".'),
        ("items.1.text", "Add `text:` here."),
        ("items.0.id", "Write “2a”, “2b” …, or move the item to its question."),
        ("items.2.id", "The first is section 1, question 2, item 2; give one of them another id."),
    ],
)
def test_actions_fit_the_fault(part: str, action: str) -> None:
    assert next(fault.action for fault in check_text(_BROKEN) if fault.path.endswith(part)) == action


@pytest.mark.parametrize(
    ("guide", "warnings"),
    [
        (school_meals(), []),
        # a question mark may be missing: the items complete the question
        (a_guide(_q("1", "Hva mener du om", "maten", "prisen")), []),
        # one word apart
        (
            a_guide(_q("1", "Hvordan er maten nå for tiden?"), _q("2", "Hvordan er maten da for tiden?")),
            ["nearly the same text as that of “1”"],
        ),
        # the same catchword under two questions is usual
        (a_guide(_q("1", "Hva mener du om", "maten?"), _q("2", "Hvem bestemmer prisen?", "maten?")), []),
        # twice under one question
        (a_guide(_q("1", "Hva mener du om", "maten?", "Maten?")), ["nearly the same text as that of “1a”"]),
        (a_guide(_q("1", "Noe mer?")), ["a text of 2 words"]),
        (a_guide(_q("1", "Hva mener du om", "å")), ["a text of 1 letters"]),
        (a_guide(_q("1", "Hva mener du om «ordningen?")), ["« or » without the other"]),
        (a_guide(_q("1", "1. Hva mener du?")), ["a list mark at the start of the text"]),
        (a_guide(_q("1", "• Hva mener du?")), ["a list mark at the start of the text"]),
    ],
)
def test_warnings(guide: object, warnings: list[str]) -> None:
    faults = check_text(to_yaml(guide))  # type: ignore[arg-type]
    assert [fault.found for fault in faults] == warnings
    assert all(fault.severity == "warning" and fault.action for fault in faults)


def test_the_guides_that_come_with_the_project_have_no_faults() -> None:
    for file in (ROOT / "configs" / "guides").glob("*.yaml"):
        assert check_guide(file) == ()


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        check_guide(tmp_path / "none.yaml")
