"""Markdown -> lines."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from kgnlp.guide_import.lines import Label, Line, Style
from kgnlp.guide_import.table_lines import Cell, table_lines

_LISTS = ("bullet_list", "ordered_list")


def read_markdown(text: str) -> list[Line]:
    """The paragraphs, headings, list items and table rows of a Markdown text; numbers are lines."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return list(_blocks(SyntaxTreeNode(tokens), depth=0, label=None))


def _blocks(node: SyntaxTreeNode, depth: int, label: Label | None) -> Iterator[Line]:
    """The lines of a block's children; the label goes to the first of them."""
    for child in node.children:
        if child.type in _LISTS:
            yield from _list(child, depth)
        elif child.type == "table":
            yield from table_lines(_rows(child))
        elif child.type in ("heading", "paragraph"):
            yield from _paragraph(child, depth, label)
            label = None
        elif child.type == "blockquote":
            yield from _blocks(child, depth, label)
            label = None


def _list(node: SyntaxTreeNode, depth: int) -> Iterator[Line]:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    for place, item in enumerate(node.children):
        label = Label(Style.BULLET) if first is None else Label(Style.NUMBER, (first + place,))
        for line in _blocks(item, depth + 1, label):
            yield line if line.depth > depth + 1 else _at(line, depth)


def _at(line: Line, depth: int) -> Line:
    return Line(line.number, line.text, line.label, depth, line.heading, line.bold, line.gap)


def _paragraph(node: SyntaxTreeNode, depth: int, label: Label | None) -> Iterator[Line]:
    """One line for each line of the source: wrapped ones are joined later, as in plain text."""
    heading = int(node.tag[1]) if node.type == "heading" else None
    number = node.map[0] + 1 if node.map else 1
    inline = node.children[0] if node.children else None
    parts = list(_parts(inline)) if inline else []
    bold = bool(parts) and all(strong for text, strong in parts if text.strip())
    for place, text in enumerate("".join(text for text, _ in parts).split("\n")):
        if text.strip():
            yield Line(number + place, text.strip(), label, depth, heading, bold, gap=place == 0)
            label = None


def _parts(node: SyntaxTreeNode, strong: bool = False) -> Iterator[tuple[str, bool]]:
    """The text of an inline node in parts, each with whether it is bold."""
    for child in node.children:
        if child.type in ("softbreak", "hardbreak"):
            yield "\n", True
        elif child.children:
            yield from _parts(child, strong or child.type == "strong")
        elif child.type in ("text", "code_inline"):
            yield child.content, strong


def _rows(table: SyntaxTreeNode) -> list[list[Cell]]:
    """Rows of cells; a cell holds the lines of its text."""
    rows = [row for part in table.children for row in part.children]
    return [[list(_paragraph(cell, 0, None)) for cell in row.children] for row in rows]
