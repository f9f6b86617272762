"""Transcript files of every form, made of the same small conversation."""

from __future__ import annotations

import io
import json
import textwrap
import zipfile
from collections.abc import Callable, Sequence

import docx
from odfdo import Document, Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from kgnlp.guide import Guide

Said = Sequence[tuple[str, str]]

ASKED = "Hvordan fungerer sekretariatet, og hva får dere ut av møtene?"
ANSWERED = "Å ja, jeg synes det går på skinner. Vi får sakene i tide, og så er det ro på møtet."
SAID: Said = (
    ("Ragnhild Østby", ASKED),
    ("Pål Grønvold-Næss", ANSWERED),
    ("Ragnhild Østby", "Og hvem eier sakene?"),
    ("Pål Grønvold-Næss", "Det gjør departementsråden, altså; hun «eier» dem & følger dem."),
)


def a_guide() -> Guide:
    return Guide.model_validate(
        {
            "id": "g1",
            "title": "Guide",
            "year": 2024,
            "role": "leder",
            "language": "nb",
            "sections": [
                {
                    "title": "Organisering",
                    "questions": [
                        {"id": "1", "text": "Hvordan fungerer sekretariatet?"},
                        {"id": "2", "text": "Hva får dere ut av møtene?"},
                    ],
                }
            ],
        }
    )


def clock(seconds: int, fraction: str = ".000", hours: bool = True) -> str:
    minutes = f"{seconds // 60:02d}:{seconds % 60:02d}{fraction}"
    return f"00:{minutes}" if hours else minutes


def _cues(said: Said, form: Callable[[int, str, str], str]) -> str:
    return "\n\n".join(form(number, speaker, text) for number, (speaker, text) in enumerate(said))


def labelled(said: Said = SAID, form: str = "{}: {}") -> str:
    return "\n".join(form.format(speaker, text) for speaker, text in said)


def otter(said: Said = SAID) -> str:
    return "\n\n".join(f"{speaker}  0:{n:02d}\n{text}" for n, (speaker, text) in enumerate(said))


def teams_vtt(said: Said = SAID) -> str:
    def cue(number: int, speaker: str, text: str) -> str:
        first, last = text[: len(text) // 2].rsplit(" ", 1)[0], ""
        last = text[len(first) :].strip().replace("&", "&amp;")
        head = f"1f092ec1-e6d1-8278-0637-a089e1989741/{number}"
        times = f"{clock(number * 10)} --> {clock(number * 10 + 5)}"
        return f"{head}-0\n{times}\n<v {speaker}>{first}</v>\n\n{head}-1\n{times}\n<v {speaker}>{last}</v>"

    return f"WEBVTT\n\n{_cues(said, cue)}\n"


def zoom_vtt(said: Said = SAID) -> str:
    def cue(number: int, speaker: str, text: str) -> str:
        return f"{number + 1}\n{clock(number * 10)} --> {clock(number * 10 + 5)}\n{speaker}: {text}"

    return f"WEBVTT\n\n{_cues(said, cue)}\n"


def noscribe_vtt(said: Said = SAID) -> str:
    names = sorted({speaker for speaker, _ in said})

    def cue(number: int, speaker: str, text: str) -> str:
        label = f"S{names.index(speaker):02d}"
        doubled = f"{label}: " if number % 2 else ""
        return f"{clock(number * 10)} --> {clock(number * 10 + 5)}\n<v {label}>{doubled}{text}"

    return f"WEBVTT\n\nNOTE\nTranscribed with noScribe. Audio source: x.m4a\n\n{_cues(said, cue)}\n"


def whisper_vtt(said: Said = SAID) -> str:
    def cue(number: int, _: str, text: str) -> str:
        return f"{clock(number * 10, hours=False)} --> {clock(number * 10 + 5, hours=False)}\n{text}"

    return f"WEBVTT\n\n{_cues(said, cue)}\n"


def whisper_srt(said: Said = SAID, label: str = "") -> str:
    def cue(number: int, speaker: str, text: str) -> str:
        times = f"{clock(number * 10, ',000')} --> {clock(number * 10 + 5, ',000')}"
        return f"{number + 1}\n{times}\n{label.format(speaker)}{text}"

    return _cues(said, cue) + "\n"


def whisper_json(said: Said = SAID, speakers: bool = False) -> str:
    names = sorted({speaker for speaker, _ in said})
    segments = [
        {"start": n * 10.0, "end": n * 10 + 5.0, "text": f" {text}"}
        | ({"speaker": f"SPEAKER_{names.index(speaker):02d}"} if speakers else {})
        for n, (speaker, text) in enumerate(said)
    ]
    return json.dumps({"segments": segments}, ensure_ascii=False)


def whisper_tsv(said: Said = SAID) -> str:
    rows = (f"{n * 10000}\t{n * 10000 + 5000}\t{text}" for n, (_, text) in enumerate(said))
    return "\n".join(["start\tend\ttext", *rows])


def delimited(said: Said = SAID, delimiter: str = "\t") -> str:
    rows = (
        delimiter.join([f"0:{n:02d} - 0:{n + 1:02d}", f'"{text}"', speaker])
        for n, (speaker, text) in enumerate(said)
    )
    return "\n".join([delimiter.join(["Timespan", "Content", "Speaker"]), *rows])


def rtf(said: Said = SAID) -> str:
    lines = (f"{speaker}: {text} #00:00:{n:02d}-5#\\par" for n, (speaker, text) in enumerate(said))
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in "\n".join(lines))
    return "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 " + escaped + "}"


