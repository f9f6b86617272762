"""PDF with text: lines of the pages, without what repeats at their top and foot."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from kgnlp.errors import TranscriptError
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript

_PAGE_NUMBER = re.compile(
    r"(?:side|page|s\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:av|of|/)\s*\d{1,4})?", re.IGNORECASE
)
# Lines at the top and at the foot of a page that may be a running head.
_EDGE = 2
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zæøå])")


def _recognise(source: Source) -> float:
    return 1.0 if source.is_pdf else 0.0


def _read(source: Source) -> Transcript:
    pages = _without_running_heads(_pages(source))
    text = "\n".join(line for page in pages for line in page)
    if not text.strip():
        raise TranscriptError(
            f"{source.name}, a PDF without text (scanned pages)",
            expected="a PDF whose text can be marked and copied",
            action="Use the document that the PDF was made from, or run text recognition on it first.",
        )
    return read_paragraphs(_BROKEN_WORD.sub("", text).split("\n"))


def _pages(source: Source) -> list[list[str]]:
    try:
        with pdfplumber.open(io.BytesIO(source.content)) as document:
            return [(page.extract_text() or "").split("\n") for page in document.pages]
    except (
        PdfminerException,
        PDFException,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
        AssertionError,
    ) as error:
        raise _cant_open(source, error) from error


def _cant_open(source: Source, error: BaseException) -> TranscriptError:
    locked = any(
        isinstance(cause, PDFPasswordIncorrect)
        for cause in (error, *error.args, error.__cause__, error.__context__)
    )
    what = "encrypted with a password" if locked else "damaged or truncated"
    action = "Remove the password, and run again." if locked else "Export the PDF again."
    return TranscriptError(
        f"{source.name}, a PDF that is {what}", expected="an open, whole PDF", action=action
    )


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers, and without edge lines that stand on most pages."""
    edges = Counter(
        line for page in pages for line in {_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:])}
    )
    recurring = {shape for shape, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    return [
        [line for number, line in enumerate(page) if not _is_running(line, number, len(page), recurring)]
        for page in pages
    ]


def _is_running(line: str, number: int, lines: int, recurring: set[str]) -> bool:
    at_edge = number < _EDGE or number >= lines - _EDGE
    return at_edge and (_shape(line) in recurring or bool(_PAGE_NUMBER.fullmatch(line.strip())))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


FORM = Form("pdf", "PDF with text", _recognise, _read)
