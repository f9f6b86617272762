from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError
from kgnlp.themes.concepts import Concepts, load_concepts


@pytest.mark.parametrize(
    ("word", "text", "share"),
    [
        # A whole word, whatever its case.
        ("vara", "Vara møtte.", 0.5),
        # No part of another word.
        ("vara", "Varamannen møtte.", 0.0),
        # A beginning stands for every ending.
        ("vara*", "Varamannen møtte.", 0.5),
        # A phrase may be broken by any white space.
        ("en gang til", "Vi tok det en  gang\ntil.", 0.5),
        # More than twice says no more than twice.
        ("igjen", "Igjen og igjen og igjen.", 1.0),
        # Norwegian letters are letters.
        ("før", "Førti år", 0.0),
        # A sign with a meaning in patterns is taken as it stands.
        ("a.b", "axb", 0.0),
    ],
)
def test_counts(word: str, text: str, share: float) -> None:
    assert Concepts({"one": [word]}).counts([text]).toarray().tolist() == [[share]]


def test_the_projects_concepts_can_be_read() -> None:
    concepts = load_concepts()
    counts = concepts.counts(["Han sendte en vikar.", ""]).toarray()
    assert counts[0, list(concepts.words).index("standin")] > 0
    assert counts[1].sum() == 0


@pytest.mark.parametrize("content", ["- a\n- b\n", "one: two\n", "{", ""])
def test_what_is_no_list_of_concepts_is_named(content: str, tmp_path: Path) -> None:
    file = tmp_path / "concepts.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(ConfigurationError, match=r"concepts\.yaml"):
        load_concepts(file)
