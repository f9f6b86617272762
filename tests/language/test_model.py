"""The trained pipeline that the project ships, where it is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgnlp.language import LanguagePipeline, load, manifest
from kgnlp.settings import ROOT

MODELS = sorted((ROOT / "models" / "language").glob("*/meta.json"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not MODELS, reason="no trained pipeline in models/language"),
]


@pytest.fixture(scope="module")
def folder() -> Path:
    return MODELS[-1].parent


@pytest.fixture(scope="module")
def pipeline(folder: Path) -> LanguagePipeline:
    return load(str(folder))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # bokmål; the treebanks call "ofte" an adjective, all 109 times
        ("Lederne møtes ofte.", [("leder", "NOUN"), ("møtes", "VERB"), ("ofte", "ADJ")]),
        # nynorsk
        ("Leiarane arbeider saman.", [("leiar", "NOUN"), ("arbeide", "VERB"), ("saman", "ADV")]),
    ],
)
def test_lemmas_and_parts_of_speech(
    pipeline: LanguagePipeline, text: str, expected: list[tuple[str, str]]
) -> None:
    tokens = pipeline.analyse([text])[0].tokens
    assert [(token.lemma, token.pos) for token in tokens if token.is_word] == expected


def test_sentences_without_punctuation(pipeline: LanguagePipeline) -> None:
    text = "det var et godt møte vi ble enige om en plan så reiste jeg hjem til oslo"
    assert len(pipeline.analyse([text])[0].sentences) > 1


def test_persons(pipeline: LanguagePipeline) -> None:
    text = "Jeg snakket med Kari Nordmann om saken."
    entities = pipeline.analyse([text])[0].entities
    assert [(text[entity.start : entity.end], entity.kind) for entity in entities] == [
        ("Kari Nordmann", "PER")
    ]


def test_manifest_and_size(folder: Path) -> None:
    stated = json.loads((folder / manifest.MANIFEST).read_text("utf-8"))
    assert {"data_hash", "code_version", "seed", "metrics", "libraries"} <= stated.keys()
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 25_000_000