def word(said: Said = SAID, bold: bool = False) -> bytes:
    document = docx.Document()
    document.add_paragraph("Intervju x01")
    for speaker, text in said:
        paragraph = document.add_paragraph()
        paragraph.add_run(speaker if bold else f"{speaker}: ").bold = True
        paragraph.add_run(f" {text}" if bold else text)
    return _saved(document)


def empty_word() -> bytes:
    return _saved(docx.Document())


def teams_word(said: Said = SAID) -> bytes:
    document = docx.Document()
    for line in ("Intervju-20240213-Meeting Recording", "13. februar 2024, 12:03PM", "14m 11s"):
        document.add_paragraph(line)
    document.add_paragraph(f"{said[0][0]} started transcription")
    for number, (speaker, text) in enumerate(said):
        paragraph = document.add_paragraph()
        paragraph.add_run(speaker).bold = True
        paragraph.add_run(f"   0:{number:02d}")
        paragraph.add_run().add_break()
        paragraph.add_run(text)
    document.add_paragraph(f"{said[0][0]} stopped transcription")
    return _saved(document)


def nvivo_word(said: Said = SAID, columns: Sequence[str] = ("Timespan", "Content", "Speaker")) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(columns))
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.text = name
    for number, (speaker, text) in enumerate(said):
        values = {"Timespan": f"00:0{number},0 - 00:0{number},9", "Content": text, "Speaker": speaker}
        values |= {"Tidsrom": values["Timespan"], "Innhold": text, "Taler": speaker}
        for cell, name in zip(table.add_row().cells, columns, strict=True):
            cell.text = values[name]
    return _saved(document)


def odt(said: Said = SAID) -> bytes:
    document = Document("text")
    document.body.clear()
    for speaker, text in said:
        document.body.append(Paragraph(f"{speaker}: {text}"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(said: Said = SAID, password: str | None = None) -> bytes:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=A4, encrypt=password)
    for number, (speaker, text) in enumerate(said):
        page.drawString(50, 800, "Intervju x01 – fortrolig")
        for line, words in enumerate(textwrap.wrap(f"{speaker}: {text}", 60)):
            page.drawString(50, 700 - 20 * line, words)
        page.drawString(280, 30, f"Side {number + 1} av {len(said)}")
        page.showPage()
    page.save()
    return stream.getvalue()


def zip_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    return stream.getvalue()


def word_with_entities() -> bytes:
    """A Word document whose XML defines entities that grow (billion laughs)."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>I: &l8;</w:t></w:r></w:p></w:body>"
    laughing = f'{xml}<w:document xmlns:w="{namespace}">{body}</w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            is_body = member.filename == "word/document.xml"
            new.writestr(member.filename, laughing if is_body else old.read(member.filename))
    return stream.getvalue()


def _saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
