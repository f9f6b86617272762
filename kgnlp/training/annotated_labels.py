"""Annotated interviews -> labels: a label for every passage and theme, present or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kgnlp.codebook import Codebook
from kgnlp.decisions import Label, LabelledInterview, Provenance
from kgnlp.domain import AnalysedInterview, AnnotatedInterview, Mark, Passage, Span
from kgnlp.language import cut
from kgnlp.segment import Placing, merge_turns
from kgnlp.settings import Settings
from kgnlp.training.annotated import joint_stance, read_corpus
from kgnlp.training.examples import analyse_all

# A file of this name in a folder of labels says that its interviews are invented; reports repeat it.
SYNTHETIC = "SYNTHETIC"


def annotated_labels(folder: Path, codebook: Codebook, settings: Settings) -> list[LabelledInterview]:
    """The annotated interviews of a folder as labelled ones.

    A turn without a mark carries no theme; but of a theme that no interview of the folder has a mark of,
    such as one that came into the codebook later, nothing is known.

    Raises:
        LabelError: the folder has no annotated interview, or one of them can't be read.
    """
    corpus = read_corpus(folder, codebook.codes)
    themes = marked_themes(corpus)
    synthetic = (folder / SYNTHETIC).exists()
    return [
        LabelledInterview(
            origin=f"annotated-{folder.resolve().name}",
            interview=annotated.interview,
            turns=annotated.turns,
            question_ids=annotated.question_ids,
            questions_checked=True,
            synthetic=synthetic,
            labels=tuple(_labels(annotated, _passages(annotated, read, settings.passages.max_words), themes)),
        )
        for annotated, read in analyse_all(corpus, settings.language_pipeline)
    ]


def marked_themes(corpus: Sequence[AnnotatedInterview]) -> list[str]:
    """The themes that the interviews have a mark of."""
    return sorted({mark.theme for annotated in corpus for mark in annotated.marks})


def _passages(
    annotated: AnnotatedInterview, analysed: AnalysedInterview, max_words: int
) -> tuple[Passage, ...]:
    placing = Placing(annotated.question_ids, (1.0,) * len(annotated.turns))
    segments = merge_turns(annotated.turns, placing)
    written_form = annotated.interview.language
    return cut(analysed, segments, max_words, lambda _: written_form)


def _labels(
    annotated: AnnotatedInterview, passages: Sequence[Passage], themes: Sequence[str]
) -> Iterator[Label]:
    for passage in passages:
        for theme in themes:
            marks = [mark for mark in annotated.marks if mark.theme == theme and _touches(mark, passage)]
            yield _label(passage, theme, marks)


def _touches(mark: Mark, passage: Passage) -> bool:
    return mark.start < passage.end and passage.start < mark.end


def _label(passage: Passage, theme: str, marks: Sequence[Mark]) -> Label:
    return Label(
        interview_id=passage.interview_id,
        passage_id=passage.passage_id,
        start=passage.start,
        end=passage.end,
        theme=theme,
        present=bool(marks),
        stance=joint_stance(marks),
        evidence=tuple(Span(mark.start, mark.end) for mark in marks),
        provenance=Provenance.SINGLE,
        blind=False,
        reviewers=(),
        coders=1,
        codebook_version=None,
        decided_at=None,
        decision_id=0,
    )
