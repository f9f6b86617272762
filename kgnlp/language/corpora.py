"""Treebank sentences -> spaCy's binary training and test files, and copies like raw speech recognition."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from operator import not_
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kgnlp.language import names, treebank, universal
from kgnlp.language.treebank import Sentence, Word

# Sentences a document, as spaCy's own Norwegian pipelines are trained and tested.
_SENTENCES = 10
# Of so many stretches of a dev file these choose the best step; training has the others, annotated by hand
# as they are. Whole stretches, since neighbouring documents are parts of the same text.
_STRETCHES = 8
_CHOOSING = (1, 5)
# How often training sees what was annotated in UD by hand; NDT turned into UD is right in 99.5 %.
_BY_HAND = 2
# Share of the training documents that also stand in a copy with other names of persons.
_RENAMED = 0.15
# Share of all these that also stand in a copy like speech recognition.
_COPIES = 0.3
# Share of the marks that speech recognition keeps in such a copy.
_KEPT_MARKS = 0.15
# A shared sentence of this many words or more means that two documents are the same text. Shorter ones
# ("Ja.") are said everywhere.
_TELLING = 6
FORMS = ("nob", "nno")
DEV_SETS = ("ud-nob-dev", "ud-nno-dev", "lia-dev")
TEST_SETS = ("ud-nob-test", "ud-nno-test", "lia-test")


def training(folder: Path, seed: int) -> list[list[Sentence]]:
    """All training documents: NDT turned into UD, most of dev, speech, and copies like speech recognition."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    tags = universal.learn(pair for form in FORMS for pair in _pairs(folder, form))
    guarded = _guarded(folder)
    documents: list[list[Sentence]] = []
    for form in FORMS:
        sentences = treebank.read(folder / f"ndt-{form}-train.conll.gz")
        for original in _originals(sentences):
            if not any(sentence.forms in guarded for sentence in original):
                documents += _chunks([tags.convert(sentence) for sentence in original])
    spoken = [s for s in treebank.read(folder / "lia-train.conllu.gz") if s.forms not in guarded]
    written_dev, spoken_dev = _others(folder, DEV_SETS[:2], guarded), _others(folder, DEV_SETS[2:], guarded)
    documents += _BY_HAND * written_dev
    speech = _chunks(spoken) + spoken_dev
    renamed = [names.swap(document, chance) for document in documents if chance.random() < _RENAMED]
    copies = [like_speech(document, chance) for document in documents + renamed if chance.random() < _COPIES]
    documents += renamed + copies + 2 * speech
    chance.shuffle(documents)
    return documents


def choosing(folder: Path) -> list[list[Sentence]]:
    """The dev documents that choose the best step, and that are not trained on."""
    return [
        document for name in ("ud-nob-dev", "ud-nno-dev", "lia-dev") for document in _dev(folder, name)[0]
    ]


def held_out(folder: Path, name: str) -> list[list[Sentence]]:
    """The documents of a dev or test file in UD, such as ``ud-nob-test``."""
    sentences = treebank.read(folder / f"{name}.conllu.gz")
    return _chunks([replace(sentence, words=_without_relations(sentence)) for sentence in sentences])


def like_speech(document: Sequence[Sentence], chance: random.Random) -> list[Sentence]:
    """A copy as speech recognition may write it: lower case, hardly a mark."""
    copies = []
    for sentence in document:
        words = [w for w in sentence.words if w.pos != "PUNCT" or chance.random() < _KEPT_MARKS]
        if words:
            lowered = [
                replace(w, form=w.form.lower(), lemma=w.lemma.lower(), space_after=True) for w in words
            ]
            copies.append(replace(sentence, words=tuple(lowered)))
    return copies


def write(documents: Iterable[Sequence[Sentence]], file: Path) -> None:
    """Write documents in spaCy's binary form."""
    vocab = Vocab()
    docs = [to_doc(document, vocab) for document in documents if document]
    DocBin(docs=docs).to_disk(file)


def to_doc(document: Sequence[Sentence], vocab: Vocab) -> Doc:
    """A document with all that the pipeline is to find set as truth."""
    words = [word for sentence in document for word in sentence.words]
    starts: list[bool | int | None] = [
        index == 0 for sentence in document for index in range(len(sentence.words))
    ]
    # The speech is not annotated with names; without this every token would count as outside one.
    named = document[0].named
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        tags=[word.relation for word in words],
        pos=[word.pos for word in words],
        morphs=["" if word.feats == "_" else word.feats for word in words],
        lemmas=[word.lemma for word in words],
        sent_starts=starts,
        ents=[word.name for word in words] if named else None,
    )


def _dev(folder: Path, name: str) -> tuple[list[list[Sentence]], list[list[Sentence]]]:
    """The documents of a dev file: those that choose the best step, and the others."""
    documents = held_out(folder, name)
    choosing = [index * _STRETCHES // len(documents) in _CHOOSING for index in range(len(documents))]
    return list(compress(documents, choosing)), list(compress(documents, map(not_, choosing)))


def _without_relations(sentence: Sentence) -> tuple[Word, ...]:
    """Relations are learnt from NDT alone; those of UD are others."""
    return tuple(replace(word, relation="") for word in sentence.words)


def _pairs(folder: Path, form: str) -> Iterator[tuple[Sentence, Sentence]]:
    ndt = treebank.read(folder / f"ndt-{form}-dev.conll.gz")
    yield from universal.pairs(ndt, treebank.read(folder / f"ud-{form}-dev.conllu.gz"))


def _others(folder: Path, names: Sequence[str], guarded: set[tuple[str, ...]]) -> list[list[Sentence]]:
    """The dev documents that choose nothing."""
    return [
        document
        for name in names
        for document in _dev(folder, name)[1]
        if not any(sentence.forms in guarded for sentence in document)
    ]


def _guarded(folder: Path) -> set[tuple[str, ...]]:
    """The telling sentences of all that chooses or tests; no document with one of them is trained on."""
    tested = [document for name in TEST_SETS for document in held_out(folder, name)]
    return {
        sentence.forms
        for document in choosing(folder) + tested
        for sentence in document
        if len(sentence.words) >= _TELLING
    }


def _originals(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    by_document: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_document[sentence.document].append(sentence)
    return list(by_document.values())


def _chunks(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    return [list(sentences[start : start + _SENTENCES]) for start in range(0, len(sentences), _SENTENCES)]
