"""Labels -> what is trained and measured on, made in the same way as kgnlp retrain makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kgnlp.codebook import load_codebook
from kgnlp.domain import AnalysedInterview, AnnotatedInterview, Interview
from kgnlp.errors import LabelError
from kgnlp.guide import Guide, load_guides
from kgnlp.settings import Settings, load_settings
from kgnlp.themes.concepts import load_concepts
from kgnlp.training.annotated import read_corpus
from kgnlp.training.annotated_labels import SYNTHETIC
from kgnlp.training.examples import Material, ThemeExamples, read_examples
from kgnlp.training.learnable import learnt_themes, of_themes, support
from kgnlp.training.ready import written_examples

# Two interviews a fold; fewer say nothing.
LEAST_INTERVIEWS = 10


@dataclass(frozen=True)
class Prepared:
    """The annotated interviews, made ready, and what they are read by."""

    settings: Settings
    material: Material
    pairs: Sequence[tuple[AnnotatedInterview, AnalysedInterview]]
    examples: Sequence[ThemeExamples]  # with the questions as annotated
    written: Sequence[ThemeExamples]  # written for the codebook: learnt from, never measured on
    synthetic: bool

    @property
    def themes(self) -> Sequence[str]:
        """Ids of the themes that are learnt."""
        return self.material.themes

    @property
    def interviews(self) -> list[Interview]:
        """The interviews, in order."""
        return [annotated.interview for annotated, _ in self.pairs]


def prepare(labels: Path, settings_file: Path) -> Prepared:
    """Read the annotated interviews of a folder.

    Args:
        labels: folder of annotated interviews.
        settings_file: the settings.

    Raises:
        LabelError: the labels can't be read, or are too few, in all or of every theme.
        ConfigurationError: the settings, a guide or the codebook is not as it must be.
    """
    settings = load_settings(settings_file)
    guides, codebook = load_guides(settings.guides), load_codebook(settings.codebook)
    corpus = read_corpus(labels, codebook.codes)
    check(corpus, guides, labels)
    ids = [theme.id for theme in codebook.active]
    material = Material(guides, ids, settings.passages.max_words, load_concepts())
    read = read_examples(corpus, settings.language_pipeline, material)
    examples = [interview for _, interview in read]
    learnt = learnt_themes(support(examples, ids), settings.new_themes)
    return Prepared(
        settings=settings,
        material=replace(material, themes=learnt),
        pairs=[(annotated, analysed) for annotated, (analysed, _) in zip(corpus, read, strict=True)],
        examples=[of_themes(one, ids, learnt) for one in examples],
        written=[of_themes(one, ids, learnt) for one in written_examples(settings.written, material)],
        synthetic=(labels / SYNTHETIC).exists(),
    )


def check(corpus: Sequence[AnnotatedInterview], guides: Mapping[str, Guide], labels: Path) -> None:
    """Raise LabelError where there are too few interviews, or one of a guide that is not known."""
    if len(corpus) < LEAST_INTERVIEWS:
        raise LabelError(
            f"{len(corpus)} annotated interviews in {labels}",
            expected=f"at least {LEAST_INTERVIEWS}, to train and to measure on",
            action="Annotate or review more interviews first.",
        )
    for annotated in corpus:
        if annotated.interview.guide not in guides:
            raise LabelError(
                f"guide {annotated.interview.guide!r} in {annotated.interview.source}",
                expected=f"one of {', '.join(sorted(guides))}",
                action="Correct the head of that file, or add the guide: kgnlp guide import FILE",
            )
