"""What Word counts itself, and what of a document is text."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kgnlp.guide_import.lines import Style
from kgnlp.guide_import.word_lines import read_word
from kgnlp.guide_import.word_numbering import Numbering

_LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
    '<w:lvlText w:val="{text}"/></w:lvl>'
)


def numbering(
    *levels: tuple[str, str, int], nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
):  # type: ignore[no-untyped-def]
    """A numbering part; each level is format, text and start."""
    written = "".join(
        _LEVEL.format(level=level, format=form, text=text, start=start)
        for level, (form, text, start) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>'
    return Numbering(parse_xml(f"<w:numbering {nsdecls('w')}>{abstract}{nums}</w:numbering>"))


def labels(counted: Numbering, *places: tuple[str, int]) -> list[tuple[Style, tuple[int, ...]] | None]:
    found = [counted.count(num_id, level) for num_id, level in places]
    return [(one.label.style, one.label.values) if one and one.label else None for one in found]


def test_levels_count_and_start_again_under_the_next() -> None:
    counted = numbering(("decimal", "%1.", 1), ("lowerLetter", "%2)", 1))
    assert labels(counted, ("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)) == [
        (Style.NUMBER, (1,)),
        (Style.LETTER, (1,)),
        (Style.LETTER, (2,)),
        (Style.NUMBER, (2,)),
        (Style.LETTER, (1,)),
    ]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "%1)", (Style.NUMBER, (3,))),
        ("upperLetter", "%1.", (Style.CAPITAL, (3,))),
        ("lowerRoman", "%1.", (Style.ROMAN, (3,))),
        ("decimal", "Spørsmål %1:", (Style.NAMED, (3,))),
        ("bullet", "\uf0b7", (Style.BULLET, ())),
        # a fixed sign in place of a number
        ("decimal", "–", (Style.BULLET, ())),
        # numbered for Word, but nothing is shown
        ("none", "", None),
        ("decimal", "", None),
    ],
)
def test_formats(form: str, text: str, expected: object) -> None:
    assert labels(numbering((form, text, 3)), ("1", 0)) == [expected]


def test_numbers_of_several_levels() -> None:
    counted = numbering(("decimal", "%1", 2), ("decimal", "%1.%2", 1))
    assert labels(counted, ("1", 0), ("1", 1), ("1", 1))[1:] == [
        (Style.DOTTED, (2, 1)),
        (Style.DOTTED, (2, 2)),
    ]


def test_lists_that_share_a_definition_go_on_unless_told_to_start_again() -> None:
    nums = "".join(
        [
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>',
            '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
        ]
    )
    counted = numbering(("decimal", "%1.", 1), nums=nums)
    found = labels(counted, ("1", 0), ("2", 0), ("3", 0), ("3", 0))
    assert [one[1][0] for one in found if one] == [1, 2, 1, 2]


def test_a_list_that_is_not_defined_has_no_label() -> None:
    assert numbering(("decimal", "%1.", 1)).count("7", 0) is None
    assert Numbering(None).count("1", 0) is None


@pytest.fixture
def document() -> Iterator[Document]:
    return docx.Document()  # type: ignore[return-value]


def lines(document: Document) -> list[str]:
    stream = io.BytesIO()
    document.save(stream)
    return [line.text for line in read_word(stream.getvalue())]


def test_deleted_text_is_left_out_and_inserted_text_kept(document: Document) -> None:
    paragraph = document.add_paragraph("Hva ")._p
    run = "<w:{0} {1} w:id='1' w:author='x'><w:r><w:{2}>{3}</w:{2}></w:r></w:{0}>"
    paragraph.append(parse_xml(run.format("del", nsdecls("w"), "delText", "mener")))
    paragraph.append(parse_xml(run.format("ins", nsdecls("w"), "t", "tror du?")))
    assert lines(document) == ["Hva tror du?"]


def test_content_controls_and_links_are_text(document: Document) -> None:
    inner = "<w:p><w:r><w:t>Hva?</w:t></w:r></w:p>"
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
    document.element.body.insert(0, control)
    link = parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:t>der?</w:t></w:r></w:hyperlink>")
    document.add_paragraph("Hvor ")._p.append(link)
    assert lines(document) == ["Hva?", "Hvor der?"]


def test_tab_stops_of_a_paragraph_are_no_text(document: Document) -> None:
    paragraph = document.add_paragraph("Hva?")
    paragraph.paragraph_format.tab_stops.add_tab_stop(720)
    assert lines(document) == ["Hva?"]


def test_headings_are_told_by_style_or_outline(document: Document) -> None:
    document.add_heading("Mat", 2)
    outlined = document.add_paragraph("Pris")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    document.add_paragraph("Brødtekst")
    stream = io.BytesIO()
    document.save(stream)
    assert [line.heading for line in read_word(stream.getvalue())] == [2, 2, None]


def test_a_paragraph_is_bold_when_all_of_its_text_is(document: Document) -> None:
    document.add_paragraph().add_run("Mat").bold = True
    mixed = document.add_paragraph("Hva ")
    mixed.add_run("nå").bold = True
    stream = io.BytesIO()
    document.save(stream)
    assert [line.bold for line in read_word(stream.getvalue())] == [True, False]
