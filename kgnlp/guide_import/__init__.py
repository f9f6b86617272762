"""Documents -> interview guides: Word, plain text, Markdown or saved web pages.

1. a reader makes lines of the file (``word_lines``, ``text_lines``, ``markdown_lines``, ``html_lines``)
2. ``wrapping``   lines -> paragraphs with labels
3. ``blocks``     paragraphs -> one block a guide, and stretches that are numbered through
4. ``roles``, ``paragraphs``  what each line is: heading, lead-in, question, item, or none of them
5. ``drafts``, ``items``, ``build``  lines with roles -> guides

What a document leaves open is said in remarks, with the line and with what was taken for granted.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kgnlp.errors import ConfigurationError
from kgnlp.guide_import.build import ImportedGuide, Known, build_guides
from kgnlp.guide_import.lines import Notes, Remark
from kgnlp.guide_import.source import read_lines
from kgnlp.guide_import.wrapping import paragraphs
from kgnlp.guide_import.write import to_yaml

__all__ = ["ImportedGuide", "Remark", "import_guides", "to_yaml"]


def import_guides(file: Path, *, role: str | None = None, year: int | None = None) -> list[ImportedGuide]:
    """The guides of a document, in its order, each with remarks on what the document leaves open.

    Args:
        file: the document.
        role: role of the informants; the title of each guide tells where it is not given.
        year: year of the guides, likewise.

    Raises:
        ConfigurationError: the file can't be read, or nothing in it looks like a guide.
    """
    lines, unit = read_lines(file)
    notes = Notes()
    found = build_guides(paragraphs(lines, notes), Known(file.name, role, year), notes)
    if not found:
        raise ConfigurationError(
            f"no questions in the {len(lines)} {unit}s of {file.name}",
            expected="numbered, lettered or bulleted questions, or lines that end with a question mark",
            action="Number the questions, or write the guide by hand: docs/guides.md shows how.",
        )
    return [
        ImportedGuide(one.guide, tuple(replace(remark, unit=unit) for remark in one.remarks)) for one in found
    ]
