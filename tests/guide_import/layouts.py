"""Guides written down in the ways that people write them, to be imported again."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator
from html import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kgnlp.guide import Guide, Question

Layout = Callable[[Guide], bytes]


def _lines(
    guide: Guide, question: str, item: str, *, titles: str = "{title}", blank: bool = True
) -> Iterator[str]:
    """The lines of a guide; ``question`` and ``item`` are patterns with {id}, {n}, {letter} and {text}."""
    yield guide.title
    for number, section in enumerate(guide.sections, 1):
        yield ""
        if section.title:
            yield titles.format(title=section.title, number=number)
            yield ""
        if section.lead_in:
            yield section.lead_in
            yield ""
        for place, asked in enumerate(section.questions, 1):
            yield question.format(id=asked.id, section=number, place=place, text=asked.text)
            for n, part in enumerate(asked.items, 1):
                letter = part.id.removeprefix(asked.id)
                yield item.format(id=part.id, parent=asked.id, n=n, letter=letter, text=part.text)
            if blank:
                yield ""


def _text(guide: Guide, question: str, item: str, **options: object) -> bytes:
    return "\n".join(_lines(guide, question, item, **options)).encode()  # type: ignore[arg-type]


def indented(guide: Guide) -> bytes:
    return _text(guide, "{id}. {text}", "   {letter}) {text}")


def flat_numbers(guide: Guide) -> bytes:
    """Items counted 1, 2, 3 like the questions, and not indented: what copying from a web page leaves."""
    return _text(guide, "{id}. {text}", "{n}. {text}")


def named(guide: Guide) -> bytes:
    return _text(guide, "Spørsmål {id}: {text}", "• {text}")


def q_style(guide: Guide) -> bytes:
    return _text(guide, "Q{id}. {text}", "Q{parent}{letter}. {text}")


def no_blank_lines(guide: Guide) -> bytes:
    return "\r\n".join(line for line in _lines(guide, "{id}) {text}", "- {text}") if line).encode("utf-16")


def capitals(guide: Guide) -> bytes:
    """Lettered sections: A. Bakgrunn."""
    letters = _text(guide, "{id}. {text}", "\t– {text}", titles="§{number}. {title}").decode()
    for number, letter in enumerate("ABCDEFGH", 1):
        letters = letters.replace(f"§{number}.", f"{letter}.")
    return letters.encode()


def wrapped(guide: Guide) -> bytes:
    """Lines broken at 72 columns, as mail programs do, in Windows' old encoding."""
    lines = _lines(guide, "{id}. {text}", "    {letter}) {text}")
    broken = ["\n".join(textwrap.wrap(line, 72, break_on_hyphens=False)) for line in lines]
    return "\n".join(broken).encode("windows-1252", errors="xmlcharrefreplace")


def markdown(guide: Guide) -> bytes:
    return _text(guide, "{id}. {text}", "   - {text}", titles="## {title}").replace(
        guide.title.encode(), b"# " + guide.title.encode(), 1
    )


def bold_markdown(guide: Guide) -> bytes:
    return _text(guide, "{id}. {text}", "    1. {text}", titles="**{title}**")


def html_nested(guide: Guide) -> bytes:
    return _html(
        guide, lambda q: f"<li value={q.id}><p>{escape(q.text)}</p>{_html_items(q, 'ol type=a')}</li>", "ol"
    )


def html_flat(guide: Guide) -> bytes:
    """Typed numbers in paragraphs, the items in a list of their own after them."""
    return _html(guide, lambda q: f"<p>{q.id}.&nbsp;{escape(q.text)}</p>{_html_items(q, 'ul')}", "div")


def html_table(guide: Guide) -> bytes:
    def row(q: Question) -> str:
        text = "<br>".join([escape(q.text), *(f"• {escape(item.text)}" for item in q.items)])
        return f"<tr><td>{q.id}</td><td>{text}</td><td></td></tr>"

    head = "<tr><th>Nr.</th><th>Spørsmål</th><th>Notater</th></tr>"
    return _html(guide, row, "table", head)


