"""Files that are no documents, or that would harm."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgnlp.errors import ConfigurationError
from kgnlp.guide_import import import_guides
from tests.guide_import.layouts import LAYOUTS, word_lists
from tests.guides import school_meals

_WORD = word_lists(school_meals())


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed_word(old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_WORD)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new, 1) if name == part else content)
    return stream.getvalue()


def bomb() -> bytes:
    return packed(**{"[Content_Types].xml": b"<x/>", "word/document.xml": bytes(150_000_000)})


def encrypted_member() -> bytes:
    content = bytearray(packed(**{"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = content.find(mark)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(mark, start + 4)
    return bytes(content)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "found", "action"),
    [
        ("a.docx", b"", "without content", "right file"),
        ("a.txt", b" \n ", "without content", "right file"),
        (
            "a.docx",
            _OLE + "EncryptedPackage".encode("utf-16-le"),
            "encrypted with a password",
            "Remove the password",
        ),
        ("a.doc", _OLE + b"x", "old Word form", "Save it as .docx"),
        ("a.docx", encrypted_member(), "encrypted with a password", "Remove the password"),
        ("a.docx", bomb(), "unpacks to 150 MB", "without pictures"),
        ("a.docx", _WORD[: len(_WORD) // 2], "no whole Word document", "Open it in Word"),
        ("a.docx", b"PK\x03\x04" + bytes(50), "no whole Word document", "Open it in Word"),
        # a spreadsheet, and an OpenDocument text
        (
            "a.docx",
            packed(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
            "Word document",
            "Word",
        ),
        ("a.odt", packed(mimetype=b"application/vnd.oasis.opendocument.text"), "another kind", ".docx"),
        ("a.pdf", b"%PDF-1.7 x", "a PDF", "save it as .docx"),
        ("a.rtf", b"{\\rtf1 x}", "an RTF", "save it as .docx"),
        ("a.txt", bytes(range(256)) * 4, "no text", "as .docx or as text"),
        ("a.txt", b"x" * 2_000_001, "2 MB", "file of its own"),
        ("a.docx", b"x" * 20_000_001, "20 MB", "document of its own"),
        ("a.html", b"<html><p>Hei</p></html>", "no questions", "Number the questions"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused_says_why_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, found: str, action: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=found) as error:
        import_guides(file)
    assert action in error.value.action
    assert name in error.value.found


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="FileNotFoundError"):
        import_guides(tmp_path / "none.docx")


def test_entities_of_xml_are_not_expanded(tmp_path: Path) -> None:
    doctype = b'?>\n<!DOCTYPE x [<!ENTITY a "hemmelig"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    content = changed_word(b"?>", doctype)
    file = tmp_path / "a.docx"
    file.write_bytes(content.replace(b"Hvem", b"Hvem"))
    texts = " ".join(entry.text for one in import_guides(file) for entry in one.guide.entries())
    assert "hemmelig" not in texts
    assert "root:" not in texts


@pytest.mark.parametrize(
    ("name", "content"),
    [
        # the ending does not say what it is
        ("a.txt", _WORD),
        ("a.docx", LAYOUTS["indented"][1](school_meals())),
        ("a.txt", LAYOUTS["nested lists in HTML"][1](school_meals())),
        ("a.docx", LAYOUTS["no blank lines"][1](school_meals())),
    ],
)
def test_files_are_told_by_what_they_hold(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (one,) = import_guides(file)
    assert one.guide.sections == school_meals().sections


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"1. Hva" + b"." * 500_000 + b"x?\n2. Hvem?"),
        ("a.txt", b"1. Hva " + b" " * 500_000 + b"x?\n2. Hvem?"),
        ("a.txt", b"1. Hva? " + b"a) b) " * 50_000),
        ("a.txt", b"".join(b"%d. Hva gjor du %d?\n" % (n % 900, n) for n in range(20_000))),
        ("a.html", b"<html>" + b"<div>" * 20_000 + b"<p>1. Hva?<p>2. Hvem?"),
        ("a.html", b"<!--" * 100_000),
        ("a.md", b"- " * 2_000 + b"1. Hva?"),
        ("a.md", b"[" * 20_000 + b"\n1. Hva?"),
        ("a.md", b">" * 5_000 + b" 1. Hva?"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[:12]!r}",
)
def test_hostile_files_take_seconds_at_most(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    begun = time.monotonic()
    try:
        found = len(import_guides(file))
    except ConfigurationError as error:
        assert error.action
        found = 0
    assert found <= 1
    assert time.monotonic() - begun < 20


_LINE = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "  ", "\t", "      "]),
    st.sampled_from(
        ["", "1. ", "2. ", "3) ", "1.1 ", "a) ", "b) ", "• ", "- ", "Spørsmål 1: ", "A. ", "ii) ", "## "]
    ),
    st.sampled_from(
        ["", "Hva gjør du", "kjøkkenet", "Mat og drikke", "I hvilken grad mener du at", "(Vis kart)", "…"]
    ),
    st.sampled_from(["?", "", " …", ":", ".", " a) mat b) pris?"]),
)
_ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(_LINE | _ANYTHING | st.just("2025 - Ledere"), max_size=25),
    st.sampled_from(["txt", "md", "html"]),
)
def test_any_lines_give_valid_guides_or_an_error(tmp_path: Path, lines: list[str], ending: str) -> None:
    file = tmp_path / f"a.{ending}"
    text = "<p>".join(lines) if ending == "html" else "\n".join(lines)
    file.write_text(text, "utf-8")
    try:
        found = import_guides(file)
    except ConfigurationError as error:
        assert error.action
    else:
        assert all(one.guide.entries() and all(str(remark) for remark in one.remarks) for one in found)
        assert len({one.guide.id for one in found}) == len(found)
