"""How well and how fast bokmål is told from nynorsk, an interview and a turn at a time.

    python -m benchmarks.language_identify [data/corpus]

The interviews are synthetic; each turn counts as its interview's written form.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from kgnlp.codebook import load_codebook
from kgnlp.domain import AnnotatedInterview, Language
from kgnlp.language import identify
from kgnlp.training.annotated import read_corpus


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("data/corpus")
    codebook = load_codebook(Path("configs/codebook.yaml"))
    interviews = read_corpus(folder, {theme.code: theme.id for theme in codebook.themes})
    whole = Counter(identify(entry.interview.text) is entry.interview.language for entry in interviews)
    print(f"interviews right: {whole[True]} of {whole.total()}")
    for name, with_fallback in (("alone", False), ("with the interview's form as fallback", True)):
        report_turns(name, interviews, with_fallback=with_fallback)


def report_turns(name: str, interviews: tuple[AnnotatedInterview, ...], *, with_fallback: bool) -> None:
    turns = [
        (entry.interview.text[turn.start : turn.end], entry.interview.language)
        for entry in interviews
        for turn in entry.turns
    ]
    began = time.perf_counter()
    right: Counter[tuple[Language, bool]] = Counter(
        (truth, identify(text, truth if with_fallback else None) is truth) for text, truth in turns
    )
    rate = len(turns) / (time.perf_counter() - began)
    for language in Language:
        total = right[language, True] + right[language, False]
        print(f"turns {name}, {language}: {right[language, True] / total:.4f} of {total}")
    print(f"turns a second: {rate:.0f}")


if __name__ == "__main__":
    main()
