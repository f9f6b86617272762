"""What transcribers write between words: [uhørlig], (ler), timestamps that a tool left in the text."""

from __future__ import annotations

import re
from bisect import bisect_right

from kgnlp.domain import Span

# Square brackets are the transcriber's in every convention seen (f4, NVivo, noScribe, Teams). Round ones
# are also the speaker's asides, so only those count that begin with a word for a sound or a gap.
_SOUNDS = (
    r"ler|lær|latter|flirer|humrer|fniser|smiler|hoster|harker|kremter|sukker|sukk|pause|stillhet|stille|taushet|"
    r"uhørlig|uhørleg|utydelig|utydeleg|uklart|uforståelig|uforståeleg|inaudible|laughs|laughter|crosstalk|"
    r"snakker i munnen|snakkar i munnen|telefonen? ringer|bakgrunnsstøy|støy|mumler|nikker|nikkar"
)
_MARK = re.compile(
    rf"\[[^\[\]\n]{{0,80}}\]"
    rf"|\((?:{_SOUNDS})\b[^()\n]{{0,40}}\)"
    # A clock with seconds, or one between signs; "10:30" alone may be a time of day that was said.
    r"|#\d{1,2}:\d{2}(?::\d{2})?(?:[-.,]\d{1,3})?#"
    r"|[(<]\d{1,2}:\d{2}(?::\d{2})?(?:[-.,]\d{1,3})?[)>]"
    r"|(?<![\d:])\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?(?![\d:])",
    re.IGNORECASE,
)


class Marks:
    """Where a text holds something that nobody said."""

    def __init__(self, text: str) -> None:
        self.spans = tuple(Span(match.start(), match.end()) for match in _MARK.finditer(text))
        self._starts = [span.start for span in self.spans]

    def holds(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` overlaps a mark."""
        before = bisect_right(self._starts, end - 1) - 1
        return before >= 0 and self.spans[before].end > start
