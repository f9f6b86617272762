"""Many interviews out of few: the annotated corpus under new ids, exchanges in another order each time."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from kgnlp.codebook import load_codebook
from kgnlp.domain import AnnotatedInterview, Role
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.training.annotated import read_corpus

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
_COLUMNS = ("file", "interview_id", "group", "phase", "role", "guide", "date", "interviewers")


def write_interviews(folder: Path, numbers: range) -> Path:
    """Write an input folder with an interview for each number; a number always gives the same interview.

    Interview ``n`` is number ``n`` modulo 60 of the corpus with its exchanges (a question and what is
    answered) shuffled by seed ``n``: no two files are alike, and words and themes are those of the corpus.
    """
    corpus = read_corpus(CORPUS, load_codebook(load_settings(default_settings_file()).codebook).codes)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "interviews.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for number in numbers:
            annotated = corpus[number % len(corpus)]
            name = f"r{number:05d}"
            (folder / f"{name}.txt").write_text(_shuffled(annotated, number), "utf-8")
            i = annotated.interview
            rows.writerow([f"{name}.txt", name, i.group, i.phase, i.role, i.guide, i.date, ""])
    return folder


def _shuffled(annotated: AnnotatedInterview, seed: int) -> str:
    exchanges: list[list[str]] = []
    for turn in annotated.turns:
        text = annotated.interview.text[turn.start : turn.end]
        if turn.role is Role.INTERVIEWER or not exchanges:
            exchanges.append([])
        exchanges[-1].append(f"{'Intervjuer' if turn.role is Role.INTERVIEWER else 'Informant'}: {text}")
    random.Random(seed).shuffle(exchanges)  # noqa: S311 - repeatable, not secret
    return "\n\n".join(line for exchange in exchanges for line in exchange) + "\n"
