"""Plain text -> lines."""

from __future__ import annotations

from kgnlp.guide_import.lines import Line

_TAB = 4  # columns


def read_text(text: str) -> list[Line]:
    """The lines that are not blank; a paragraph begins for sure only after a blank one."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.replace("\f", "\n").expandtabs(_TAB).replace("\N{NO-BREAK SPACE}", " ")
        if not line.strip():
            gap = True
            continue
        depth = len(line) - len(line.lstrip())
        # The tab behind a label is kept: an "o" with a tab is Word's hollow bullet.
        lines.append(Line(number, raw.strip(), depth=depth, gap=gap))
        gap = False
    return lines
