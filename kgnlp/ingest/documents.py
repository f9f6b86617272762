"""Opens Word and ODT documents: paragraphs and table rows, in the order of the page."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.sax import SAXParseException

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError
from odfdo import Document as OdfDocument
from odfdo import Element

from kgnlp.errors import TranscriptError
from kgnlp.ingest.labels import looks_like_label
from kgnlp.ingest.source import Source

# What the parsers raise on damaged documents, beside their own errors.
_FAULTS = (
    OpcError, LxmlError, SAXParseException, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error,
    KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, EOFError, NotImplementedError,
)  # fmt: skip


# Ancestors whose paragraphs are read elsewhere, were deleted, or are remarks.
_NOT_SPOKEN = "ancestor::table:table | ancestor::text:tracked-changes | ancestor::office:annotation"


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document."""

    paragraphs: tuple[str, ...]  # of the body, without tables
    tables: tuple[tuple[tuple[str, ...], ...], ...]  # tables, rows, cells


def is_word(source: Source) -> bool:
    """Whether it is a Word document, by its parts."""
    return source.is_zip and b"word/document" in source.content


def is_odt(source: Source) -> bool:
    """Whether it is an OpenDocument text, by its type mark."""
    return source.is_zip and b"application/vnd.oasis.opendocument.text" in source.content[:200]


@lru_cache(maxsize=1)
def open_word(source: Source) -> Document:
    """Read a Word document. Raises TranscriptError if it is damaged."""
    try:
        body = list(docx.Document(io.BytesIO(source.content)).iter_inner_content())
        return Document(
            tuple(_with_label(block) for block in body if isinstance(block, Paragraph)),
            tuple(_rows(block) for block in body if isinstance(block, Table)),
        )
    except _FAULTS as error:
        raise _damaged(source, ".docx") from error


def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text.strip() for cell in row.cells) for row in table.rows)


def _with_label(paragraph: Paragraph) -> str:
    """The paragraph's text; a name in bold at its start, without a colon, is marked as a label."""
    text = paragraph.text
    bold = ""
    for run in paragraph.runs:
        if run.text.strip() and not run.bold:
            break
        bold += run.text
    label, rest = bold.strip(), text[len(bold) :]
    if rest.strip() and ":" not in bold and text.startswith(bold) and looks_like_label(label):
        # A time after the name, or a line break, marks it well enough (Teams).
        return text if rest[:1].isspace() and rest.lstrip()[:1].isdigit() else f"{label}: {rest.strip()}"
    return text


@lru_cache(maxsize=1)
def open_odt(source: Source) -> Document:
    """Read an OpenDocument text. Raises TranscriptError if it is damaged."""
    try:
        body = OdfDocument(io.BytesIO(source.content)).body
        paragraphs = tuple(_odt_text(element) for element in _odt_paragraphs(body))
        tables = tuple(
            tuple(tuple(str(value or "").strip() for value in row) for row in table.get_values())
            for table in body.tables
        )
        return Document(paragraphs, tables)
    except _FAULTS as error:
        raise _damaged(source, ".odt") from error


def _odt_paragraphs(body: Element) -> Iterator[Element]:
    for element in body.get_elements("descendant::text:p | descendant::text:h"):
        if not element.get_elements(_NOT_SPOKEN):
            yield element


def _odt_text(element: Element) -> str:
    text: str = element.inner_text
    return text


def _damaged(source: Source, kind: str) -> TranscriptError:
    return TranscriptError(
        f"{source.name}, a {kind} that can't be opened",
        expected=f"a whole {kind} document",
        action="Open it in Word or LibreOffice, save it under a new name, and use that file.",
    )
