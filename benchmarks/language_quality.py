"""Prints the quality of a language pipeline on the three test sets, the goals and the published figures.

python benchmarks/language_quality.py --treebank DIR --pipeline models/language/3
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kgnlp.language import card
from kgnlp.language.evaluate import evaluate_folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--pipeline", type=Path, required=True)
    given = parser.parse_args()
    qualities, speed = evaluate_folder(given.pipeline, given.treebank)
    print(card.table(qualities))
    size = sum(file.stat().st_size for file in given.pipeline.rglob("*") if file.is_file())
    print(f"{speed:,.0f} words a second on one core; {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
