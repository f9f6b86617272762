"""Prints macro F1 of what a user would pick instead, on the folds of kgnlp evaluate; annotated questions.

python -m benchmarks.theme_peers data/corpus
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import fasttext
import numpy as np
import numpy.typing as npt
import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
from spacy.training import Example
from thinc.api import fix_random_seed

from kgnlp.settings import default_settings_file
from kgnlp.training import themes
from kgnlp.training.evaluation.prepare import prepare
from kgnlp.training.examples import ThemeExamples
from kgnlp.training.splits import interview_folds, train_and_test

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]
# Probabilities of the test texts by a model of the training texts: (texts, truth, test texts) -> scores.
Peer = Callable[[list[str], Booleans, list[str]], Floats]

# The codebook's words as a user would list them, in its order of themes.
DICTIONARY = (
    "dubler|dobbelt|overlapp|parallell|samme sak|same sak|grensegang|konkurrer",
    "departementsråd|ekspedisjonssjef|toppled|topplei|etatsled|etatslei|forankr|eierskap|eigarskap|stedfortred"
    "|stadfortred|vararepresent",
    "sekretariat|sakspapir|saksframlegg|saksfremlegg",
    "stjernegrupp|prestisj|eksklusiv|a-lag|lukket krets|lukka krets|eser ut|for mange grupper|sluttdato",
)
# Interviews that a threshold is chosen on: one in so many of the training ones.
_CHOOSING = 5
_EPOCHS = 10


def keywords(texts: list[str], truth: Booleans, test: list[str]) -> Floats:  # noqa: ARG001 - as the others
    found = [[re.search(words, text.lower()) is not None for words in DICTIONARY] for text in test]
    return np.array(found, dtype=float)


def tfidf(texts: list[str], truth: Booleans, test: list[str]) -> Floats:
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )
    classifier = OneVsRestClassifier(LogisticRegression(C=10, solver="liblinear", random_state=1))
    return np.asarray(make_pipeline(features, classifier).fit(texts, truth).predict_proba(test))


def fast_text(texts: list[str], truth: Booleans, test: list[str]) -> Floats:
    file = Path("out") / "fasttext.txt"
    file.parent.mkdir(exist_ok=True)
    lines = [
        " ".join([f"__label__{theme}" for theme in np.flatnonzero(row)] or ["__label__none"])
        + " "
        + _flat(text)
        for text, row in zip(texts, truth, strict=True)
    ]
    file.write_text("\n".join(lines), "utf-8")
    model = fasttext.train_supervised(
        str(file),
        loss="ova",
        epoch=50,
        lr=0.5,
        wordNgrams=2,
        minn=3,
        maxn=5,
        dim=50,
        thread=1,
        seed=1,
        verbose=0,
    )
    file.unlink()
    scores = np.zeros((len(test), truth.shape[1]))
    for row, text in enumerate(test):
        # The binding itself: the wrapper's own predict fails with numpy 2.
        for probability, label in model.f.predict(_flat(text) + "\n", -1, 0.0, "strict"):
            if label != "__label__none":
                scores[row, int(label.removeprefix("__label__"))] = probability
    return scores


def textcat(texts: list[str], truth: Booleans, test: list[str]) -> Floats:
    nlp = spacy.blank("nb")
    nlp.add_pipe("textcat_multilabel")
    labels = [str(theme) for theme in range(truth.shape[1])]
    examples = [
        Example.from_dict(nlp.make_doc(text), {"cats": dict(zip(labels, map(float, row), strict=True))})
        for text, row in zip(texts, truth, strict=True)
    ]
    fix_random_seed(1)
    optimizer = nlp.initialize(lambda: examples)
    chance = random.Random(1)  # noqa: S311 - not for secrets
    for _ in range(_EPOCHS):
        chance.shuffle(examples)
        for first in range(0, len(examples), 32):
            nlp.update(examples[first : first + 32], sgd=optimizer, drop=0.2)
    return np.array([[doc.cats[label] for label in labels] for doc in nlp.pipe(test)])


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]", text.lower()))


def alone(interview: ThemeExamples) -> list[str]:
    return [passage.text for passage in interview.inputs]


def in_context(interview: ThemeExamples) -> list[str]:
    return [f"{passage.question} {passage.asked} {passage.text}" for passage in interview.inputs]


def measure(
    examples: Sequence[ThemeExamples], seed: int, peer: Peer, read: Callable[[ThemeExamples], list[str]]
) -> list[float]:
    """F1 of each theme; thresholds by best F1 on a fifth of the training interviews, then trained on all."""
    truth = [interview.carried for interview in examples]
    tagged: dict[int, Booleans] = {}
    for train, test in train_and_test(interview_folds(len(examples), themes.FOLDS, seed)):
        choosing, rest = train[::_CHOOSING], np.delete(train, np.s_[::_CHOOSING])

        def scores(learnt: Iterable[int], asked: Iterable[int]) -> Floats:
            texts = [text for i in learnt for text in read(examples[i])]
            asked_texts = [text for i in asked for text in read(examples[i])]
            return peer(texts, np.vstack([truth[i] for i in learnt]), asked_texts)

        thresholds = best_thresholds(np.vstack([truth[i] for i in choosing]), scores(rest, choosing))
        found = scores(train, test) >= thresholds
        ends = np.cumsum([len(truth[i]) for i in test])[:-1]
        tagged |= dict(zip(test, np.split(found, ends), strict=True))
    return f1s(np.vstack(truth), np.vstack([tagged[i] for i in range(len(examples))]))


def best_thresholds(truth: Booleans, scores: Floats) -> Floats:
    chosen = []
    for theme in range(truth.shape[1]):
        candidates = np.unique(scores[:, theme])[1:]
        found = [f1s(truth[:, [theme]], scores[:, [theme]] >= candidate)[0] for candidate in candidates]
        chosen.append(candidates[int(np.argmax(found))] if len(found) else 1.0)
    return np.array(chosen)


def f1s(truth: Booleans, tagged: Booleans) -> list[float]:
    both = (truth & tagged).sum(axis=0)
    return list(2 * both / np.maximum(1, truth.sum(axis=0) + tagged.sum(axis=0)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    given = parser.parse_args()
    ready = prepare(given.labels, default_settings_file())
    settings = ready.settings
    print(f"{'':52s}" + "".join(f"{theme[:12]:>14s}" for theme in ready.themes) + f"{'macro':>8s}{'s':>7s}")
    peers: list[tuple[str, Peer, Callable[[ThemeExamples], list[str]]]] = [
        ("keyword dictionary", keywords, alone),
        ("TF-IDF + logistic regression, answer only", tfidf, alone),
        ("TF-IDF + logistic regression, answer with context", tfidf, in_context),
        ("fastText supervised, answer with context", fast_text, in_context),
        ("spaCy textcat_multilabel, answer with context", textcat, in_context),
    ]
    for name, peer, read in peers:
        started = time.perf_counter()
        _row(name, measure(ready.examples, settings.seed, peer, read), started)
    for name, written in (("kgnlp without written interviews", ()), ("kgnlp", ready.written)):
        started = time.perf_counter()
        [held_out] = themes.nested_predict(ready.examples, ready.themes, settings, written)
        tagged = np.vstack([interview.tagged for interview in held_out])
        truth = np.vstack([interview.carried for interview in ready.examples])
        _row(name, f1s(truth, tagged), started)


def _row(name: str, found: Sequence[float], started: float) -> None:
    seconds = time.perf_counter() - started
    print(
        f"{name:52s}" + "".join(f"{f1:14.3f}" for f1 in found) + f"{np.mean(found):8.3f}{seconds:7.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
