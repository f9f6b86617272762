"""A saved web page -> lines; their numbers are those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from kgnlp.guide_import.html_lists import depth_in_lists, label_of, word_level
from kgnlp.guide_import.lines import Label, Line
from kgnlp.guide_import.table_lines import Cell, table_lines

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "head", "select", "textarea"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "aside", "ul", "ol", "li", "dl", "dt", "dd", "table"}
    | {
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "details",
        "summary",
        "form",
        "fieldset",
        "address",
        "body",
    }
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
_HEADING = re.compile(r"h[1-6]")
_BOLD = frozenset({"b", "strong"})
_CHARSET = re.compile(rb"charset", re.IGNORECASE)


def read_html(content: bytes) -> list[Line]:
    """The paragraphs, headings, list items and table rows of a page, as HTML or as MHTML (one file)."""
    page = _from_mhtml(content) if b"multipart/related" in content[:2000] else content
    if page.startswith((b"\xff\xfe", b"\xfe\xff")):
        page = page.decode("utf-16", errors="replace").encode()
    try:
        root = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding=_encoding(page)))
    except ParserError:  # nothing but blanks and comments
        return []
    return list(_Page().lines(root))


def _encoding(page: bytes) -> str | None:
    """None where the page says it itself."""
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return None if _CHARSET.search(page[:4000]) else "windows-1252"
    return "utf-8"


def _from_mhtml(content: bytes) -> bytes:
    message = message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            return str(part.get_content()).encode("utf-8", errors="replace")
    return b""


class _Page:
    """Walks a page; text outside any block counts as a paragraph too."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, bool]] = []  # text of the open paragraph, and whether it is bold
        self._line = 1
        self._label: Label | None = None
        self._depth = 0
        self._heading: int | None = None

    def lines(self, root: HtmlElement) -> Iterator[Line]:
        """The lines of an element."""
        yield from self._inside(root, False)
        yield from self._flush()

    def _walk(self, element: HtmlElement, bold: bool) -> Iterator[Line]:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or (tag == "button" and self._heading is None):
            return
        if tag == "br":
            self._parts.append(("\n", True))
        elif tag == "table":
            yield from self._flush()
            yield from table_lines([_cells(row) for row in element.iter("tr") if _table_of(row) is element])
        elif tag in _BLOCKS:
            yield from self._flush()
            yield from self._block(element, tag, bold)
        elif word_level(element.get("style")) == 0:  # what Word draws before a paragraph of a list
            self._mark(" ".join(element.text_content().split()))
        else:
            yield from self._inside(element, bold or tag in _BOLD)

    def _block(self, element: HtmlElement, tag: str, bold: bool) -> Iterator[Line]:
        before = self._heading, self._depth
        self._line = element.sourceline or self._line
        if _HEADING.fullmatch(tag) or tag == "summary":
            self._heading = int(tag[1]) if tag != "summary" else 6
        if tag == "li":
            self._label, self._depth = label_of(element), depth_in_lists(element)
        self._depth = word_level(element.get("style")) or self._depth
        yield from self._inside(element, bold)
        yield from self._flush()
        self._heading, self._depth = before
        if tag == "li":
            self._label = None

    def _inside(self, element: HtmlElement, bold: bool) -> Iterator[Line]:
        self._add(element.text, bold)
        for child in element:
            yield from self._walk(child, bold)
            self._add(child.tail, bold)

    def _add(self, text: str | None, bold: bool) -> None:
        if text:
            self._parts.append((re.sub(r"\s+", " ", text), bold))

    def _mark(self, mark: str) -> None:
        """Word's bullets are letters of a symbol font: "·", "o", "§"."""
        self._parts.append((f"{mark if len(mark) > 1 else '•'} ", True))

    def _flush(self) -> Iterator[Line]:
        """The open paragraph, a line for each of its parts between line breaks."""
        texts = [(text, bold) for text, bold in self._parts if text.strip()]
        bold = bool(texts) and all(is_bold for _, is_bold in texts)
        whole = "".join(text for text, _ in self._parts)
        self._parts.clear()
        for place, text in enumerate(part.strip() for part in whole.strip().split("\n")):
            if text:
                yield Line(self._line, text, self._label, self._depth, self._heading, bold, gap=place == 0)
                self._label = None


def _cells(row: HtmlElement) -> list[Cell]:
    return [list(_Page().lines(cell)) for cell in row if cell.tag in ("td", "th")]


def _table_of(row: HtmlElement) -> HtmlElement | None:
    return next((parent for parent in row.iterancestors("table")), None)