def _html(guide: Guide, question: Callable[[Question], str], element: str, first: str = "") -> bytes:
    parts = [f"<nav><a>1. Hjem</a></nav><h1>{escape(guide.title)}</h1>"]
    for section in guide.sections:
        if section.title:
            parts.append(f"<h2>{escape(section.title)}</h2>")
        if section.lead_in:
            parts.append(f"<p>{escape(section.lead_in)}</p>")
        questions = "".join(question(asked) for asked in section.questions)
        parts.append(f"<{element}>{first}{questions}</{element}>")
    body = "".join(parts)
    head = "<head><title>x</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}<script>1. Hva?</script></body></html>".encode()


def _html_items(question: Question, element: str) -> str:
    if not question.items:
        return ""
    items = "".join(f"<li>{escape(item.text)}</li>" for item in question.items)
    return f"<{element}>{items}</{element.split()[0]}>"


_NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
    <w:pPr><w:ind w:left="360"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{inner}"/><w:lvlText w:val="{text}"/>
    <w:pPr><w:ind w:left="1080"/></w:pPr></w:lvl>
</w:abstractNum>
"""


def word_lists(guide: Guide, inner: str = "lowerLetter", text: str = "%2)") -> bytes:
    """Word's own numbering: one multilevel list through the document, headings by style."""
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"), inner=inner, text=text)))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    document.add_heading(guide.title, 0)
    for section in guide.sections:
        if section.title:
            document.add_heading(section.title, 1)
        if section.lead_in:
            document.add_paragraph(section.lead_in)
        for question in section.questions:
            _numbered(document, question.text, 0)
            for item in question.items:
                _numbered(document, item.text, 1)
    return _saved(document)


def word_bullets(guide: Guide) -> bytes:
    return word_lists(guide, "bullet", "\uf0b7")


def word_numbers_in_numbers(guide: Guide) -> bytes:
    """Items counted 1, 2, 3 by Word, one level deeper than the questions."""
    return word_lists(guide, "decimal", "%2.")


def word_typed(guide: Guide) -> bytes:
    """All typed by hand, headings only bold, items after line breaks in the paragraph of the question."""
    document = docx.Document()
    document.add_paragraph().add_run(guide.title).bold = True
    for section in guide.sections:
        if section.title:
            document.add_paragraph().add_run(section.title).bold = True
        if section.lead_in:
            document.add_paragraph(section.lead_in)
        for question in section.questions:
            paragraph = document.add_paragraph(f"{question.id}.\t{question.text}")
            for item in question.items:
                paragraph.add_run().add_break()
                paragraph.add_run(f"{item.id.removeprefix(question.id)}) {item.text}")
    return _saved(document)


def word_table(guide: Guide) -> bytes:
    """One table with columns for topic, question and notes, the numbers in Word's own list style."""
    document = docx.Document()
    document.add_heading(guide.title, 0)
    table = document.add_table(1, 3)
    for cell, head in zip(table.rows[0].cells, ("Tema", "Spørsmål", "Notater"), strict=True):
        cell.text = head
    for section in guide.sections:
        for question in section.questions:
            topic, asked, _ = table.add_row().cells
            topic.text = section.title or ""
            asked.paragraphs[0].text = question.text
            asked.paragraphs[0].style = "List Number"
            for item in question.items:
                asked.add_paragraph(item.text, style="List Bullet 2")
    return _saved(document)


def _numbered(document: docx.document.Document, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 90
    properties.get_or_add_ilvl().val = level
    if properties.find(qn("w:numId")) is None:
        raise ValueError("no numId")


def _saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


LAYOUTS: dict[str, tuple[str, Layout]] = {
    "indented": ("txt", indented),
    "flat numbers": ("txt", flat_numbers),
    "named": ("txt", named),
    "Q1": ("txt", q_style),
    "no blank lines": ("txt", no_blank_lines),
    "lettered sections": ("txt", capitals),
    "wrapped": ("txt", wrapped),
    "Markdown": ("md", markdown),
    "Markdown with bold titles": ("md", bold_markdown),
    "nested lists in HTML": ("html", html_nested),
    "typed numbers in HTML": ("html", html_flat),
    "table in HTML": ("html", html_table),
    "Word's lists": ("docx", word_lists),
    "Word's bullets": ("docx", word_bullets),
    "Word's numbers in numbers": ("docx", word_numbers_in_numbers),
    "typed in Word": ("docx", word_typed),
    "table in Word": ("docx", word_table),
}
