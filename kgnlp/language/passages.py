"""Cuts an interview into passages: one informant turn, or a sentence-aligned part of a long one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from math import ceil

from kgnlp.domain import AnalysedInterview, Language, Passage, Role, Segment, Span

_WORD = re.compile(r"\S+")


def cut(
    analysed: AnalysedInterview,
    segments: Sequence[Segment],
    max_words: int,
    language_of: Callable[[str], Language],
) -> tuple[Passage, ...]:
    """Cut the informants' turns into passages.

    Args:
        analysed: the interview and the pipeline's analysis of each turn.
        segments: all its segments; each is of whole turns.
        max_words: longest passage. Words.
        language_of: tells the written form of a passage's text.

    """
    return tuple(_passages(analysed, segments, max_words, language_of))


def _passages(
    analysed: AnalysedInterview,
    segments: Sequence[Segment],
    max_words: int,
    language_of: Callable[[str], Language],
) -> Iterator[Passage]:
    for segment in segments:
        for turn in analysed.turns[segment.first_turn : segment.last_turn + 1]:
            if turn.role is not Role.INFORMANT:
                continue
            for part, span in enumerate(_parts(analysed, turn.turn, max_words)):
                yield _passage(analysed, segment, turn.turn, part, span, language_of)


def _passage(
    analysed: AnalysedInterview,
    segment: Segment,
    turn: int,
    part: int,
    span: Span,
    language_of: Callable[[str], Language],
) -> Passage:
    """The passage at ``span`` of a turn's text."""
    text = analysed.turn_text(turn)[span.start : span.end]
    tokens = analysed.analyses[turn].tokens
    offset = analysed.turns[turn].start
    return Passage(
        passage_id=f"{analysed.interview.interview_id}:{turn:04d}:{part}",
        interview_id=analysed.interview.interview_id,
        segment=segment.segment,
        turn=turn,
        question_id=segment.question_id,
        start=offset + span.start,
        end=offset + span.end,
        text=text,
        speaker=analysed.turns[turn].speaker,
        language=language_of(text),
        words=len(text.split()),
        lemmas=tuple(
            token.lemma
            for token in tokens
            if token.is_word and span.start <= token.start and token.end <= span.end
        ),
    )


def _parts(analysed: AnalysedInterview, turn: int, max_words: int) -> list[Span]:
    """Spans of a turn's text, of whole sentences and about equally long; together all of them."""
    text = analysed.turn_text(turn)
    sentences = [
        piece
        for sentence in analysed.analyses[turn].sentences
        for piece in _pieces(text, sentence, max_words)
    ]
    if not sentences:
        return []
    whole = Span(sentences[0].start, sentences[-1].end)
    if len(text[whole.start : whole.end].split()) <= max_words:
        return [whole]
    lengths = [len(text[sentence.start : sentence.end].split()) for sentence in sentences]
    return [
        Span(sentences[first].start, sentences[last].end) for first, last in _balanced(lengths, max_words)
    ]


def _pieces(text: str, sentence: Span, most: int) -> list[Span]:
    """A sentence as it is, or in equal pieces where it has more than ``most`` words.

    Raw speech recognition may give a whole interview without a full stop; passages must not grow with it.
    """
    words = list(_WORD.finditer(text, sentence.start, sentence.end))
    if len(words) <= most:
        return [sentence]
    size = ceil(len(words) / ceil(len(words) / most))
    runs = [words[first : first + size] for first in range(0, len(words), size)]
    return [Span(run[0].start(), run[-1].end()) for run in runs]


def _balanced(lengths: Sequence[int], most: int) -> list[tuple[int, int]]:
    """First and last index of runs of about equal length, none above ``most`` unless one item is.

    Each run ends where the total is nearest to its share, so the last is no short remainder.
    """
    runs: list[tuple[int, int]] = []
    first = 0
    while first < len(lengths):
        left = sum(lengths[first:])
        share = left / ceil(left / most)
        last, length = first, lengths[first]
        while last + 1 < len(lengths) and _nearer(length, lengths[last + 1], share, most):
            last += 1
            length += lengths[last]
        runs.append((first, last))
        first = last + 1
    return runs


def _nearer(length: int, more: int, share: float, most: int) -> bool:
    """Whether a run of ``length`` words comes nearer to its share with ``more`` words."""
    return length + more <= most and abs(length + more - share) <= abs(length - share)
