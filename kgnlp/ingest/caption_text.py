"""The text of a cue: its voices told apart, markup taken away, entities decoded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# Only markup of captions: people and programs write «<uklart>» and «x < y» too.
_VOICE = re.compile(r"<v(?:\.[\w.-]+)*(?:[ \t]+(?P<name>[^<>]*))?>")
_TAG = re.compile(
    r"</?(?:i|b|u|s|c|v|font|ruby|rt|lang)(?:[.\s][^<>]*)?>|</?\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")


def plain(payload: str) -> str:
    """Text without markup, entities decoded, lines joined."""
    decoded = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", payload))
    return " ".join(decoded.split())


def voices(payload: str) -> Iterator[tuple[str | None, str]]:
    """Each voice with what it says; the label is None where no voice, or one without a name, is open."""
    label: str | None = None
    position = 0
    for match in [*_VOICE.finditer(payload), None]:
        if text := plain(payload[position : match.start() if match else None]):
            yield label, text
        if match:
            label = plain(match["name"] or "") or None
            position = match.end()
