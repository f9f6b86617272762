"""Takes back sentence boundaries in the middle of what is written as one sentence.

Boundaries are learnt from written text and from copies like raw speech recognition, without capitals and
marks. So some that the copies teach turn up in written text too, before relative clauses most of all: "det er
nesten bare de nye | den forrige lederen hentet inn som er fornøyd".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language as Nlp
from spacy.tokens import Doc, Token

NAME = "kgnlp_boundaries"
_MARKS = frozenset({".", "?", "!", "…", "...", ":"})
# Tokens between a capital and a mark that may be one sentence: some tools write a whole answer with one
# capital and one full stop. Of the written sentences that are trained on two in a thousand are longer.
_LONGEST = 60


@Nlp.component(NAME, assigns=["token.is_sent_start"], requires=["token.is_sent_start"])
def mend(doc: Doc) -> Doc:
    """Join what begins with a capital and ends with a mark, where lower case or a figure goes on."""
    for first, end in _written_as_one(doc):
        for before, token in zip(doc[first : end - 1], doc[first + 1 : end], strict=True):
            if token.is_sent_start and not _may_begin(token) and _goes_on(before):
                token.is_sent_start = False
    return doc


def add(nlp: Nlp) -> None:
    """Put it behind the learnt boundaries of a trained pipeline."""
    nlp.add_pipe(NAME, after="senter")


def _written_as_one(doc: Doc) -> Iterator[tuple[int, int]]:
    """First token and the one after the last of each stretch that is written as one sentence."""
    first = 0
    for token in doc:
        if token.text in _MARKS:
            word = next((one for one in doc[first : token.i] if one.is_alpha), None)
            if word is not None and word.text[0].isupper() and token.i - first <= _LONGEST:
                yield first, token.i
            first = token.i + 1


def _goes_on(token: Token) -> bool:
    """Whether a sentence may go on behind a token: a word or a comma, but no bracket or dash."""
    return token.text[-1].isalnum() or token.text == ","


def _may_begin(token: Token) -> bool:
    """Whether a sentence may begin with a token: a capital, a quotation mark or a dash."""
    return not (token.text[0].islower() or token.text[0].isdigit())
