"""The interviews of data/: they ask what their guides hold, and nothing learns from the unseen ones."""

from pathlib import Path

import pytest

from kgnlp.codebook import load_codebook
from kgnlp.domain import AnnotatedInterview
from kgnlp.guide import load_guides
from kgnlp.settings import ROOT
from kgnlp.training.annotated import read_corpus

DATA = ROOT / "data"
# Folder, and the folders of the guides that its interviews were held by.
FOLDERS = (
    (DATA / "corpus", (ROOT / "configs" / "guides",)),
    (DATA / "examples", (DATA / "examples" / "guides",)),
    (DATA / "unseen", (ROOT / "configs" / "guides", DATA / "unseen" / "guides")),
)
LONG = 60  # characters; shorter answers may well be the same


def interviews(folder: Path) -> tuple[AnnotatedInterview, ...]:
    return read_corpus(folder, load_codebook(ROOT / "configs" / "codebook.yaml").codes)


def long_turns(folder: Path) -> set[str]:
    turns = ((one.interview.text, turn) for one in interviews(folder) for turn in one.turns)
    return {text[turn.start : turn.end] for text, turn in turns if turn.end - turn.start >= LONG}


@pytest.mark.parametrize(("folder", "guide_folders"), FOLDERS)
def test_interviews_ask_what_their_guides_hold(folder: Path, guide_folders: tuple[Path, ...]) -> None:
    guides = {name: guide for one in guide_folders for name, guide in load_guides(one).items()}
    found = interviews(folder)
    assert (folder / "README.md").exists()
    for annotated in found:
        known = {entry.question_id for entry in guides[annotated.interview.guide].entries()}
        assert {question for question in annotated.question_ids if question} <= known, (
            annotated.interview.source
        )
        assert f"{annotated.interview.interview_id}.txt" == annotated.interview.source
        assert annotated.marks


def test_nothing_unseen_is_learnt_from() -> None:
    unseen = long_turns(DATA / "unseen")
    assert len(unseen) > 500
    assert not unseen & (long_turns(DATA / "corpus") | long_turns(DATA / "examples"))
    guides = {folder.name: load_guides(folder / "guides").keys() for folder, _ in FOLDERS[1:]}
    assert not guides["unseen"] & guides["examples"]
