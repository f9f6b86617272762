"""A Word document -> lines; their numbers are those of its paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from kgnlp.guide_import.lines import Line
from kgnlp.guide_import.table_lines import Cell, table_lines
from kgnlp.guide_import.word_numbering import Counted, Numbering

# A quarter of an inch is what Word's own lists are indented by; less is taste, not a level.
_TWIPS_PER_DEPTH = 360
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|tittel)", re.IGNORECASE)
_TEXT = frozenset({qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")})
# Properties, deleted text of tracked changes, text in drawings, and what older programs are to show instead.
_SKIPPED = frozenset(
    {qn("w:pPr"), qn("w:rPr"), qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_OFF = ("0", "false", "off", "none")


def read_word(content: bytes) -> list[Line]:
    """The paragraphs and tables of a document, with the numbers and bullets that Word shows."""
    return list(_Reader(docx.Document(io.BytesIO(content))).lines())


class _Reader:
    def __init__(self, document: Document) -> None:
        self._body = document.element.body
        self._styles = {style.style_id: style.element for style in document.styles}
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")),
            None,
        )
        self._numbering = Numbering(getattr(part, "element", None))
        self._number = 0  # of the last paragraph

    def lines(self) -> Iterator[Line]:
        yield from self._blocks(self._body)

    def _blocks(self, parent: Any) -> Iterator[Line]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from table_lines([self._row(row) for row in _children(child, qn("w:tr"))])
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag")):
                yield from self._blocks(child)

    def _row(self, row: Any) -> list[Cell]:
        return [list(self._blocks(cell)) for cell in _children(row, qn("w:tc"))]

    def _paragraph(self, element: Any) -> Iterator[Line]:
        self._number += 1
        counted = self._counted(element)
        text = "".join(_texts(element)).replace("\N{NO-BREAK SPACE}", " ")
        label = counted.label if counted else None
        for place, line in enumerate(text.split("\n")):
            if line.strip() or (label and place == 0 and not text.strip()):
                yield Line(
                    self._number,
                    line.strip(),
                    label,
                    self._indent(element, counted) // _TWIPS_PER_DEPTH,
                    self._heading(element),
                    self._is_bold(element),
                    gap=place == 0,
                )
                label = None

    def _counted(self, element: Any) -> Counted | None:
        num_id = level = None
        for properties in self._properties(element):
            found = properties.find(qn("w:numPr"))
            if found is not None:
                num_id = num_id or _attribute(found.find(qn("w:numId")))
                level = level or _attribute(found.find(qn("w:ilvl")))
        if num_id is None or num_id == "0":  # 0 takes a paragraph out of its style's list
            return None
        return self._numbering.count(num_id, int(level) if level and level.isdigit() else 0)

    def _indent(self, element: Any, counted: Counted | None) -> int:
        """Left indentation: the paragraph's own, else that of its list, else that of its style."""
        own, *inherited = [_left(properties) for properties in self._properties(element)] or [None]
        if own is not None:
            return own
        if counted and counted.indent:
            return counted.indent
        return next((left for left in inherited if left is not None), 0)

    def _heading(self, element: Any) -> int | None:
        for properties in self._properties(element):
            outline = _attribute(properties.find(qn("w:outlineLvl")))
            if outline and outline.isdigit() and int(outline) < 9:  # 9 is body text
                return int(outline) + 1
        for style in self._style_chain(element):
            name = _attribute(style.find(qn("w:name"))) or ""
            match = _HEADING.fullmatch(name)
            if match:
                return int(match[1])
            if _TITLE.fullmatch(name):
                return 1
        return None

    def _is_bold(self, element: Any) -> bool:
        """Whether every run with text is bold, by itself or by the paragraph's style."""
        styled = any(_is_on(style.find(f"{qn('w:rPr')}/{qn('w:b')}")) for style in self._style_chain(element))
        runs = [run for run in element.iter(qn("w:r")) if "".join(_texts(run)).strip()]
        marks = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
        return bool(runs) and all(_is_on(mark) if mark is not None else styled for mark in marks)

    def _properties(self, element: Any) -> Iterator[Any]:
        """The paragraph's own properties, then those of its styles; an empty one where it has none."""
        own = element.find(qn("w:pPr"))
        yield own if own is not None else element.makeelement(qn("w:pPr"))
        for style in self._style_chain(element):
            found = style.find(qn("w:pPr"))
            if found is not None:
                yield found

    def _style_chain(self, element: Any) -> Iterator[Any]:
        style_id = _attribute(element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
        seen: set[str] = set()
        while style_id and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = _attribute(self._styles[style_id].find(qn("w:basedOn")))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row; not those of tables inside it."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _children(child, tag)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag not in _TEXT:
            yield from _texts(child)
        elif child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield "\t" if child.tag == qn("w:tab") else "\n"


def _left(properties: Any) -> int | None:
    indent = properties.find(qn("w:ind"))
    left = None if indent is None else indent.get(qn("w:left")) or indent.get(qn("w:start"))
    return int(left) if left and re.fullmatch(r"-?\d{1,6}", left) else None


def _is_on(mark: Any) -> bool:
    return mark is not None and _attribute(mark) not in _OFF


def _attribute(element: Any) -> str | None:
    value: str | None = None if element is None else element.get(qn("w:val"))
    return value
