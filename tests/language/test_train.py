"""Training on a treebank of a few sentences: what is written, and renewed without training."""

import gzip
import json
from pathlib import Path

import pytest
import spacy

from kgnlp.errors import ModelError
from kgnlp.language import load, manifest
from kgnlp.language.train import renew, train
from kgnlp.training.name_types import fit

# form, lemma, NDT's tag, UD's part of speech, name
WORDS = (
    ("Vi", "vi", "pron", "PRON", "O"),
    ("møtte", "møte", "verb", "VERB", "O"),
    ("Kari", "Kari", "subst", "PROPN", "B-PER"),
    ("i", "i", "prep", "ADP", "O"),
    ("Oslo", "Oslo", "subst", "PROPN", "B-GPE_LOC"),
    (".", ".", "clb", "PUNCT", "O"),
)
SENTENCES = 80  # so that each of the eight stretches of a dev file has a document of ten


def _row(number: int, form: str, lemma: str, pos: str, misc: str) -> str:
    return f"{number}\t{form}\t{lemma}\t{pos}\t{pos}\t_\t0\tFRAG\t_\t{misc}"


def _file(kind: str, universal: bool) -> str:
    sentences = []
    for at in range(SENTENCES):
        words = [(kind if form == "Vi" else form, *rest) for form, *rest in WORDS]
        # sentences of different files differ, else none could be trained on
        words.insert(2, (f"{kind}ord{at}", f"{kind}ord{at}", "adv", "ADV", "O"))
        rows = [
            _row(n, form, lemma, upos if universal else tag, f"name={name}")
            for n, (form, lemma, tag, upos, name) in enumerate(words, 1)
        ]
        sentences.append("\n".join([f"# file = {at}", *rows]))
    return "\n\n".join(sentences) + "\n\n"


@pytest.fixture(scope="module")
def treebank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("treebank")
    names = [f"ndt-{form}-{part}.conll" for form in ("nob", "nno") for part in ("train", "dev")]
    names += [f"ud-{form}-{part}.conllu" for form in ("nob", "nno") for part in ("dev", "test")]
    names += [f"lia-{part}.conllu" for part in ("train", "dev", "test")]
    for name in names:
        # NDT and UD hold the same dev sentences
        kind = name.split(".")[0].removeprefix("ndt-").removeprefix("ud-").replace("-", "")
        (folder / f"{name}.gz").write_bytes(gzip.compress(_file(kind, "conllu" in name).encode()))
    return folder


@pytest.fixture(scope="module")
def trained(treebank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "1"
    train(treebank, folder, fit, steps=2)
    return folder


def test_a_trained_pipeline_is_loaded_with_all_its_parts(trained: Path) -> None:
    analysis = load(str(trained)).analyse(["Vi møtte Kari i Oslo."])[0]
    assert len(analysis.tokens) == 6
    stated = json.loads((trained / manifest.MANIFEST).read_text("utf-8"))
    assert stated["configuration"]["steps"] == 2
    assert "weights" not in stated
    assert "2 " in (trained / "README.md").read_text("utf-8")
    names = spacy.load(trained).pipe_names
    assert {"kgnlp_boundaries", "kgnlp_name_types", "kgnlp_lemma_table"} <= set(names)
    assert "tagger" not in names


def test_renewing_takes_the_weights_and_says_so(trained: Path, treebank: Path) -> None:
    renewed = trained.parent / "2"
    renew(trained, treebank, renewed, fit)
    renew(renewed, treebank, renewed, fit)  # in its own place, and again
    stated = json.loads((renewed / manifest.MANIFEST).read_text("utf-8"))
    assert stated["weights"]["version"] == "1"
    for part in ("tok2vec", "morphologizer", "senter", "ner"):
        assert (renewed / part / "model").read_bytes() == (trained / part / "model").read_bytes()
    assert spacy.load(renewed).pipe_names == spacy.load(trained).pipe_names


def test_weights_without_a_manifest_are_refused(treebank: Path, tmp_path: Path) -> None:
    spacy.blank("nn").to_disk(tmp_path / "mine")
    with pytest.raises(ModelError, match="manifest"):
        renew(tmp_path / "mine", treebank, tmp_path / "2", fit)
