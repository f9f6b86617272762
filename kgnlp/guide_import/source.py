"""A file -> its lines, by what it holds and not by its name alone; what would harm is refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from kgnlp.errors import ConfigurationError
from kgnlp.guide_import.html_lines import read_html
from kgnlp.guide_import.lines import Line
from kgnlp.guide_import.markdown_lines import read_markdown
from kgnlp.guide_import.text_lines import read_text
from kgnlp.guide_import.word_lines import read_word

# A guide of ten pages is 30 kB as a Word file, 20 kB as text; web pages with pictures may have some MB.
MAX_BYTES = 20_000_000
_MAX_TEXT_BYTES = 2_000_000
_MAX_UNPACKED = 100_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMS = "a Word document (.docx), plain text, Markdown or a saved web page"
_MARKDOWN = (".md", ".markdown")
_STARTS_AS_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_NAMES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
# What python-docx and all below it raise at damaged files; AttributeError where a part is of another kind.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LxmlError,
    OpcError,
    PythonDocxError,
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)
# First bytes of files that people try, and what to do with them.
_REFUSED = (
    (b"%PDF", "a PDF", "Open it in Word, save it as .docx, and import that."),
    (b"{\\rtf", "an RTF document", "Open it in Word, save it as .docx, and import that."),
)


def read_lines(file: Path) -> tuple[list[Line], str]:
    """The lines of a document, and what their numbers count: lines or paragraphs.

    Raises:
        ConfigurationError: the file can't be read, is of another form, or would harm.
    """
    content = _content(file)
    if content.startswith(b"PK"):
        return _word(file, content), "paragraph"
    if file.suffix.lower() in _HTML_NAMES or _STARTS_AS_HTML.match(content.lstrip(b"\xef\xbb\xbf")):
        return _guarded(file, content), "line"
    text = _decoded(file, content)
    return read_markdown(text) if file.suffix.lower() in _MARKDOWN else read_text(text), "line"


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise _error(
            f"{file} that can't be read ({type(error).__name__})", "Check its name and place."
        ) from error
    if size > MAX_BYTES:
        raise _error(f"{file.name} of {size / 1e6:.0f} MB", "Save the guide as a document of its own.")
    if not content.strip():
        raise _error(f"{file.name} without content", "Check that it is the right file.")
    if content.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        what = "encrypted with a password" if encrypted else "in the old Word form (.doc)"
        action = "Remove the password in Word" if encrypted else "Save it as .docx in Word"
        raise _error(f"{file.name} {what}", f"{action}, and import it again.")
    for start, what, action in _REFUSED:
        if content.startswith(start):
            raise _error(f"{file.name}, {what}", action)
    return content


def _word(file: Path, content: bytes) -> list[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
        _check_members(file, members)
        return read_word(content)
    except _BROKEN as error:
        raise _error(
            f"{file.name}, which is no whole Word document ({type(error).__name__})",
            "Open it in Word and save it as .docx again.",
        ) from error
    except RecursionError as error:
        raise _error(
            f"{file.name} with parts within parts without end", "Copy its text to a new file."
        ) from error


def _check_members(file: Path, members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    if "mimetype" in names or ("word/document.xml" not in names and "[Content_Types].xml" not in names):
        raise _error(f"{file.name}, a packed file of another kind", "Save it as .docx in its own program.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MAX_UNPACKED:
        raise _error(f"{file.name} that unpacks to {unpacked / 1e6:.0f} MB", "Save it without pictures.")
    if any(member.flag_bits & 0x1 for member in members):
        raise _error(f"{file.name} encrypted with a password", "Remove the password, and import it again.")


def _guarded(file: Path, content: bytes) -> list[Line]:
    try:
        return read_html(content)
    except (RecursionError, LxmlError, LookupError, ValueError) as error:
        raise _error(
            f"{file.name}, a web page that can't be read ({type(error).__name__})",
            "Open it in a browser, copy the guide, and save it as text.",
        ) from error


def _decoded(file: Path, content: bytes) -> str:
    if len(content) > _MAX_TEXT_BYTES:
        raise _error(
            f"{file.name}, a text of {len(content) / 1e6:.0f} MB", "Save the guide as a file of its own."
        )
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
    if "\0" in text or text.count("�") > len(text) / 100:
        raise _error(f"{file.name}, which is no text", "Save it as .docx or as text.")
    return text


def _error(found: str, action: str) -> ConfigurationError:
    return ConfigurationError(found, expected=_FORMS, action=action)
