"""Labels that are typed at the start of a line: ``Spørsmål 1:``, ``1.``, ``1.1``, ``a)``, ``•``."""

from __future__ import annotations

import re

from kgnlp.guide_import.lines import Label, Style

# "2. juni 2024" is a date and no question.
_MONTHS = (
    r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc])[a-zæøå]*\.?"
    r"(?:\s+\d{4}\b|\s*$|\s*,\s*\d{4})"
)
# Bullets that word processors and web pages write, with those of Word's symbol fonts (private use area).
_BULLETS = "•·▪▫◦‣⁃∙○●■□◆◇–—−*+\\-→➢➤►✓❖\ue000-\uf8ff"
_NAME = r"(?:(?:spørsmål|spørsmaal|spurnad|spm|question)\.?\s*(?:nr\.?|no\.?)?\s*#?|[qs])"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.LETTER, re.compile(rf"{_NAME}\d{{1,3}}(?P<n>[a-z])(?:\s*[.:)–-]+\s*|\s+)", re.IGNORECASE)),
    (Style.LETTER, re.compile(r"\d{1,2}\s?(?P<n>[a-zæøå])[.)]\s+")),
    (Style.NAMED, re.compile(rf"{_NAME}(?P<n>\d{{1,3}})(?:\s*[.:)–-]+\s*|\s+|$)", re.IGNORECASE)),
    (Style.DOTTED, re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.):]\s*|\s+|$)(?!\d{4}\b)")),
    (
        Style.NUMBER,
        re.compile(rf"\(?(?P<n>\d{{1,3}})[.):](?:\s+(?!{_MONTHS})|(?=[^\W\d_]|[«(])|$)", re.IGNORECASE),
    ),
    # A number without a mark is a label before a capital only: "20 intervjuer" is text.
    (Style.NUMBER, re.compile(r"(?P<n>\d{1,2})(?:\s+[–-]\s+|\s+)(?=[A-ZÆØÅ«“\"][^\W\d]*)")),
    (Style.ROMAN, re.compile(r"\(?(?P<n>(?=[ivx]{2})x{0,2}(?:ix|iv|v?i{0,3}))[.)]\s+")),
    (Style.CAPITAL, re.compile(r"(?P<n>(?=[IVX]{2})X{0,2}(?:IX|IV|V?I{0,3}))[.)]\s+")),
    (Style.LETTER, re.compile(r"\(?(?P<n>[a-zæøå])[.)](?:\s+|(?=[^\W\d_]{2}))")),
    (Style.CAPITAL, re.compile(r"(?P<n>[A-ZÆØÅ])[.)]\s+")),
    (Style.BULLET, re.compile(rf"(?:[{_BULLETS}]\s+|[•▪●\ue000-\uf8ff](?=\w)|o\s+)")),
)
_PROBE = re.compile(
    r"(?:oppfølg\w*|oppfølgj\w*|hjelpespørsmål|underspørsmål|tilleggsspørsmål|follow-?ups?|probes?|prompts?)"
    r"(?:\s+questions?)?\s*\d*\s*:\s*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


def split_label(text: str) -> tuple[Label | None, str]:
    """The label at the start of a text, and the rest; the rest may be empty.

    A follow-up ("Oppfølging: …") counts as a bullet, so that it becomes an item of its question.
    """
    text = text.strip()
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            return _label(style, match), text[match.end() :].strip()
    match = _PROBE.match(text)
    if match:
        return Label(Style.BULLET), text[match.end() :].strip()
    return None, text


def letter_value(letters: str) -> int:
    """Place of a letter in the alphabet, 1-based."""
    return "abcdefghijklmnopqrstuvwxyzæøå".index(letters.lower()) + 1


def roman_value(numeral: str) -> int:
    """Value of a Roman numeral up to 39."""
    values = [_ROMAN[letter] for letter in numeral.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _label(style: Style, match: re.Match[str]) -> Label:
    if style is Style.BULLET:
        return Label(style)
    number = match["n"]
    if number[0].isdigit():
        return Label(style, tuple(int(part) for part in number.split(".")))
    is_roman = style is Style.ROMAN or len(number) > 1
    return Label(style, (roman_value(number) if is_roman else letter_value(number),))
