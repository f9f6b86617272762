from pathlib import Path

import pytest
from pydantic import ValidationError

from kgnlp.errors import ConfigurationError
from kgnlp.guide import Guide, Item, Question, Section, load_guide, load_guides
from kgnlp.guide_import import to_yaml
from kgnlp.settings import ROOT
from tests.guides import a_guide, a_question, school_meals


def test_entries_are_questions_each_with_its_items_in_order() -> None:
    entries = school_meals().entries()
    assert [entry.question_id for entry in entries] == ["1", "1a", "1b", "2", "3", "3a", "3b", "3c", "4"]
    assert [entry.order for entry in entries] == list(range(9))
    assert [entry.parent_id for entry in entries[:4]] == [None, "1", "1", None]


def test_an_entry_says_where_it_stands() -> None:
    entry = school_meals().entries()[6]
    assert entry.text == "ordningen når dem som trenger den mest?"
    assert entry.question_text.startswith("Vi har noen spørsmål om kommunens mål")
    assert entry.section == "Penger og ansvar"
    assert entry.lead_in == "Nå kommer noen spørsmål om penger, slik de ser ut fra skolen."


def test_the_text_of_an_item_is_its_questions_and_its_own() -> None:
    guide = a_guide(a_question("2", "I hvilken grad mener du at …", "maten er god?"))
    assert guide.text_of("2") == "I hvilken grad mener du at …"
    assert guide.text_of("2a") == "I hvilken grad mener du at … maten er god?"
    with pytest.raises(KeyError):
        guide.text_of("3")


def test_the_hash_follows_the_content() -> None:
    assert a_guide().content_hash == a_guide().content_hash
    assert a_guide().content_hash != a_guide(title="En annen").content_hash


def test_texts_are_one_line_and_composed() -> None:
    # ø and å may come as letter and ring from a Mac, and line breaks from a Word document
    assert a_question("1", "  Hva  a\u030a\nspise? ").text == "Hva å spise?"


def _with_item(question_id: str, item_id: str) -> dict[str, object]:
    question = {"id": question_id, "text": "Hva?", "items": [{"id": item_id, "text": "mat"}]}
    return {"sections": [{"title": None, "questions": [question]}]}


@pytest.mark.parametrize(
    ("part", "message"),
    [
        # two questions with one id: a segment could not say which
        ({"sections": [Section(title=None, questions=(a_question(), a_question()))]}, "second time"),
        # an item of another question
        (_with_item("2", "3a"), "under question"),
        # 21 may be question 21
        (_with_item("2", "21"), "under question"),
        # nothing that could be asked
        ({"title": "…"}, "letters or digits"),
        # a text editor's accident
        ({"title": "a\x07"}, "control characters"),
        ({"language": "sv"}, "'nb', 'nn' or 'en'"),
        ({"id": "a b"}, "pattern"),
        ({"sections": []}, "at least 1"),
        ({"colour": "red"}, "not permitted"),
    ],
)
def test_a_guide_that_breaks_a_rule_is_refused(part: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        a_guide(**part)


def test_guides_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        a_guide().title = "x"  # type: ignore[misc]


def test_load_guides_by_id(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(to_yaml(a_guide(id="b")), "utf-8")
    (tmp_path / "two.yml").write_text(to_yaml(a_guide(id="a")), "utf-8")
    (tmp_path / "notes.txt").write_text("not a guide", "utf-8")
    assert set(load_guides(tmp_path)) == {"a", "b"}


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(to_yaml(a_guide()), "utf-8")
    with pytest.raises(ConfigurationError, match=r"one\.yaml and in two\.yaml") as error:
        load_guides(tmp_path)
    assert "Change the id" in error.value.action


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no folder") as error:
        load_guides(tmp_path / "none")
    assert "guides" in error.value.action


def test_an_error_names_file_line_and_action(tmp_path: Path) -> None:
    file = tmp_path / "g.yaml"
    file.write_text(to_yaml(a_guide()).replace('id: "1"', "id: 1"), "utf-8")
    with pytest.raises(ConfigurationError, match=r"g\.yaml, line 9, sections\.0\.questions\.0\.id") as error:
        load_guide(file)
    assert error.value.action.startswith('Put it in quotation marks: "1"')


def test_the_guides_that_come_with_the_project_load() -> None:
    guides = load_guides(ROOT / "configs" / "guides")
    counts = {guide.id: len(guide.entries()) for guide in guides.values()}
    assert counts == {
        "etatssamarbeid-2023-2024": 15,
        "fagavdeling-2024": 20,
        "kjernegruppe-leder-2024": 26,
        "sekretariatsleder-2024": 27,
    }


def test_every_field_says_what_it_means() -> None:
    for model in (Guide, Section, Question, Item):
        assert all(field.description for field in model.model_fields.values())
