"""A page's own words, in bokmål and nynorsk: ``catalogue/nb.toml`` and ``catalogue/nn.toml`` of a package.

A message that depends on a number has two forms, ``one`` and ``other``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from kgnlp.wording.formats import whole

# The written form of the page's own words; what is quoted keeps its own.
PageLanguage = Literal["nb", "nn"]

LANGUAGES: tuple[PageLanguage, ...] = ("nb", "nn")


@dataclass(frozen=True)
class Messages:
    """The messages of one language, by key (``section.name``)."""

    language: PageLanguage
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The message with its values filled in. Raises KeyError for an unknown key or a missing value."""
        return self.texts[key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The message in the form that the number asks for, the number written as ``{n}``."""
        return self(f"{key}.{'one' if n == 1 else 'other'}", n=whole(n), **values)

    def name(self, family: str, value: str) -> str:
        """The page's word for a value of the tables (``language``, ``nb``); the value where it has none."""
        return self.texts.get(f"{family}.{value}", value)

    def listing(self, parts: Iterable[str]) -> str:
        """Parts as a sentence lists them: ``a, b og c``."""
        *first, last = list(parts) or [""]
        return self("page.and", first=", ".join(first), last=last) if first else last


@lru_cache
def load_catalogue(package: str, language: PageLanguage) -> Messages:
    """The messages of a package in a language."""
    source = files(package).joinpath("catalogue", f"{language}.toml").read_text("utf-8")
    return Messages(language, dict(_flatten(tomllib.loads(source))))


def _flatten(tree: Mapping[str, object], above: str = "") -> Iterable[tuple[str, str]]:
    for name, value in tree.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{key}.")
        else:
            yield key, str(value)
