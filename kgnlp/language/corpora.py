"""Treebank sentences -> spaCy's binary training and test files, and copies like raw speech recognition."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kgnlp.language import treebank, universal
from kgnlp.language.treebank import Sentence

# Sentences a document, as spaCy's own Norwegian pipelines are trained and tested.
_SENTENCES = 10
# Share of the training documents that also stand in a copy like speech recognition.
_COPIES = 0.35
# Share of the marks that speech recognition keeps in such a copy.
_KEPT_MARKS = 0.15
# A shared sentence of this many words or more means that two documents are the same text. Shorter ones
# ("Ja.") are said everywhere.
_TELLING = 6
FORMS = ("nob", "nno")


def training(folder: Path, seed: int) -> list[list[Sentence]]:
    """All training documents: NDT turned into UD, the speech, and copies like speech recognition."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    tags = universal.learn(pair for form in FORMS for pair in _pairs(folder, form))
    guarded = _guarded(folder)
    documents: list[list[Sentence]] = []
    for form in FORMS:
        sentences = treebank.read(folder / f"ndt-{form}-train.conll.gz")
        for original in _originals(sentences):
            if not any(sentence.forms in guarded for sentence in original):
                documents += _chunks([tags.convert(sentence) for sentence in original])
    speech = [s for s in treebank.read(folder / "lia-train.conllu.gz") if s.forms not in guarded]
    copies = [like_speech(document, chance) for document in documents if chance.random() < _COPIES]
    documents += copies + 2 * _chunks(speech)
    chance.shuffle(documents)
    return documents


def held_out(folder: Path, name: str) -> list[list[Sentence]]:
    """The documents of a dev or test file in UD, such as ``ud-nob-test``."""
    return _chunks(treebank.read(folder / f"{name}.conllu.gz"))


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
        pos=[word.pos for word in words],
        morphs=["" if word.feats == "_" else word.feats for word in words],
        lemmas=[word.lemma for word in words],
        sent_starts=starts,
        ents=[word.name for word in words] if named else None,
    )


def _pairs(folder: Path, form: str) -> Iterator[tuple[Sentence, Sentence]]:
    ndt = treebank.read(folder / f"ndt-{form}-dev.conll.gz")
    yield from universal.pairs(ndt, treebank.read(folder / f"ud-{form}-dev.conllu.gz"))


def _guarded(folder: Path) -> set[tuple[str, ...]]:
    """The telling sentences of all dev and test files; no document with one of them is trained on."""
    names = [f"{kind}-{part}" for kind in ("ud-nob", "ud-nno", "lia") for part in ("dev", "test")]
    return {
        sentence.forms
        for name in names
        for sentence in treebank.read(folder / f"{name}.conllu.gz")
        if len(sentence.words) >= _TELLING
    }


def _originals(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    by_document: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_document[sentence.document].append(sentence)
    return list(by_document.values())


def _chunks(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    return [list(sentences[start : start + _SENTENCES]) for start in range(0, len(sentences), _SENTENCES)]
