"""RTF, from f4 (``#00:01:02-3#`` at the end of a paragraph) or saved by hand."""

from striprtf.striprtf import rtf_to_text

from kgnlp.errors import TranscriptError
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    return 1.0 if source.is_rtf else 0.0


def _read(source: Source) -> Transcript:
    # RTF is seven-bit by design; what programs write beyond that is in the code page of Windows.
    content = source.content.decode("cp1252", errors="replace")
    try:
        text: str = rtf_to_text(content)  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, TypeError, RecursionError) as error:
        raise TranscriptError(
            f"{source.name}, an RTF that can't be read",
            expected="a whole RTF document",
            action="Open it in Word, save it as .docx, and use that file.",
        ) from error
    return read_paragraphs(text.split("\n"))


FORM = Form("rtf", "RTF from f4 or Word", _recognise, _read)
