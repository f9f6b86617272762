"""Every change of the codebook is a new version; the file of a version is a codebook."""

import pytest

from kgnlp.codebook import load_codebook
from kgnlp.errors import ReviewError
from kgnlp.review.codebook_editing import ThemeWording, to_yaml, with_retired, with_theme
from kgnlp.review.store.decisions import ConflictError
from kgnlp.settings import ROOT
from tests.report.builders import a_codebook

WORDING = ThemeWording("nyt", "Nytt", "Nytt", "New", "Det nye.", "For.", "Mot.", include="en\n\n to ")


def test_a_theme_is_added_after_the_others():
    changed = with_theme(a_codebook(), "nytt", WORDING, new=True)
    assert [theme.id for theme in changed.themes] == ["dublering", "toppforankring", "nytt"]
    assert changed.theme("nytt").include == ("en", "to")


def test_wording_is_changed_and_the_rest_kept():
    changed = with_theme(a_codebook(retired=["dublering"]), "dublering", WORDING, new=False)
    assert changed.theme("dublering").definition == "Det nye."
    assert changed.theme("dublering").retired


@pytest.mark.parametrize(
    ("theme", "changes", "new"),
    [
        ("dublering", {}, True),  # there already
        ("nytt", {}, False),  # not there
        ("nytt", {"code": "dub"}, True),  # code of another
        ("nytt", {"code": "Æ"}, True),
        ("nytt", {"definition": "  "}, True),
        ("nytt", {"nn": ""}, True),
    ],
)
def test_what_can_not_be_used_is_said(theme, changes, new):
    fields = {name: getattr(WORDING, name) for name in WORDING.__dataclass_fields__}
    with pytest.raises(ReviewError) as raised:
        with_theme(a_codebook(), theme, ThemeWording(**fields | changes), new=new)
    assert raised.value.action


def test_a_theme_is_retired_and_brought_back_but_never_the_last():
    gone = with_retired(a_codebook(), "dublering", True)
    assert [theme.id for theme in gone.active] == ["toppforankring"]
    assert with_retired(gone, "dublering", False) == a_codebook()
    with pytest.raises(ReviewError) as raised:
        with_retired(gone, "toppforankring", True)
    assert "Add another theme first" in raised.value.action


def test_the_file_of_a_version_is_the_codebook(tmp_path):
    for codebook in (a_codebook(), load_codebook(ROOT / "configs" / "codebook.yaml")):
        file = tmp_path / "codebook.yaml"
        file.write_text(to_yaml(codebook), "utf-8")
        assert load_codebook(file) == codebook


def test_versions_follow_each_other(desk):
    changed = with_theme(desk.codebook, "nytt", WORDING, new=True)
    assert desk.codebooks.add(changed, "nytt tema", "liv", seen=1).version == 2
    with pytest.raises(ConflictError) as raised:
        desk.codebooks.add(changed, "det samme", "ola", seen=1)
    assert "make the change again" in raised.value.action
    desk.work()
    assert desk.codebook.version == 2
    assert "nytt" in desk.work().themes
    assert [(one.codebook.version, one.note) for one in desk.codebooks.all()] == [(2, "nytt tema"), (1, "")]


def test_the_configurations_codebook_is_taken_in_when_it_is_newer(desk):
    assert desk.follows_configuration
    desk.codebooks.take_in(with_retired(a_codebook(), "dublering", True))  # another version 1
    assert desk.codebook == a_codebook()
    newer = with_retired(a_codebook(), "dublering", True).model_copy(update={"version": 5})
    desk.codebooks.take_in(newer)
    desk.work()
    assert desk.codebook == newer
    assert not desk.follows_configuration
