"""YAML files -> typed configuration, with the line of every fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import MarkedYAMLError

from kgnlp.errors import ConfigurationError

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a YAML file that is not as it must be."""

    line: int  # 1-based
    column: int  # 1-based
    path: str  # where in the structure, such as sections.0.title; "" for the whole
    message: str


def load_yaml_model(file: Path, kind: type[Model]) -> Model:
    """Read a file as a model.

    Raises:
        ConfigurationError: the file is missing, is no YAML, or does not fit; the first fault is named.
    """
    model, faults = parse_yaml_model(_content(file), kind)
    if model is None:
        first = faults[0]
        more = f" and {len(faults) - 1} more faults" if len(faults) > 1 else ""
        raise ConfigurationError(
            f"{file.name}, line {first.line}, {first.path or 'the whole file'}: {first.message}{more}",
            expected=f"a {kind.__name__.lower()} as the ones in configs/",
            action=f"Correct {file}.",
        )
    return model


def parse_yaml_model(content: str, kind: type[Model]) -> tuple[Model | None, tuple[Fault, ...]]:
    """The model, or all faults of the text."""
    try:
        found = YAML(typ="rt").load(content)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, (Fault(line, column, "", f"no YAML: {error.problem}"),)
    try:
        return kind.model_validate(found), ()
    except ValidationError as error:
        return None, tuple(_fault(found, fault["loc"], fault["msg"]) for fault in error.errors())


def _content(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{file} that can't be read ({type(error).__name__})",
            expected="a YAML file in UTF-8",
            action="Check that the file is there and how it was saved.",
        ) from error


def _fault(found: Any, location: Sequence[int | str], message: str) -> Fault:
    """The fault at the deepest place of the location that the file has."""
    line, column = 0, 0
    node = found
    for step in location:
        if not isinstance(node, CommentedBase):
            break
        position = _position(node, step)
        if position is None:
            break
        line, column = position
        node = node[step]  # type: ignore[index]
    return Fault(line + 1, column + 1, ".".join(map(str, location)), message)


def _position(node: Any, step: int | str) -> tuple[int, int] | None:
    try:
        position: tuple[int, int] = node.lc.item(step) if isinstance(step, int) else node.lc.key(step)
    except (KeyError, IndexError, TypeError):
        return None
    return position
