"""RTF, from f4 (``#00:01:02-3#`` at the end of a paragraph) or saved by hand."""

import re

from striprtf.striprtf import rtf_to_text

from kgnlp.errors import TranscriptError
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.table_rows import looks_like_rows, read_rows

# Pictures are written as numbers; the parser would go through them sign by sign.
_PICTURE = re.compile(r"[0-9a-fA-F\r\n]{1000,}")


def _recognise(source: Source) -> float:
    return 1.0 if source.is_rtf else 0.0


def _read(source: Source) -> Transcript:
    try:
        text: str = rtf_to_text(_PICTURE.sub("", _content(source)))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, TypeError, RecursionError) as error:
        raise TranscriptError(
            f"{source.name}, an RTF that can't be read",
            expected="a whole RTF document",
            action="Open it in Word, save it as .docx, and use that file.",
        ) from error
    # RTF has characters beyond 16 bits in two halves, and the parser leaves them so.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = whole.split("\n")
    # The parser ends each cell of a table with a bar.
    rows = [line[:-1].split("|") for line in lines if line.endswith("|")]
    if rows and sum(map(len, lines)) < 2 * sum(len(cell) for row in rows for cell in row):
        if looks_like_rows(rows):
            return read_rows(rows)
        lines = [cell for line in lines for cell in line.split("|")]
    return read_paragraphs(lines)


def _content(source: Source) -> str:
    """RTF is seven-bit by design; what programs write beyond that is UTF-8, or else of Windows."""
    try:
        return source.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.content.decode("cp1252", errors="replace")


FORM = Form("rtf", "RTF from f4 or Word", _recognise, _read)
