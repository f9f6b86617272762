"""Changing the codebook: wording, a new theme, one retired; every change is a new version."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pydantic import ValidationError
from ruamel.yaml import YAML

from kgnlp.codebook import Codebook, Theme
from kgnlp.errors import ReviewError


@dataclass(frozen=True, slots=True)
class ThemeWording:
    """What a lead writes of a theme; lists one entry a line."""

    code: str
    nb: str
    nn: str
    en: str
    definition: str
    positive: str
    negative: str
    include: str = ""
    exclude: str = ""
    decisions: str = ""
    examples: str = ""


def with_theme(codebook: Codebook, theme_id: str, wording: ThemeWording, *, new: bool) -> Codebook:
    """The codebook with a theme worded so, or with a new one after the others.

    Raises:
        ReviewError: the wording is not complete, or the id or code is taken.
    """
    known = {theme.id: theme for theme in codebook.themes}
    if (theme_id in known) is new:
        raise ReviewError(
            f"theme {theme_id}, which is {'there already' if new else 'not in the codebook'}",
            expected="an id that is not taken" if new else "a theme of the codebook",
            action="Choose another id." if new else "Choose a theme from the list.",
        )
    before = {} if new else known[theme_id].model_dump()
    changed = before | {
        "id": theme_id,
        "code": wording.code,
        "label": {"nb": wording.nb, "nn": wording.nn, "en": wording.en},
        "definition": wording.definition,
        "positive": wording.positive,
        "negative": wording.negative,
    }
    for name in ("include", "exclude", "decisions", "examples"):
        changed[name] = [line.strip() for line in getattr(wording, name).splitlines() if line.strip()]
    themes = [changed if theme.id == theme_id else theme.model_dump() for theme in codebook.themes]
    return _checked(codebook, [*themes, changed] if new else themes)


def with_retired(codebook: Codebook, theme_id: str, retired: bool) -> Codebook:
    """The codebook with a theme retired, or brought back.

    Raises:
        ReviewError: there is no such theme, or none would be left.
    """
    themes = [
        theme.model_dump() | ({"retired": retired} if theme.id == theme_id else {})
        for theme in codebook.themes
    ]
    if all(theme["retired"] for theme in themes) or theme_id not in {theme.id for theme in codebook.themes}:
        raise ReviewError(
            f"theme {theme_id}, without which none would be left, or which is not there",
            expected="a theme beside others that are tagged",
            action="Add another theme first.",
        )
    return _checked(codebook, themes)


def _checked(codebook: Codebook, themes: list[dict[str, object]]) -> Codebook:
    try:
        return Codebook.model_validate(codebook.model_dump() | {"themes": themes})
    except ValidationError as error:
        fields = sorted({".".join(map(str, detail["loc"][2:])) or "code" for detail in error.errors()})
        raise ReviewError(
            f"a theme whose {', '.join(fields)} can't be used",
            expected="all but the lists filled in; id and code of a-z, 0-9 and _, and not taken",
            action="Correct the fields, and send it again.",
        ) from error


def to_yaml(codebook: Codebook) -> str:
    """The codebook as a file of configs/."""
    content = codebook.model_dump(mode="json")
    content["themes"] = [_written(theme) for theme in codebook.themes]
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(content, stream)
    return stream.getvalue()


def _written(theme: Theme) -> dict[str, object]:
    """A theme without what it leaves at its default."""
    return theme.model_dump(mode="json", exclude_defaults=True)
