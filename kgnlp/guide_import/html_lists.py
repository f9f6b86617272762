"""The numbers and bullets of lists in web pages."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from kgnlp.guide_import.lines import Label, Style

_STYLES = {"a": Style.LETTER, "A": Style.CAPITAL, "i": Style.ROMAN, "I": Style.CAPITAL}
_CSS = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman))", re.IGNORECASE)
_CSS_STYLES = {
    "lower-alpha": Style.LETTER,
    "lower-latin": Style.LETTER,
    "lower-roman": Style.ROMAN,
    "upper-alpha": Style.CAPITAL,
    "upper-latin": Style.CAPITAL,
    "upper-roman": Style.CAPITAL,
}
_WORD = re.compile(r"mso-list\s*:\s*(?:(Ignore)|[^;]*?\blevel(\d))", re.IGNORECASE)


def label_of(item: HtmlElement) -> Label:
    """The label that a browser shows before an item of a list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return Label(Style.BULLET)
    css = _CSS.search(parent.get("style") or "")
    style = _CSS_STYLES[css[1].lower()] if css else _STYLES.get(parent.get("type") or "", Style.NUMBER)
    value = _integer(parent.get("start"), 1) - 1
    for sibling in parent.iterchildren("li"):
        value = _integer(sibling.get("value"), value + 1)
        if sibling is item:
            break
    return Label(style, (value,))


def depth_in_lists(item: HtmlElement) -> int:
    """How many lists an item stands in, less one."""
    return max(sum(1 for _ in item.iterancestors("ol", "ul")) - 1, 0)


def word_level(style: str | None) -> int | None:
    """Level of a paragraph that Word saved as HTML, 1-based; 0 for its number or bullet; None otherwise."""
    match = _WORD.search(style or "")
    if not match:
        return None
    return 0 if match[1] else int(match[2])


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default
