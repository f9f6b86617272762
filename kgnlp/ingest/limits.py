"""What is refused before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from kgnlp.errors import TranscriptError
from kgnlp.ingest.source import Source

# Bytes. The XML of an unpacked Word file of a long interview is about 2 MB; pictures are unpacked by nobody.
_MAX_UNPACKED = 200_000_000
# Unpacked to packed. XML of documents packs to about a tenth, a bomb to a thousandth.
_MAX_RATIO = 200
# Bytes. Of a smaller file even a high ratio unpacks to little.
_SMALL = 50_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|svg)\b", re.IGNORECASE)
# Entities can grow without end or read other files; documents of Word and LibreOffice define none.
_ENTITY = b"<!ENTITY"
# Start of XML in an encoding in which the above would not be found.
_WIDE_XML = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def check(source: Source) -> None:
    """Refuse files that can't be transcripts, or that would harm. Raises TranscriptError."""
    if not source.content.strip():
        raise TranscriptError(
            f"{source.name} without content",
            expected="a transcript",
            action="Export it again from the tool that made it.",
        )
    if source.content.startswith(_OLE):
        _refuse_ole(source)
    if source.is_zip:
        _check_zip(source)
    elif source.is_plain and _MARKUP.match(source.text):
        raise TranscriptError(
            f"{source.name}, a web page or XML",
            expected="one of the forms in docs/formats.md",
            action="Open it in a browser or in Word, and save the transcript as .docx or .txt.",
        )


def _refuse_ole(source: Source) -> None:
    if "EncryptedPackage".encode("utf-16-le") in source.content:
        raise _encrypted(source)
    raise TranscriptError(
        f"{source.name} in the old Word form (.doc)",
        expected="an open .docx",
        action="Open it in Word, save it as .docx, and run again.",
    )


def _check_zip(source: Source) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            _check_size(source, archive)
            if any(member.flag_bits & 0x1 for member in archive.infolist()) or _is_encrypted_odf(archive):
                raise _encrypted(source)
            _check_entities(source, archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise TranscriptError(
            f"{source.name}, a damaged or truncated document",
            expected="a whole .docx or .odt",
            action="Copy or export the file again.",
        ) from error


def _check_size(source: Source, archive: zipfile.ZipFile) -> None:
    """By what the archive says; zipfile unpacks no more of a member than it says."""
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(len(source.content), _SMALL):
        raise TranscriptError(
            f"{source.name} that unpacks to {unpacked / 1e6:.0f} MB",
            expected=f"a document of at most {_MAX_UNPACKED / 1e6:.0f} MB unpacked",
            action="Save the transcript as a new document without pictures.",
        )


def _is_encrypted_odf(archive: zipfile.ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def _check_entities(source: Source, archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        xml = archive.read(name)
        if _ENTITY in xml or xml.startswith(_WIDE_XML):
            raise TranscriptError(
                f"{source.name} that defines entities in its XML",
                expected="a document as Word or LibreOffice writes it",
                action="Open it in Word or LibreOffice, save it under a new name, and use that file.",
            )


def _encrypted(source: Source) -> TranscriptError:
    return TranscriptError(
        f"{source.name} encrypted with a password",
        expected="an open document",
        action="Remove the password, and run again.",
    )
