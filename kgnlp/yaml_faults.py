"""What a configuration model finds wrong -> found, expected and what to do, in a user's words."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

Location = tuple[int | str, ...]
# Longer values are not repeated in messages: they may be text that is nobody else's business.
_LONGEST_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a place in the structure of a file."""

    location: Location  # keys and 0-based indexes, such as ("sections", 0, "title")
    found: str
    expected: str
    action: str
    severity: Literal["fault", "warning"] = "fault"


def complaint_of(detail: ErrorDetails, kind: type[BaseModel]) -> Complaint:
    """A fault that pydantic found in a model of a kind."""
    location = detail["loc"]
    field, owner = _field(kind, location)
    name = str(location[-1]) if location else "the file"
    meaning = field.description if field and field.description else f"a {kind.__name__.lower()}"
    if detail["type"] == "missing":
        return Complaint(location, f"no `{name}`", meaning, f"Add `{name}:` here.")
    if detail["type"] == "extra_forbidden":
        return _unknown_key(location, name, owner)
    expected = meaning + _limits(detail)
    return Complaint(location, _shown(detail), expected, _action(detail))


def _unknown_key(location: Location, name: str, owner: type[BaseModel]) -> Complaint:
    known = list(owner.model_fields)
    near = difflib.get_close_matches(name, known, n=1)
    action = f"Did you mean `{near[0]}`?" if near else "Remove it, or correct its name."
    found = f"the key `{_short(name)}`, which means nothing in a {owner.__name__.lower()}"
    return Complaint(location, found, "no other keys than " + ", ".join(known), action)


def _limits(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    limits = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
    parts = [f"{words} {context[key]}" for key, words in limits.items() if key in context]
    if detail["type"] in ("literal_error", "enum"):
        parts.append(str(context["expected"]))
    if detail["type"] == "value_error":
        parts.append(detail["msg"].removeprefix("Value error, "))
    return f" ({', '.join(parts)})" if parts else ""


def _action(detail: ErrorDetails) -> str:
    value = detail["input"]
    if detail["type"] == "string_type" and isinstance(value, int | float):
        return f'Put it in quotation marks: "{str(value).lower() if isinstance(value, bool) else value}".'
    if detail["type"] in ("tuple_type", "list_type"):
        return "Write a list: one line each, led by a dash."
    if detail["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return "Write `key: value` lines."
    if detail["type"] in ("string_too_short", "too_short"):
        return "Fill it in, or remove what it belongs to."
    return "Correct it."


def _shown(detail: ErrorDetails) -> str:
    value = detail["input"]
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"“{_short(value)}”" if value.strip() else "an empty text"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a group of keys"
    return f"a {type(value).__name__}"


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_SHOWN else f"a text of {len(value)} characters"


def _field(kind: type[BaseModel], location: Location) -> tuple[FieldInfo | None, type[BaseModel]]:
    """The field at a location, and the model that it belongs to."""
    owner, field = kind, None
    inner: type[BaseModel] | None = kind
    for step in location:
        if isinstance(step, int):
            continue
        if inner is None or step not in inner.model_fields:
            return None, inner or owner
        owner, field = inner, inner.model_fields[step]
        inner = _model_in(field.annotation)
    return field, owner


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation such as ``tuple[Section, ...]`` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
