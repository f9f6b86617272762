"""Treebanks -> a trained pipeline with its manifest and model card: ``python -m kgnlp.language.train``."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language as Nlp
from spacy.training import Corpus

# The configuration names what these modules register.
import kgnlp.language.embedding
import kgnlp.language.transcript_tokenizer  # noqa: F401
from kgnlp.errors import ModelError
from kgnlp.language import card, corpora, evaluate, lemma_table, manifest
from kgnlp.language.treebank import Sentence

CONFIGURATION = Path(__file__).resolve().parents[2] / "configs" / "language" / "pipeline.cfg"
SEED = 20241
STEPS = 4600
# Evaluations on the choosing documents; each takes as long as some twenty steps.
_EVALUATIONS = 12
# What a loaded pipeline may score less than it did in training: the order of sums differs.
_LOADING_LOSS = 0.005
# The component of relations; see the configuration.
_ONLY_IN_TRAINING = "tagger"
_LIBRARIES = ("spacy", "thinc", "numpy")


def train(treebank: Path, output: Path, *, steps: int = STEPS, seed: int = SEED) -> list[evaluate.Quality]:
    """Train a pipeline, measure it and write it with its manifest and model card.

    Args:
        treebank: folder of the treebank files.
        output: folder of the pipeline; replaced where it is there.
        steps: batches of about 1,800 words.
        seed: of all that is random.

    Raises:
        InputError: a treebank file is missing.
        ModelError: what was written does not do what was trained.

    """
    code = _code()  # now, since the files may change while training runs
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
        return finish(best, documents, treebank, output, {"steps": steps, "seed": seed, "code": code})


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
    trained: Path, documents: list[list[Sentence]], treebank: Path, output: Path, made: dict[str, Any]
) -> list[evaluate.Quality]:
    """Add the lemma table, measure, and write the pipeline with manifest and card."""
    nlp = spacy.load(trained)
    nlp.remove_pipe(_ONLY_IN_TRAINING)
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


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description="Train the Norwegian pipeline from the treebanks.")
    parser.add_argument("--treebank", type=Path, required=True, help="folder of the treebank files")
    parser.add_argument("--output", type=Path, required=True, help="folder of the pipeline to write")
    parser.add_argument("--steps", type=int, default=STEPS, help="batches of about 1,800 words")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    train(given.treebank, given.output, steps=given.steps, seed=given.seed)


if __name__ == "__main__":
    main()
