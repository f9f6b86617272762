from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.errors import ConfigurationError
from kgnlp.guide import Guide
from kgnlp.guide_rules import guide_complaints
from kgnlp.yaml_file import MAX_BYTES, load_yaml_model, parse_yaml_model

_BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        # a colon in a text that is not quoted
        ("id: g\ntitle: a: b\n", 2, "no YAML here"),
        ("id: g\nid: h\n", 2, "duplicate"),
        ("id: 'g\n", 2, "no YAML here"),
        ("---\na: 1\n---\nb: 2\n", 3, "no YAML here"),
        # a few lines that stand for millions
        (_BOMB, 2, "alias"),
        ("[" * 5000, 1, "without end"),
        ("a: 2024-13-45\n", 1, "no YAML"),
        ("a: \x07\n", 1, "no YAML"),
        ("", 1, "nothing"),
        ("just text", 1, "“just text”"),
    ],
)
def test_what_is_no_yaml_is_one_fault_with_its_line(content: str, line: int, found: str) -> None:
    model, faults = parse_yaml_model(content, Guide)
    assert model is None
    assert found in faults[0].found
    assert faults[0].line == line
    assert faults[0].action


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@` \n\t1?,~"), max_size=60))
def test_any_text_gives_a_model_or_faults(content: str) -> None:
    model, faults = parse_yaml_model(content, Guide, [guide_complaints])
    assert model is None
    assert faults
    assert all(fault.line >= 1 and fault.column >= 1 and str(fault) for fault in faults)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"x" * (MAX_BYTES + 1), "0.3 MB"),
        ("id: ære".encode("utf-16"), "UnicodeDecodeError"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, found: str) -> None:
    file = tmp_path / "g.yaml"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=found) as error:
        load_yaml_model(file, Guide)
    assert error.value.action.startswith("Check")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="FileNotFoundError"):
        load_yaml_model(tmp_path / "g.yaml", Guide)


def test_long_values_are_not_repeated_in_messages() -> None:
    secret = "Ola Nordmann sa at dette ikke måtte komme ut"
    _, faults = parse_yaml_model(f"id: {secret}\n{secret}: 1\nyear: {secret}\n", Guide)
    assert faults
    assert not any(secret in str(fault).replace(f"`{secret}:`", "") for fault in faults)
