"""What a guide's title and wording say of the whole guide: its id, year, role and language."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Literal

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from kgnlp.guide_import.lines import Line, Notes

UNKNOWN_ROLE = "ukjent"
# Words of a title -> roles as interviews.csv has them; the first that fits counts.
_ROLES = (
    (
        re.compile(
            r"sekretariat\w*le(?:der|iar)|le\w+ (?:av|for|i) sekretariat|heads? of (?:the )?secretariat", re.I
        ),
        "sekretariatsleder",
    ),
    (re.compile(r"\betat|direktorat|agenc(?:y|ies)|directorate", re.I), "direktorat"),
    (
        re.compile(r"medarbei[dt]|fagavdeling|saksbehandl|rådgiv|employee|staff|advis[eo]r", re.I),
        "medarbeider",
    ),
    (re.compile(r"leder|leiar|departementsråd|leader|manager", re.I), "leder"),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEADING_YEARS = re.compile(r"^(?:19|20)\d\d(?:\s*[/–-]\s*(?:19|20)?\d\d)?\s*[-–—:]\s*")
_CODES: dict[Language, Literal["nb", "nn", "en"]] = {
    Language.BOKMAL: "nb",
    Language.NYNORSK: "nn",
    Language.ENGLISH: "en",
}
_LONGEST_ID = 50


def year_of(title: str, file_name: str, line: Line | int, notes: Notes) -> int:
    """The last year in the title, else in the file's name, else this one."""
    for text in (title, file_name):
        years = _YEAR.findall(text)
        if years:
            return int(years[-1])
    year = dt.datetime.now(tz=dt.UTC).year
    notes.add(line, "no year in the title or the file's name", f"it was made for {year}")
    return year


def role_of(title: str, line: Line | int, notes: Notes) -> str:
    """The role that the title names."""
    for pattern, role in _ROLES:
        if pattern.search(title):
            return role
    notes.add(line, "a title that names no role that is known", f"role {UNKNOWN_ROLE}; set it before use")
    return UNKNOWN_ROLE


def id_of(title: str, year: int, taken: Container[str]) -> str:
    """A short id of plain letters that no other guide of the document has."""
    text = _LEADING_YEARS.sub("", title.casefold())
    text = text.replace("æ", "ae").replace("ø", "o").replace("å", "a")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", text)[:_LONGEST_ID].strip("-") or "guide"
    base = slug if str(year) in slug else f"{slug}-{year}"
    number = 1
    while (candidate := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return candidate


def language_of(text: str) -> Literal["nb", "nn", "en"]:
    """nb, nn or en, whichever is likeliest."""
    return _CODES[_detector().detect_language_of(text) or Language.BOKMAL]


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    # Not at import: the language models take memory and half a second.
    return LanguageDetectorBuilder.from_languages(*_CODES).build()
