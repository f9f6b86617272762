"""What a Word document says, paragraph by paragraph, whatever the reader of the page would see.

python-docx opens the package; its own ``text`` leaves out what stands in insertions, content controls and
smart tags, where meeting tools and form templates put speech, so the paragraphs are read from their XML.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kgnlp.ingest.lines import Line

Rows = tuple[tuple[str, ...], ...]

_TEXT, _PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = map(qn, ("w:t", "w:p", "w:tbl", "w:tr", "w:tc", "w:r"))
_PROPERTIES, _STYLE, _BOLD, _VALUE = map(qn, ("w:rPr", "w:rStyle", "w:b", "w:val"))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Properties; text that was moved away; the copy of a text box for old programs; notes on pronunciation.
_SKIPPED = frozenset(
    map(qn, ("w:pPr", "w:rPr", "w:tblPr", "w:sdtPr", "w:moveFrom", "w:del", "w:rt", "w:drawing", "w:pict"))
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
# Styles that a style may be based on, one on another; in a damaged file they may go in a circle.
_MAX_BASES = 10
_OFF = ("0", "false", "off", "none")


def word_blocks(document: Document) -> Iterator[Line | Rows]:
    """Paragraphs and the rows of tables, in the order of the page."""
    bold_styles = frozenset(style.style_id for style in document.styles if _is_bold_style(style))
    yield from _blocks(document.element.body, bold_styles)


def _blocks(parent: _Element, bold_styles: frozenset[str]) -> Iterator[Line | Rows]:
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield _paragraph(child, bold_styles)
        elif child.tag == _TABLE:
            yield tuple(tuple(map(_cell_text, _within(row, _CELL))) for row in _within(child, _ROW))
        elif child.tag not in _SKIPPED:  # content controls, insertions, custom XML
            yield from _blocks(child, bold_styles)


def _within(parent: _Element, tag: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also those in content controls; not those of inner tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (_TABLE, _PARAGRAPH):
            yield from _within(child, tag)


def _cell_text(cell: _Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iter(_PARAGRAPH)).strip()


def _paragraph(paragraph: _Element, bold_styles: frozenset[str]) -> Line:
    bold = ""
    for run in paragraph.iter(_RUN):
        text = _text(run)
        if text.strip() and not _is_bold(run, bold_styles):
            break
        bold += text
    return Line(_text(paragraph), bold)


def _text(element: _Element) -> str:
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    return "".join(_text(child) for child in element if child.tag not in _SKIPPED)


def _is_bold(run: _Element, bold_styles: frozenset[str]) -> bool:
    properties = run.find(_PROPERTIES)
    if properties is None:
        return False
    bold = properties.find(_BOLD)
    if bold is not None:
        return bold.get(_VALUE, "true").lower() not in _OFF
    style = properties.find(_STYLE)
    return style is not None and style.get(_VALUE) in bold_styles


def _is_bold_style(style: object) -> bool:
    """Whether a style of characters, or one that it is based on, is bold."""
    for _ in range(_MAX_BASES):
        bold = getattr(getattr(style, "font", None), "bold", None)
        if style is None or bold is not None:
            return bool(bold)
        style = getattr(style, "base_style", None)
    return False
