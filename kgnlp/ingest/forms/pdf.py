"""PDF with text: lines of the pages, without what repeats at their top and foot."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from kgnlp.errors import TranscriptError
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript

# The parsers write what they stumble on to the log, and that can be what was said.
for _name in ("pdfminer", "pdfplumber"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_PAGE_NUMBER = re.compile(
    r"(?:side|page|s\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:av|of|/)\s*\d{1,4})?", re.IGNORECASE
)
# Lines at the top and at the foot of a page that may be a running head.
_EDGE = 2
# Pages on which a line must stand to be one; a short answer may stand at the edge of two.
_MIN_PAGES = 3
_BROKEN_WORD = re.compile(r"(?P<first>[^\W\d_]+)(?P<hyphen>[-\u2010\u00ad])\n(?P<last>[a-zæøå]\w*)")
# After these the hyphen stands for the rest of a word: «klima- og miljøsaker».
_AFTER_HYPHEN = frozenset(("og", "eller", "men", "samt", "til", "som", "i", "kontra", "ikke", "ikkje"))


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
    return read_paragraphs(_mended(text).split("\n"))


def _mended(text: str) -> str:
    """The text with words that were broken at the end of a line in one piece."""
    lower = text.lower()

    def whole(match: re.Match[str]) -> str:
        first, last = match["first"], match["last"]
        if last in _AFTER_HYPHEN:
            return f"{first}- {last}"
        with_hyphen, without = f"{first}-{last}", f"{first}{last}"
        # A hyphen of the word itself («e-post») shows where the same word stands inside a line.
        is_own = match["hyphen"] == "-" and lower.count(with_hyphen.lower()) > lower.count(without.lower())
        return with_hyphen if is_own else without

    return _BROKEN_WORD.sub(whole, text)


def _pages(source: Source) -> list[list[str]]:
    try:
        with pdfplumber.open(io.BytesIO(source.content)) as document:
            return [(page.extract_text() or "").split("\n") for page in document.pages]
    except (
        MalformedPDFException,
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
    recurring = {shape for shape, count in edges.items() if count >= max(_MIN_PAGES, len(pages) / 2)}
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
