"""Loads the pipeline that the settings name, once a process."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import spacy
import spacy.about
from spacy.language import Language as Nlp

# These register components that pipelines name.
import kgnlp.language.boundaries
import kgnlp.language.embedding
import kgnlp.language.lemma_table
import kgnlp.language.lookup
import kgnlp.language.name_types  # noqa: F401
from kgnlp.errors import ConfigurationError, ModelError
from kgnlp.language import manifest, transcript_tokenizer
from kgnlp.language.pipeline import LanguagePipeline

BLANK = "blank"  # the name of the pipeline of rules and lists

# What the stages read of a pipeline, and the spaCy components that commonly give it.
_NEEDED = {
    "doc.sents": "sentence boundaries (senter, parser or sentencizer)",
    "token.lemma": "lemmas (lemmatizer or trainable_lemmatizer)",
    "token.pos": "parts of speech (morphologizer, or tagger with attribute_ruler)",
    "doc.ents": "named entities (ner)",
}
# Two names for one thing: senter states the first, parser and sentencizer also the second.
_SAME = {"token.is_sent_start": "doc.sents", "token.sent_start": "doc.sents"}


@lru_cache(maxsize=2)
def load(name_or_path: str, *, wordforms: bool = False) -> LanguagePipeline:
    """Load a pipeline.

    Args:
        name_or_path: ``blank``; a folder of a trained pipeline (with a / in it); or the name of an
            installed spaCy package, such as nb_core_news_lg.
        wordforms: also give common forms and compound parts; see LanguagePipeline.

    Raises:
        ConfigurationError: it is not there, or lacks a component that the stages need.
        ModelError: its files are not those of its manifest.

    """
    if name_or_path == BLANK:
        return blank(wordforms=wordforms)
    if "/" in name_or_path:
        return _load_folder(Path(name_or_path), wordforms)
    return _load_package(name_or_path, wordforms)


def blank(*, wordforms: bool = False) -> LanguagePipeline:
    """Rules for sentences and lists for lemmas; no parts of speech and no names. Needs no trained model."""
    nlp = transcript_tokenizer.install(spacy.blank("nb"))
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("kgnlp_lookup_lemmas")
    return LanguagePipeline(nlp, f"blank-simplemma-{version('simplemma')}", wordforms=wordforms)


def _load_folder(folder: Path, wordforms: bool) -> LanguagePipeline:
    if not folder.is_dir():
        raise ConfigurationError(
            f"no folder {folder} for language_pipeline",
            expected="the folder of a trained spaCy pipeline, with a / in it",
            action="Correct language_pipeline in the settings, or set it to blank.",
        )
    manifest.verify(folder)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"a language pipeline in {folder} that spaCy can't load ({type(error).__name__})",
            expected=f"a pipeline for spaCy {spacy.about.__version__}",
            action="Restore the folder, or train again: kgnlp language train",
        ) from error
    _check_components(nlp, folder.name)
    return LanguagePipeline(nlp, folder.name, wordforms=wordforms)


def _load_package(name: str, wordforms: bool) -> LanguagePipeline:
    if not spacy.util.is_package(name):
        raise ConfigurationError(
            f"no installed spaCy pipeline {name}",
            expected="an installed package, a folder with a / in it, or blank",
            action=f"Install {name} in this environment, or correct language_pipeline in the settings.",
        )
    nlp = spacy.load(name)
    _check_components(nlp, name)
    return LanguagePipeline(nlp, f"{name}-{nlp.meta['version']}", wordforms=wordforms)


def _check_components(nlp: Nlp, name: str) -> None:
    given = {_SAME.get(what, what) for pipe in nlp.pipe_names for what in nlp.get_pipe_meta(pipe).assigns}
    missing = [meaning for what, meaning in _NEEDED.items() if what not in given]
    if "tagger" in nlp.pipe_names and "attribute_ruler" in nlp.pipe_names:
        missing = [meaning for meaning in missing if meaning != _NEEDED["token.pos"]]
    if missing:
        raise ConfigurationError(
            f"language pipeline {name} without {'; '.join(missing)}",
            expected="sentence boundaries, lemmas, parts of speech and named entities",
            action="Name a pipeline that has them, or set language_pipeline to blank.",
        )
