"""A spaCy pipeline behind the records of the domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language as Nlp
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from kgnlp.domain import Analysis, Entity, Span, Token
from kgnlp.language.transcript import Marks

# Turns a batch. Larger ones are no faster on a processor and hold more memory.
BATCH = 64


class LanguagePipeline:
    """Analyses texts with one spaCy pipeline.

    Args:
        nlp: the pipeline.
        version: its name, which changes whenever what it answers may change.

    """

    def __init__(self, nlp: Nlp, version: str) -> None:
        self.version = version
        self._nlp = nlp
        # spaCy's limit guards parsers' memory; an interview that came as one turn must not fail on it.
        nlp.max_length = 10_000_000

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Sentences, tokens and entities of each text; offsets in code points of that text."""
        return list(self._analyses(texts))

    def _analyses(self, texts: Sequence[str]) -> Iterator[Analysis]:
        # The zone frees the strings and lexemes of these texts; they would else grow with every interview.
        with self._nlp.memory_zone():
            for doc in self._nlp.pipe(texts, batch_size=BATCH):
                yield _analysis(doc)


def _analysis(doc: Doc) -> Analysis:
    marks = Marks(doc.text)
    return Analysis(
        sentences=tuple(_sentences(doc)),
        tokens=tuple(_token(token, marks) for token in doc if not token.is_space),
        entities=tuple(
            Entity(entity.start_char, entity.end_char, entity.label_)
            for entity in doc.ents
            if not marks.holds(entity.start_char, entity.end_char)
        ),
    )


def _sentences(doc: Doc) -> Iterator[Span]:
    """Sentences without the white space around them; every other character is in one."""
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.end_char - len(text) + len(text.rstrip())
        if start < end:
            yield Span(start, end)


def _token(token: SpacyToken, marks: Marks) -> Token:
    start, end = token.idx, token.idx + len(token)
    return Token(
        start=start,
        end=end,
        lemma=(token.lemma_ or token.text).lower(),
        pos=token.pos_,
        is_word=any(character.isalnum() for character in token.text) and not marks.holds(start, end),
    )
