"""Word as Teams writes it: a few header lines, then ``Name   12:34`` and the text after a line break."""

import re

from kgnlp.ingest.documents import is_word, open_word
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.timestamps import CLOCK

_HEADED = re.compile(rf"\s*\S.{{0,60}}?\s{{2,}}{CLOCK}\s*(?:\n.*|)", re.DOTALL)
# «Kari Moen started transcription», in the languages that Norwegian offices use.
_EVENT = re.compile(
    r".{0,60}(?:(?:started|stopped) transcription|(?:startet|stoppet|starta|stoppa|stansa) "
    r"transkripsjonen?|(?:startet|stoppet) transkribering)\s*\.?",
)


def _recognise(source: Source) -> float:
    if not is_word(source):
        return 0.0
    paragraphs = [paragraph for paragraph in open_word(source).paragraphs if paragraph.strip()]
    headed = sum(bool(_HEADED.fullmatch(paragraph)) for paragraph in paragraphs)
    return 0.9 if headed > 1 and headed >= 0.3 * len(paragraphs) else 0.0


def _read(source: Source) -> Transcript:
    paragraphs = [p for p in open_word(source).paragraphs if not _EVENT.fullmatch(p.strip())]
    return read_paragraphs(paragraphs)


FORM = Form("teams_word", "Word from Teams", _recognise, _read)
