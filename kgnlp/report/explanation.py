"""An explanation in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgnlp.explanation import Explanation, MovedPart, Part, ThemeExplanation, Word
from kgnlp.wording import Messages
from kgnlp.wording.formats import percent, shorten, signed

_SENTENCE = 90  # characters of the sentence that a word stands in
# Log-odds; what moved less is said to have moved nothing.
_LEAST = 0.05


def explained_lines(
    explanation: Explanation, labels: Mapping[str, str], m: Messages, *, every: bool = False
) -> Iterator[str]:
    """The lines that say why a passage has its themes; they hold transcript text.

    Args:
        explanation: the passage.
        labels: names of themes by their ids.
        m: the report's messages.
        every: also why it has not the others.
    """
    question = explanation.question_id
    where = m("explain.outside") if question is None else m("explain.under", question=question)
    yield m(
        "explain.head",
        passage=explanation.passage_id,
        interview=explanation.interview_id,
        where=where,
        version=explanation.model_version,
    )
    shown = [theme for theme in explanation.themes if every or theme.tagged]
    for theme in shown:
        yield ""
        yield from _theme(explanation, theme, labels.get(theme.theme, theme.theme), m)
    yield ""
    yield m("explain.note") if shown else m("explain.nothing")


def _theme(explanation: Explanation, theme: ThemeExplanation, label: str, m: Messages) -> Iterator[str]:
    yield f"{label}: {m('explain.tagged' if theme.tagged else 'explain.untagged')}"
    yield "  " + m(
        "explain.probability", probability=percent(theme.probability), threshold=percent(theme.threshold)
    )
    if theme.tagged:
        stance = m(f"stance.{theme.stance}")
        yield "  " + m("explain.stance", stance=stance, probability=percent(theme.stance_probability))
    yield from _evidence(explanation, theme, m)
    yield from _words(explanation, theme.words_for, "words_for", m)
    yield from _words(explanation, theme.words_against, "words_against", m)
    if not theme.words:
        yield "  " + m("explain.no_words")
    yield f"  {m('explain.parts')}"
    for part in theme.parts:
        yield "    " + _part(explanation, part, m)


def _evidence(explanation: Explanation, theme: ThemeExplanation, m: Messages) -> Iterator[str]:
    if theme.without_evidence is None or theme.evidence_alone is None:
        yield "  " + m("explain.no_evidence")
        return
    yield f"  {m('explain.evidence')}"
    for evidence in theme.evidence:
        yield f"    «{explanation.of(evidence)}» ({m('explain.weight', share=percent(evidence.weight))})"
    yield "    " + m(
        "explain.removed", without=percent(theme.without_evidence), alone=percent(theme.evidence_alone)
    )


def _words(explanation: Explanation, words: Sequence[Word], heading: str, m: Messages) -> Iterator[str]:
    if words:
        yield f"  {m(f'explain.{heading}')}"
    for word in words:
        yield "    " + m(
            "explain.word",
            word=explanation.of(word),
            moved=signed(word.moved),
            without=percent(word.without),
            sentence=shorten(explanation.of(word.sentence), _SENTENCE),
        )


def _part(explanation: Explanation, part: MovedPart, m: Messages) -> str:
    name: str = part.part
    if part.part is Part.PLACE:
        name = "place_inside" if explanation.question else "place_outside"
    side = "neither" if abs(part.moved) < _LEAST else "for" if part.moved > 0 else "against"
    return m(
        "explain.part",
        part=m(f"explain.name.{name}"),
        side=m(f"explain.{side}"),
        moved=signed(part.moved),
        without=percent(part.without),
        share=percent(part.share),
    )
