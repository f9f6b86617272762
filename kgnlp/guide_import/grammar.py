"""Which style of label a stretch of a guide uses for its questions, and which for its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kgnlp.guide_import.lines import Line, Style
from kgnlp.guide_import.wording import is_question_like

# A stretch counts as part of a guide, and a style as that of its questions, when at least this share of it is
# put as questions. The four guides of configs/guides have 1.0, the lists of contents we have seen under 0.3.
LEAST_QUESTIONS = 0.5


@dataclass(frozen=True, slots=True)
class Grammar:
    """How labels are to be read."""

    question: Style | None  # None: questions have no label, only a question mark
    headings: frozenset[Style] = frozenset()


def grammar_of(lines: Sequence[Line]) -> Grammar:
    """The way of counting that the lines suggest."""
    labelled = [line for line in lines if line.label and not line.heading]
    styles = Counter(line.label.style for line in labelled if line.label)
    if Style.NAMED in styles:
        return Grammar(Style.NAMED, frozenset({Style.CAPITAL}))
    if Style.NUMBER in styles:
        return _with_numbers(labelled)
    if Style.DOTTED in styles:
        return Grammar(Style.DOTTED, frozenset({Style.CAPITAL}))
    if Style.CAPITAL in styles:
        return _with_capitals(labelled)
    if not styles:
        return Grammar(None)
    shallowest = min(line.depth for line in labelled)
    outer = [line for line in labelled if line.depth == shallowest]
    if question_share(outer) < LEAST_QUESTIONS <= question_share(_unlabelled(lines)):
        return Grammar(None)  # questions as plain paragraphs, catchwords as bullets
    return Grammar(Counter(line.label.style for line in outer if line.label).most_common(1)[0][0])


def question_share(lines: Sequence[Line]) -> float:
    """Share of the lines that are put as questions; 0 of none."""
    return sum(is_question_like(line.text) for line in lines) / len(lines) if lines else 0.0


def _with_numbers(labelled: Sequence[Line]) -> Grammar:
    """Numbers are the questions, unless they are headings over questions of another style."""
    if question_share(_of(labelled, Style.NUMBER)) < LEAST_QUESTIONS:
        for style in (Style.DOTTED, Style.LETTER, Style.BULLET):
            inner = [line for line in _of(labelled, style) if "?" in line.text]
            if len(inner) >= LEAST_QUESTIONS * max(len(_of(labelled, style)), 1) and inner:
                return Grammar(style, frozenset({Style.NUMBER, Style.CAPITAL}))
    return Grammar(Style.NUMBER, frozenset({Style.CAPITAL}))


def _with_capitals(labelled: Sequence[Line]) -> Grammar:
    if question_share(_of(labelled, Style.CAPITAL)) >= LEAST_QUESTIONS:
        return Grammar(Style.CAPITAL)
    inner = [line for line in labelled if line.label and line.label.style is not Style.CAPITAL]
    question = grammar_of(inner).question if inner else Style.CAPITAL
    return Grammar(question, frozenset({Style.CAPITAL} - {question}))


def _of(lines: Sequence[Line], style: Style) -> list[Line]:
    return [line for line in lines if line.label and line.label.style is style]


def _unlabelled(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.label is None and not line.heading]
