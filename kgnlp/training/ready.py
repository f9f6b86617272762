"""The labels of a folder made ready to train on: analysed, cut into passages, labels laid on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from kgnlp import language
from kgnlp.codebook import Codebook, load_codebook
from kgnlp.domain import AnalysedInterview
from kgnlp.errors import LabelError
from kgnlp.guide import Guide, load_guides
from kgnlp.settings import Settings, load_settings
from kgnlp.themes.concepts import CONCEPTS_FILE, load_concepts
from kgnlp.training.annotated import read_corpus
from kgnlp.training.examples import Material, ThemeExamples, read_examples, with_known
from kgnlp.training.gather import Gathered, Labelled, check_guides, gather
from kgnlp.training.learnable import learnt_themes, of_themes, support, waiting_themes
from kgnlp.training.learnt import data_hash
from kgnlp.training.truth import Judged, judged

# Theme id by the code that the written interviews are marked with, whatever codes the codebook has now.
WRITTEN_CODES = {
    "dup": "duplication",
    "top": "top_management_anchoring",
    "sek": "secretariat_quality",
    "stj": "star_group_risk",
}


@dataclass(frozen=True)
class Sources:
    """What a version is made of, as it was read; nothing is analysed yet."""

    settings: Settings
    guides: Mapping[str, Guide]
    codebook: Codebook
    gathered: Gathered

    @property
    def themes(self) -> list[str]:
        """Ids of the themes to be trained."""
        return [theme.id for theme in self.codebook.active]

    @property
    def data_hash(self) -> str:
        """SHA-256 of labels, guides, codebook, concepts and written interviews, hex."""
        digest = hashlib.sha256(self.codebook.content_hash.encode())
        for guide in self.guides.values():
            digest.update(guide.content_hash.encode())
        for file in (CONCEPTS_FILE, *_written_files(self.settings.written)):
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
        digest.update(data_hash(self.gathered.interviews).encode())
        return digest.hexdigest()


@dataclass(frozen=True)
class Ready:
    """Labelled interviews, ready to train on; all lists are in the order of the interviews."""

    sources: Sources
    analysed: list[AnalysedInterview]
    judged: list[Judged]
    written: list[ThemeExamples]  # learnt from, never measured on
    themes: list[str]  # ids of those that are learnt
    not_learnt: dict[str, dict[str, int]]  # what there is and must be of the others, by id

    @property
    def labelled(self) -> tuple[Labelled, ...]:
        """The interviews with their labels."""
        return self.sources.gathered.interviews

    @property
    def examples(self) -> list[ThemeExamples]:
        """What is learnt of each interview."""
        return [one.examples for one in self.judged]


def read_sources(labels: Path, settings_file: Path) -> Sources:
    """Read labels and configuration.

    Raises:
        LabelError: the labels can't be read, or are of a guide that is not known.
        ConfigurationError: the settings, a guide or the codebook is not as it must be.
    """
    settings = load_settings(settings_file)
    codebook, guides = load_codebook(settings.codebook), load_guides(settings.guides)
    gathered = gather(labels, codebook)
    check_guides(gathered, guides)
    return Sources(settings, guides, codebook, gathered)


@lru_cache(maxsize=1)
def make_ready(labels: Path, settings_file: Path, data_hash: str) -> Ready:
    """Analyse the labelled interviews and lay their labels on them; kept for the next step in this process.

    Args:
        labels: folder of labels.
        settings_file: the settings.
        data_hash: of the sources, as they must be.

    Raises:
        LabelError: the labels, or what else goes into a version, changed meanwhile.
    """
    sources = read_sources(labels, settings_file)
    if sources.data_hash != data_hash:
        raise LabelError(
            f"labels in {labels} or configuration that changed while they were trained on",
            expected="the same from beginning to end",
            action="Retrain again.",
        )
    settings, interviews = sources.settings, sources.gathered.interviews
    ids = sources.themes
    material = Material(sources.guides, ids, settings.passages.max_words, load_concepts())
    read = read_examples([one.annotated for one in interviews], settings.language_pipeline, material)
    laid = [judged(examples, one, ids) for one, (_, examples) in zip(interviews, read, strict=True)]
    found = support([one.examples for one in laid], ids)
    learnt = learnt_themes(found, settings.new_themes)
    return Ready(
        sources,
        analysed=[analysed for analysed, _ in read],
        judged=[one.of_themes(ids, learnt) for one in laid],
        written=[of_themes(one, ids, learnt) for one in written_examples(settings.written, material)],
        themes=learnt,
        not_learnt=waiting_themes(found, settings.new_themes),
    )


def _written_files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    return [*sorted(folder.glob("*.txt")), *sorted((folder / "guides").glob("*.yaml"))]


def written_examples(folder: Path | None, material: Material) -> list[ThemeExamples]:
    """The interviews that were written for the codebook; none where the settings name no folder of them.

    Of a theme that they have no mark of, such as one that evaluators added, they say nothing: it is not known
    where they carry it. They are read by rules, not by the language pipeline: of its work theme classifiers
    see the ends of sentences only, and these are well punctuated.
    """
    if folder is None:
        return []
    material = replace(material, guides=load_guides(folder / "guides"))
    read = read_examples(read_corpus(folder, WRITTEN_CODES), language.BLANK, material)
    examples = [interview for _, interview in read]
    marked = np.any([interview.carried.any(axis=0) for interview in examples], axis=0)
    return [with_known(interview, interview.known & marked) for interview in examples]
