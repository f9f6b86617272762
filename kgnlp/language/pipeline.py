"""A spaCy pipeline behind the records of the domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language as Nlp
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from kgnlp.domain import AnalysedInterview, Analysis, Entity, Interview, Span, Token, Turn
from kgnlp.language.transcript import Marks
from kgnlp.wordforms import common_form, parts

# Turns a batch. Larger ones are no faster on a processor and hold more memory.
BATCH = 64


class LanguagePipeline:
    """Analyses texts with one spaCy pipeline.

    Args:
        nlp: the pipeline.
        version: its name, which changes whenever what it answers may change.
        wordforms: also give each token's common form and compound parts; loads word lists (2 s, 100 MB).

    """

    def __init__(self, nlp: Nlp, version: str, *, wordforms: bool = False) -> None:
        self.version = version
        self._nlp = nlp
        self._wordforms = wordforms
        # spaCy's limit guards parsers' memory; an interview that came as one turn must not fail on it.
        nlp.max_length = 10_000_000

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Sentences, tokens and entities of each text; offsets in code points of that text."""
        return list(self._analyses(texts))

    def analyse_interview(self, interview: Interview, turns: tuple[Turn, ...]) -> AnalysedInterview:
        """An interview with the analysis of each of its turns."""
        texts = [interview.text[turn.start : turn.end] for turn in turns]
        return AnalysedInterview(interview, turns, tuple(self.analyse(texts)))

    def _analyses(self, texts: Sequence[str]) -> Iterator[Analysis]:
        # The zone frees the strings and lexemes of these texts; they would else grow with every interview.
        with self._nlp.memory_zone():
            for doc in self._nlp.pipe(texts, batch_size=BATCH):
                yield _analysis(doc, self._wordforms)


def _analysis(doc: Doc, wordforms: bool) -> Analysis:
    marks = Marks(doc.text)
    return Analysis(
        sentences=tuple(_sentences(doc)),
        tokens=tuple(_token(token, marks, wordforms) for token in doc if not token.is_space),
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


def _token(token: SpacyToken, marks: Marks, wordforms: bool) -> Token:
    start, end = token.idx, token.idx + len(token)
    lemma = (token.lemma_ or token.text).lower()
    return Token(
        start=start,
        end=end,
        lemma=lemma,
        pos=token.pos_,
        is_word=any(character.isalnum() for character in token.text) and not marks.holds(start, end),
        form=common_form(lemma) if wordforms else "",
        parts=parts(lemma) if wordforms else (),
    )
