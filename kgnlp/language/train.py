"""Treebanks -> a trained pipeline with its manifest and model card: ``kgnlp language train``."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language as Nlp
from spacy.training import Corpus

# The configuration names what these modules register.
import kgnlp.language.embedding  # noqa: F401
from kgnlp.errors import ModelError
from kgnlp.language import (
    boundaries,
    card,
    corpora,
    evaluate,
    lemma_table,
    manifest,
    name_types,
    transcript_tokenizer,
)
from kgnlp.language.name_types import Columns, NameTypes
from kgnlp.language.treebank import Sentence

NameFit = Callable[[Sequence[Columns], Sequence[str]], NameTypes]
CONFIGURATION = Path(__file__).resolve().parents[2] / "configs" / "language" / "pipeline.cfg"
SEED = 20241
STEPS = 4600
# Evaluations on the choosing documents; each takes as long as some twenty steps.
_EVALUATIONS = 12
# What a loaded pipeline may score less than it did in training: the order of sums differs.
_LOADING_LOSS = 0.005
# The component of relations; see the configuration.
_ONLY_IN_TRAINING = "tagger"
# What stands in a pipeline that spaCy does not learn, or that is not shipped: put in anew, or taken out.
_ADDED = {_ONLY_IN_TRAINING, boundaries.NAME, name_types.NAME, lemma_table.NAME}
_LIBRARIES = ("spacy", "thinc", "numpy", "scikit-learn")


def train(
    treebank: Path, output: Path, fit_names: NameFit, *, steps: int = STEPS, seed: int = SEED
) -> list[evaluate.Quality]:
    """Train a pipeline, measure it and write it with its manifest and model card.

    Args:
        treebank: folder of the treebank files.
        output: folder of the pipeline; replaced where it is there.
        fit_names: learns the kinds of names from their columns.
        steps: batches of about 1,800 words.
        seed: of all that is random.

    Raises:
        InputError: a treebank file is missing.
        ModelError: what was written does not do what was trained.

    """
    made = {"steps": steps, "seed": seed, "code": _code()}  # now, as files may change while training runs
    with tempfile.TemporaryDirectory() as work:
        documents = prepare(treebank, Path(work), seed)
        spacy_train(
            CONFIGURATION,
            Path(work) / "trained",
            overrides={
                "paths.train": str(Path(work) / "train.spacy"),
                "paths.dev": str(Path(work) / "dev.spacy"),
                "system.seed": seed,
                "training.max_steps": steps,
                "training.eval_frequency": max(steps // _EVALUATIONS, 1),
            },
        )
        best = Path(work) / "trained" / "model-best"
        check_loading(best, Path(work) / "dev.spacy")
        return finish(best, documents, treebank, output, fit_names, made)


def renew(weights: Path, treebank: Path, output: Path, fit_names: NameFit) -> list[evaluate.Quality]:
    """Write a pipeline with the weights of one trained before, and the tokenizer, rules and table of today.

    Args:
        weights: folder of that pipeline.
        treebank: folder of the treebank files.
        output: folder of the pipeline; replaced where it is there.
        fit_names: learns the kinds of names from their columns.

    Raises:
        InputError: a treebank file is missing.
        ModelError: the pipeline has no manifest, or its files are not those of it.

    """
    trained = manifest.read(weights)
    manifest.verify(weights)
    made = {"steps": trained["configuration"]["steps"], "seed": trained["seed"], "code": _code()}
    made["weights"] = trained.get(
        "weights", {"version": weights.name, "code_version": trained["code_version"]}
    )
    return finish(weights, corpora.training(treebank, made["seed"]), treebank, output, fit_names, made)


def prepare(treebank: Path, work: Path, seed: int) -> list[list[Sentence]]:
    """Write train.spacy and dev.spacy into a folder; gives the training documents."""
    documents = corpora.training(treebank, seed)
    corpora.write(documents, work / "train.spacy")
    corpora.write(corpora.choosing(treebank), work / "dev.spacy")
    return documents


def check_loading(trained: Path, dev: Path) -> None:
    """Check that a pipeline loaded from disk scores on dev what it scored in training.

    Raises:
        ModelError: it scores less.

    """
    nlp = spacy.load(trained)
    trained_score = nlp.meta["performance"]["pos_acc"]
    score = nlp.evaluate(list(Corpus(dev)(nlp)))["pos_acc"]
    if score < trained_score - _LOADING_LOSS:
        raise ModelError(
            f"a pipeline that scores {score:.3f} loaded from disk",
            expected=f"{trained_score:.3f} as in training",
            action="Don't change kgnlp/language while it trains; train again.",
        )


def finish(
    trained: Path,
    documents: list[list[Sentence]],
    treebank: Path,
    output: Path,
    fit_names: NameFit,
    made: dict[str, Any],
) -> list[evaluate.Quality]:
    """Add what is not learnt, measure, and write the pipeline with manifest and card."""
    nlp = spacy.load(trained)
    for name in _ADDED & set(nlp.pipe_names):
        nlp.remove_pipe(name)
    transcript_tokenizer.install(nlp)
    boundaries.add(nlp)
    name_types.add(nlp, _name_types(nlp, documents, fit_names))
    words = [word for document in documents for sentence in document for word in sentence.words]
    lemma_table.add(nlp, lemma_table.build((word.form, word.pos, word.lemma) for word in words))
    qualities = evaluate.measure(nlp, treebank, made["seed"])
    speed = evaluate.words_per_second(nlp, treebank)
    if output.exists():
        shutil.rmtree(output)
    _without_paths(nlp)
    nlp.to_disk(output)
    (output / "README.md").write_text(card.text(output.name, qualities, speed, len(words)), "utf-8")
    manifest.write(output, _made_of(output.name, treebank, qualities, speed, made))
    return qualities


def _name_types(nlp: Nlp, documents: list[list[Sentence]], fit_names: NameFit) -> NameTypes:
    vocab = spacy.blank(nlp.meta["lang"]).vocab  # of its own: the shipped one need not hold all these words
    docs = [corpora.to_doc(document, vocab) for document in documents if document[0].named]
    columns = [row for doc in docs for row in name_types.columns_of(doc)]
    return fit_names(columns, [name.label_ for doc in docs for name in doc.ents])


def _without_paths(nlp: Nlp) -> None:
    """Forget where the files of the training stood; no reader can use it."""
    nlp.config["paths"]["train"] = nlp.config["paths"]["dev"] = None


def _made_of(
    name: str, treebank: Path, qualities: Sequence[evaluate.Quality], speed: float, made: dict[str, Any]
) -> dict[str, object]:
    return {
        "version": name,
        "data_hash": _hash(sorted(treebank.glob("*.gz"))),
        "code_version": made["code"],
        "seed": made["seed"],
        "configuration": {"file": f"configs/language/{CONFIGURATION.name}", "steps": made["steps"]},
        **({"weights": made["weights"]} if "weights" in made else {}),
        "metrics": {
            **{q.name + (" like speech recognition" if q.like_speech else ""): q.scores for q in qualities},
            "words_per_second": round(speed),
        },
        "libraries": {library: version(library) for library in _LIBRARIES},
    }


def _code() -> str:
    return _hash([*sorted(Path(__file__).parent.glob("*.py")), CONFIGURATION])


def _hash(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
