import pytest

from kgnlp.guide_import.html_lines import read_html
from kgnlp.guide_import.lines import Line, Style


def shown(line: Line) -> tuple[str | None, str]:
    label = line.label
    return (f"{label.style} {label.value}" if label else None), line.text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ol start=3><li>Hva?<li>Hvem?</ol>", [("number 3", "Hva?"), ("number 4", "Hvem?")]),
        ("<ol><li value=5>Hva?<li>Hvem?</ol>", [("number 5", "Hva?"), ("number 6", "Hvem?")]),
        ("<ol type=a><li>Hva?</ol>", [("letter 1", "Hva?")]),
        ("<ol style='list-style-type: lower-roman'><li>Hva?</ol>", [("roman 1", "Hva?")]),
        ("<ul><li>Hva?</ul>", [("bullet 0", "Hva?")]),
        # a list inside an item: the item's own text comes first, what follows the list has no label
        (
            "<ol><li>Hva?<ul><li>maten</ul>Noter</ol>",
            [("number 1", "Hva?"), ("bullet 0", "maten"), (None, "Noter")],
        ),
        ("<p>Hva<br>er det?</p>", [(None, "Hva"), (None, "er det?")]),
        ("<div>Hva<div>Hvem</div>Hvor</div>", [(None, "Hva"), (None, "Hvem"), (None, "Hvor")]),
        (
            "<p>Hva <b>mener</b>\n   du?&nbsp;Og hvorfor &amp; når?</p>",
            [(None, "Hva mener du? Og hvorfor & når?")],
        ),
        # what is no text of the page
        (
            "<script>1. Hva?</script><nav>1. Hjem</nav><!-- x --><p>Hva?</p><button>Skriv ut</button>",
            [(None, "Hva?")],
        ),
        # the titles of folding parts are buttons in headings
        ("<h3><button>Ledere</button></h3><p>Hva?</p>", [(None, "Ledere"), (None, "Hva?")]),
        # lists as Word saves them
        (
            "<p style='mso-list:l0 level2 lfo1'><i style='mso-list:Ignore'>·<i>&nbsp; </i></i>maten</p>",
            [(None, "• maten")],
        ),
        (
            "<p style='mso-list:l0 level1 lfo1'><i style='mso-list:Ignore'>1.<i>&nbsp; </i></i>Hva?</p>",
            [(None, "1. Hva?")],
        ),
        # nothing but a comment
        ("<!-- x -->", []),
        # a bomb of entities is not read: HTML knows none of its own
        ("<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><p>Hva &b;?</p>", None),
    ],
)
def test_pages(page: str, expected: list[tuple[str | None, str]] | None) -> None:
    found = [shown(line) for line in read_html(page.encode())]
    if expected is None:
        assert not any("xx" in text for _, text in found)
    else:
        assert found == expected


def test_headings_bold_and_depth() -> None:
    found = read_html(b"<h2>Mat</h2><p><b>Pris</b></p><ol><li>Hva?<ul><li>maten</ul></ol>")
    assert [(line.heading, line.bold, line.depth) for line in found] == [
        (2, False, 0),
        (None, True, 0),
        (None, False, 0),
        (None, False, 1),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        # no word of the encoding
        ("", "utf-8"),
        ("", "windows-1252"),
        ('<meta charset="iso-8859-1">', "iso-8859-1"),
        ("", "utf-16"),
    ],
)
def test_letters_survive_every_encoding(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>Hva er på gjære, Åse?</p></body></html>"
    assert [line.text for line in read_html(page.encode(encoding))] == ["Hva er på gjære, Åse?"]


def test_a_page_saved_as_one_file() -> None:
    page = (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>Hva er p=C3=A5 gang?</p></body></html>\r\n--b\r\n"
        b"Content-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    assert [line.text for line in read_html(page)] == ["Hva er på gang?"]


def test_cells_of_a_table_without_questions_are_lines() -> None:
    found = read_html(b"<table><tr><td>Navn</td><td>Dato</td></tr></table>")
    assert [line.text for line in found] == ["Navn", "Dato"]


def test_a_label_names_its_style() -> None:
    (line,) = read_html(b"<ol type=I><li>Mat</ol>")
    assert line.label is not None
    assert line.label.style is Style.CAPITAL
