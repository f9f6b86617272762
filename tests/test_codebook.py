from pathlib import Path

import pytest

from kgnlp.codebook import Codebook, Theme, load_codebook
from kgnlp.errors import ConfigurationError
from kgnlp.settings import ROOT

_THEME = """
  - id: {id}
    code: {code}
    label: {{nb: Mat, nn: Mat, en: Food}}
    definition: The speaker says how the food is.
    positive: It is good.
    negative: It is bad.
"""
_HEAD = "id: meals\nlanguage: nb\nstances: [positive, negative, mixed, neutral]\nthemes:"


def written(tmp_path: Path, *themes: str, head: str = _HEAD) -> Path:
    file = tmp_path / "codebook.yaml"
    file.write_text(head + "".join(themes), "utf-8")
    return file


def theme(theme_id: str = "food", code: str = "foo", more: str = "") -> str:
    return _THEME.format(id=theme_id, code=code) + more


def test_the_codebook_that_comes_with_the_project_loads() -> None:
    codebook = load_codebook(ROOT / "configs" / "codebook.yaml")
    assert codebook.codes == {
        "dup": "duplication",
        "top": "top_management_anchoring",
        "sek": "secretariat_quality",
        "stj": "star_group_risk",
    }
    assert codebook.theme("duplication").label.nb == "Dublering"
    assert len(codebook.active) == 4


def test_a_retired_theme_stays_but_is_not_active(tmp_path: Path) -> None:
    codebook = load_codebook(written(tmp_path, theme(), theme("old", "old", "    retired: true\n")))
    assert [one.id for one in codebook.active] == ["food"]
    assert codebook.theme("old").retired


def test_a_split_theme_names_the_one_it_was_part_of(tmp_path: Path) -> None:
    parts = theme("taste", "tas", "    split_from: food\n"), theme("food", "foo", "    retired: true\n")
    assert load_codebook(written(tmp_path, *parts)).theme("taste").split_from == "food"


def test_an_unknown_theme_is_an_error_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="food") as error:
        load_codebook(written(tmp_path, theme())).theme("drink")
    assert "add the theme" in error.value.action


def test_the_hash_follows_the_content(tmp_path: Path) -> None:
    first = load_codebook(written(tmp_path, theme())).content_hash
    assert load_codebook(written(tmp_path, theme())).content_hash == first
    assert load_codebook(written(tmp_path, theme(more="    retired: true\n"))).content_hash != first


@pytest.mark.parametrize(
    ("themes", "head", "place", "action"),
    [
        # labels could not tell them apart
        ((theme(), theme(code="bar")), _HEAD, r"line 12, themes\.1\.id", "Rename or remove"),
        # nor could annotated interviews
        ((theme(), theme("drink")), _HEAD, r"line 13, themes\.1\.code", "Rename or remove"),
        # a theme that is gone without a trace
        ((theme(more="    split_from: gone\n"),), _HEAD, r"line 11, themes\.0\.split_from", "retired: true"),
        # a theme can't be part of itself
        ((theme(more="    split_from: food\n"),), _HEAD, r"line 11, themes\.0\.split_from", "retired: true"),
        ((theme("Food!"),), _HEAD, r"line 5, themes\.0\.id", "Correct it"),
        ((theme(more="    colour: red\n"),), _HEAD, r"line 11, themes\.0\.colour", "Remove it"),
        ((theme(more="    exlude: [x]\n"),), _HEAD, r"line 11, themes\.0\.exlude", "Did you mean `exclude`"),
        ((theme(),), _HEAD.replace("neutral", "happy"), r"line 3, stances\.3", "Correct it"),
        ((theme(),), _HEAD.replace("neutral", "mixed"), r"line 3, stances\.3", "Rename or remove"),
        ((theme(),), _HEAD.replace("nb", "en"), "line 2, language", "Correct it"),
        (("\n  - x",), _HEAD, r"line 5, themes\.0", "key: value"),
        ((" x",), _HEAD, "line 4, themes", "Write a list"),
    ],
)
def test_faults_are_named_with_line_and_action(
    tmp_path: Path, themes: tuple[str, ...], head: str, place: str, action: str
) -> None:
    with pytest.raises(ConfigurationError, match=place) as error:
        load_codebook(written(tmp_path, *themes, head=head))
    assert action in error.value.action


def test_every_field_says_what_it_means() -> None:
    for model in (Codebook, Theme):
        assert all(field.description for field in model.model_fields.values())
