"""Measures a pipeline on the treebanks' held-out files, from raw text, and on copies like raw speech."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language as Nlp
from spacy.training import Example

import kgnlp.language.boundaries
import kgnlp.language.embedding
import kgnlp.language.lemma_table
import kgnlp.language.name_types
import kgnlp.language.transcript_tokenizer  # noqa: F401 - registered for spacy.load
from kgnlp.language import corpora, manifest
from kgnlp.language.treebank import Sentence

# Decides which marks the copies keep.
SEED = 20241
# What spaCy's own small bokmål pipeline states of itself, on ud-nob-test (nb_core_news_sm 3.8, meta.json). %
PUBLISHED = {"upos": 96.7, "lemma": 96.8, "sentences": 92.6, "entities": 74.8}
# Goals set for the pipeline, %.
GOALS = {
    "ud-nob-test": {"upos": 97.0, "lemma": 97.2, "sentences": 94.0, "entities": 78.0},
    "ud-nno-test": {"upos": 97.0, "lemma": 97.0, "sentences": 93.0, "entities": 78.0},
    "lia-test": {"upos": 95.5, "lemma": 96.5},
}
_SCORES = {
    "tokens": "token_f",
    "upos": "pos_acc",
    "features": "morph_acc",
    "lemma": "lemma_acc",
    "sentences": "sents_f",
    "entities": "ents_f",
}


@dataclass(frozen=True, slots=True)
class Quality:
    """How a pipeline did on one set; scores in %, None where the set has no truth for it."""

    name: str
    like_speech: bool
    scores: dict[str, float | None]


def measure(nlp: Nlp, treebank: Path, seed: int, names: Sequence[str] = corpora.TEST_SETS) -> list[Quality]:
    """Measure on each set as it stands and as speech recognition may have written it.

    Args:
        nlp: the pipeline.
        treebank: the folder of the treebank files.
        seed: decides which marks the copies keep.
        names: the sets.

    """
    qualities = []
    for name in names:
        documents = corpora.held_out(treebank, name)
        chance = random.Random(seed)  # noqa: S311 - not for secrets
        copies = [corpora.like_speech(document, chance) for document in documents]
        for like_speech, chosen in ((False, documents), (True, copies)):
            qualities.append(Quality(name, like_speech, _scores(nlp, [d for d in chosen if d])))
    return qualities


def words_per_second(nlp: Nlp, treebank: Path) -> float:
    """Words a second on the bokmål test set, the second time over; one process."""
    texts = [corpora.to_doc(d, nlp.vocab).text for d in corpora.held_out(treebank, corpora.TEST_SETS[0])]
    words = sum(len(doc) for doc in nlp.pipe(texts))
    begins = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return words / (time.perf_counter() - begins)


def _scores(nlp: Nlp, documents: Sequence[Sequence[Sentence]]) -> dict[str, float | None]:
    examples = []
    for document in documents:
        truth = corpora.to_doc(document, nlp.vocab)
        examples.append(Example(nlp.make_doc(truth.text), truth))
    found = nlp.evaluate(examples)
    return {
        ours: None if found.get(theirs) is None else round(100 * found[theirs], 2)
        for ours, theirs in _SCORES.items()
    }


def evaluate_folder(pipeline: Path, treebank: Path, seed: int = SEED) -> tuple[list[Quality], float]:
    """Measure a pipeline on disk: its quality on all test sets, and words a second.

    Raises:
        ModelError: its files are not those of its manifest.

    """
    manifest.verify(pipeline)
    nlp = spacy.load(pipeline)
    return measure(nlp, treebank, seed), words_per_second(nlp, treebank)
