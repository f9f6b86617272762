"""How faithfully transcript files are read, by form, against annotated interviews.

    python benchmarks/ingest_fidelity.py RAW_FOLDER ANNOTATED_FOLDER

Words kept: share of the annotated words that are found in the interview, in order. Right role: share of the
annotated turns most of whose words came out with the right role. Words in role: share of the words kept that
have the right role. Each is a mean over interviews; beside it stands the lowest.

How speakers talk was learnt from data/corpus: where no label and no csv says who speaks, figures for
interviews of that corpus are better than for others. ``python -m kgnlp.training.talk data/corpus`` prints
what to expect of others.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from kgnlp import ingest
from kgnlp.codebook import load_codebook
from kgnlp.domain import AnnotatedInterview, Interview, Role, Turn
from kgnlp.guide import load_guides
from kgnlp.language import identify
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.training.annotated import read_annotated

Words = list[tuple[str, Role, int]]


def words_of(text: str, turns: tuple[Turn, ...]) -> Words:
    """The words with the role and number of their turn; case and punctuation do not count."""
    return [
        (word.strip(".,;:!?…«»\"'()[]–-").lower(), turn.role, turn.turn)
        for turn in turns
        for word in text[turn.start : turn.end].split()
    ]


def compare(
    interview: Interview, turns: tuple[Turn, ...], gold: AnnotatedInterview
) -> tuple[float, float, float]:
    """Shares of the words kept in order, of the turns with the right role, of the words kept that have it."""
    found = words_of(interview.text, turns)
    true = words_of(gold.interview.text, gold.turns)
    matcher = SequenceMatcher(None, [w for w, _, _ in true], [w for w, _, _ in found], autojunk=False)
    right: dict[int, list[bool]] = defaultdict(list)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            _, role, turn = true[block.a + offset]
            right[turn].append(found[block.b + offset][1] is role)
    kept = [one for of_turn in right.values() for one in of_turn]
    roles = [sum(right[turn.turn]) > len(right[turn.turn]) / 2 for turn in gold.turns]
    return len(kept) / len(true), float(np.mean(roles)), float(np.mean(kept))


def report(found: Mapping[str, Sequence[tuple[float, float, float]]]) -> str:
    """The table, a row a form."""
    head = "".join(f" {name:>12} {'lowest':>8}" for name in ("words kept", "right role", "words in role"))
    rows = [
        f"{form:16} {len(values):5}"
        + "".join(f" {column.mean():12.2%} {column.min():8.2%}" for column in np.array(values).T)
        for form, values in sorted(found.items())
    ]
    return "\n".join([f"{'form':16} {'files':>5}{head}", *rows])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raw", type=Path)
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--no-names", action="store_true", help="leave out the interviewers of the csv")
    arguments = parser.parse_args()
    settings = load_settings(default_settings_file())
    guides, codes = load_guides(settings.guides), load_codebook(settings.codebook).codes
    rows, warnings = ingest.read_metadata(arguments.raw)
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for row in rows:
        if arguments.no_names:
            row = replace(row, interviewers=())
        source = ingest.Source.open(arguments.raw, row.file)
        interview, turns = ingest.read(source, row, guides[row.guide], identify)
        gold = read_annotated(arguments.annotated / f"{row.interview_id}.txt", codes)
        found[interview.format].append(compare(interview, turns, gold))
    print(report(found))
    print(f"{len(rows)} files; {len(warnings)} rows left out")


if __name__ == "__main__":
    main()
