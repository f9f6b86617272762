"""What an OpenDocument text says, paragraph by paragraph.

odfdo opens the package; its own ``inner_text`` takes in comments, with the name of who wrote them, and notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from odfdo import Document, Element

from kgnlp.ingest.lines import Line

Rows = tuple[tuple[str, ...], ...]

_PARAGRAPHS = ("text:p", "text:h")
_SIGNS = {"text:tab": "\t", "text:line-break": "\n", "text:soft-page-break": ""}
# Remarks, notes, deleted text and what floats beside the text.
_SKIPPED = frozenset(
    (
        "office:annotation", "text:note", "text:tracked-changes", "text:sequence-decls", "draw:frame",
        "text:table-of-content", "office:forms", "text:ruby-text",
    )
)  # fmt: skip
# LibreOffice writes a run of spaces as one element with their number.
_MAX_SPACES = 100
_BOLD = ("bold", "600", "700", "800", "900")


def odt_blocks(document: Document) -> Iterator[Line | Rows]:
    """Paragraphs and the rows of tables, in the order of the page."""
    bold_styles = frozenset(
        str(style.get_attribute("style:name"))
        for style in document.get_styles("text")
        if any(
            properties.get_attribute("fo:font-weight") in _BOLD
            for properties in style.get_elements("style:text-properties")
        )
    )
    yield from _blocks(document.body, bold_styles)


def _blocks(parent: Element, bold_styles: frozenset[str]) -> Iterator[Line | Rows]:
    for child in parent.children:
        if child.tag in _PARAGRAPHS:
            yield Line(_text(child), _bold_start(child, bold_styles))
        elif child.tag == "table:table":
            yield tuple(
                tuple(map(_cell_text, _within(row, "table:table-cell")))
                for row in _within(child, "table:table-row")
            )
        elif child.tag not in _SKIPPED:  # sections, lists
            yield from _blocks(child, bold_styles)


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, also of its head and groups, or cells of a row; not those of inner tables."""
    for child in parent.children:
        if child.tag == tag:
            yield child
        elif child.tag not in ("table:table", "table:table-row", "table:table-cell"):
            yield from _within(child, tag)


def _cell_text(cell: Element) -> str:
    blocks = _blocks(cell, frozenset())
    return "\n".join(
        block.text if isinstance(block, Line) else "\n".join(text for row in block for text in row)
        for block in blocks
    ).strip()


def _text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element.children:
        if child.tag == "text:s":
            parts.append(" " * min(int(str(child.get_attribute("text:c") or 1)), _MAX_SPACES))
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag not in _SKIPPED:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _bold_start(paragraph: Element, bold_styles: frozenset[str]) -> str:
    """The text of the first spans of a paragraph, as long as they are in bold."""
    bold = ""
    if (paragraph.text or "").strip():
        return bold
    for child in paragraph.children:
        if child.tag != "text:span" or child.get_attribute("text:style-name") not in bold_styles:
            break
        bold += _text(child)
        if (child.tail or "").strip():
            break
    return bold
