"""YAML files -> typed configuration, with the line of every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event

from kgnlp.errors import ConfigurationError
from kgnlp.yaml_faults import Complaint, complaint_of

Model = TypeVar("Model", bound=BaseModel)
Rule = Callable[[Any], Iterable[Complaint]]  # what YAML says -> what is wrong with it beyond its types
# The largest guide and codebook that we know are under 10 kB and 6 levels deep. The parser needs minutes for
# thousands of levels.
MAX_BYTES = 300_000
_MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a YAML file that is not as it must be, or that looks like a slip."""

    line: int  # 1-based
    column: int  # 1-based
    path: str  # where in the structure, such as sections.0.title; "" for the whole
    found: str
    expected: str
    action: str
    severity: Literal["fault", "warning"] = "fault"

    def __str__(self) -> str:
        where = f"line {self.line}, column {self.column}"
        return f"{where}: {self.severity}: found {self.found}; expected {self.expected}. {self.action}"


def load_yaml_model(file: Path, kind: type[Model], rules: Sequence[Rule] = ()) -> Model:
    """Read a file as a model.

    Raises:
        ConfigurationError: the file is missing, is no YAML, or does not fit; the first fault is named.
    """
    model, faults = parse_yaml_model(read_yaml(file), kind, rules)
    if model is None:
        first = faults[0]
        rest = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise ConfigurationError(
            f"{file.name}, line {first.line}, {first.path or 'the whole file'}: {first.found}{rest}",
            expected=first.expected,
            action=f"{first.action} The file is {file}.",
        )
    return model


def read_yaml(file: Path) -> str:
    """The text of a configuration file. Raises ConfigurationError."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ConfigurationError(
                f"{file} of {file.stat().st_size / 1e6:.1f} MB",
                expected=f"a YAML file of at most {MAX_BYTES / 1e6:.1f} MB",
                action="Check that it is the right file.",
            )
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{file} that can't be read ({type(error).__name__})",
            expected="a YAML file in UTF-8",
            action="Check that the file is there and how it was saved.",
        ) from error


def parse_yaml_model(
    content: str, kind: type[Model], rules: Sequence[Rule] = ()
) -> tuple[Model | None, tuple[Fault, ...]]:
    """The model and its warnings; or None and all faults of the text, in the order of its lines."""
    found, fault = _parse(content)
    if fault is not None:
        return None, (fault,)
    complaints = [complaint for rule in rules for complaint in rule(found)]
    model: Model | None = None
    try:
        model = kind.model_validate(found)
    except ValidationError as error:
        # A model's own checks of the whole say again what the rules say with a line.
        said = any(complaint.severity == "fault" for complaint in complaints)
        details = [detail for detail in error.errors() if detail["loc"] or not said]
        complaints += [complaint_of(detail, kind) for detail in details if not _follows(detail, details)]
    faults = [_place(found, complaint) for complaint in complaints]
    if any(fault.severity == "fault" for fault in faults):
        model = None
    return model, tuple(sorted(faults, key=lambda fault: (fault.line, fault.column)))


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Whether a list counts as too short only because its parts are faulty, which is said of them."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in details
    )


def _parse(content: str) -> tuple[Any, Fault | None]:
    """What the text says with its positions, or why it says nothing."""
    try:
        fault = _harmful(YAML(typ="rt").parse(content))
        return (None, fault) if fault else (YAML(typ="rt").load(content), None)
    except MarkedYAMLError as error:
        return None, _syntax(error.problem_mark, f"no YAML here: {error.problem}", "Correct this line.")
    except (YAMLError, ValueError) as error:
        name = type(error).__name__
        return None, _syntax(None, f"no YAML ({name})", "Look for control characters and odd dates.")


def _harmful(events: Iterable[Event]) -> Fault | None:
    """What a small file can stop the program with; found before the file is put together."""
    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if isinstance(event, AliasEvent):  # a few lines of them can stand for millions
            return _syntax(event.start_mark, "an alias (*name)", "Write out what it stands for.")
        if depth > _MAX_DEPTH:
            return _syntax(
                event.start_mark, "lists within lists without end", "Check that it is the right file."
            )
    return None


def _syntax(mark: Any, found: str, action: str) -> Fault:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Fault(line, column, "", found, "YAML as in the files of configs/", action)


def _place(found: Any, complaint: Complaint) -> Fault:
    """The complaint at the deepest place of its location that the file has."""
    line, column = 0, 0
    node = found
    for step in complaint.location:
        position = _position(node, step)
        if position is None:
            break
        line, column = position
        node = node[step]
    return Fault(
        line + 1,
        column + 1,
        ".".join(map(str, complaint.location)),
        complaint.found,
        complaint.expected,
        complaint.action,
        complaint.severity,
    )


def _position(node: Any, step: int | str) -> tuple[int, int] | None:
    if not isinstance(node, CommentedBase):
        return None
    try:
        position: tuple[int, int] = node.lc.item(step) if isinstance(step, int) else node.lc.key(step)
    except (KeyError, IndexError, TypeError, AttributeError):
        return None
    return position
