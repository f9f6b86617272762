"""Opens Word and OpenDocument files: lines and tables, in the order of the page."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.sax import SAXParseException

import docx
import odfdo
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from kgnlp.errors import TranscriptError
from kgnlp.ingest.lines import Line, lines_of
from kgnlp.ingest.odt_text import odt_blocks
from kgnlp.ingest.source import Source
from kgnlp.ingest.word_text import Rows, word_blocks

# What the parsers raise on damaged documents, beside their own errors.
_FAULTS = (
    OpcError, LxmlError, SAXParseException, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, KeyError,
    ValueError, AttributeError, TypeError, IndexError, OSError, EOFError, NotImplementedError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document."""

    lines: tuple[Line, ...]  # all of it, the cells of tables one after another
    outside: tuple[Line, ...]  # what does not stand in tables
    tables: tuple[Rows, ...]  # tables, rows, cells


def is_word(source: Source) -> bool:
    """Whether it is a Word document, by its parts."""
    return source.is_zip and b"word/document" in source.content


def is_odt(source: Source) -> bool:
    """Whether it is an OpenDocument text, by its type mark."""
    return source.is_zip and b"application/vnd.oasis.opendocument.text" in source.content[:200]


@lru_cache(maxsize=1)
def open_word(source: Source) -> Document:
    """Read a Word document. Raises TranscriptError if it is damaged."""
    return _opened(source, ".docx", lambda stream: word_blocks(docx.Document(stream)))


@lru_cache(maxsize=1)
def open_odt(source: Source) -> Document:
    """Read an OpenDocument text. Raises TranscriptError if it is damaged."""
    return _opened(source, ".odt", lambda stream: odt_blocks(odfdo.Document(stream)))


def _opened(source: Source, kind: str, blocks_of: Callable[[io.BytesIO], Iterable[Line | Rows]]) -> Document:
    try:
        blocks = list(blocks_of(io.BytesIO(source.content)))
    except _FAULTS as error:
        raise TranscriptError(
            f"{source.name}, a {kind} that can't be opened",
            expected=f"a whole {kind} document",
            action="Open it in Word or LibreOffice, save it under a new name, and use that file.",
        ) from error
    return Document(
        tuple(lines_of(part for block in blocks for part in _parts(block))),
        tuple(lines_of(block for block in blocks if isinstance(block, Line))),
        tuple(block for block in blocks if not isinstance(block, Line)),
    )


def _parts(block: Line | Rows) -> Iterable[str | Line]:
    return [block] if isinstance(block, Line) else [cell for row in block for cell in row]
