"""How many of the persons that are marked in the annotated interviews a language pipeline finds.

    python -m benchmarks.language_persons PIPELINE [data/corpus]

A person counts as found where an entity PER covers every letter of the mark, as touched where any
entity of any kind overlaps it. Names are what pseudonyms must catch, so recall comes first; the
share of PER entities that overlap no mark says what it costs. The interviews are synthetic. The
second block is of the same texts in lower case and without punctuation, as speech recognition may
write them.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from kgnlp.codebook import load_codebook
from kgnlp.domain import AnnotatedInterview, Entity
from kgnlp.language import LanguagePipeline, load
from kgnlp.training.annotated import read_corpus


@dataclass
class Counts:
    """What was counted over the interviews."""

    marks: int = 0
    found: int = 0
    touched: int = 0
    persons: int = 0  # entities PER
    beside: int = 0  # of these, those that overlap no mark
    words: int = 0


def main() -> None:
    pipeline = load(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("data/corpus")
    codebook = load_codebook(Path("configs/codebook.yaml"))
    interviews = read_corpus(folder, {theme.code: theme.id for theme in codebook.themes})
    for title, recognised in (("as written", False), ("lower case, no punctuation", True)):
        began = time.perf_counter()
        counts = count(pipeline, interviews, recognised=recognised)
        seconds = time.perf_counter() - began
        print(f"{title}: {counts.marks} persons")
        print(f"  found as PER   {counts.found / counts.marks:.3f}")
        print(f"  in any entity  {counts.touched / counts.marks:.3f}")
        print(f"  PER beside     {counts.beside / max(1, counts.persons):.3f} of {counts.persons}")
        print(f"  words a second {counts.words / seconds:.0f}")


def count(
    pipeline: LanguagePipeline, interviews: tuple[AnnotatedInterview, ...], *, recognised: bool
) -> Counts:
    counts = Counts()
    for entry in interviews:
        text = as_recognised(entry.interview.text) if recognised else entry.interview.text
        analyses = pipeline.analyse([text[turn.start : turn.end] for turn in entry.turns])
        entities = [
            Entity(turn.start + entity.start, turn.start + entity.end, entity.kind)
            for turn, analysis in zip(entry.turns, analyses, strict=True)
            for entity in analysis.entities
        ]
        counts.words += entry.interview.words
        add(counts, [mark for mark in entry.personal_data if mark.kind == "PER"], entities)
    return counts


def add(counts: Counts, marks: list[Entity], entities: list[Entity]) -> None:
    persons = [entity for entity in entities if entity.kind == "PER"]
    counts.marks += len(marks)
    counts.persons += len(persons)
    counts.found += sum(any(p.start <= m.start and m.end <= p.end for p in persons) for m in marks)
    counts.touched += sum(any(overlap(mark, entity) for entity in entities) for mark in marks)
    counts.beside += sum(not any(overlap(person, mark) for mark in marks) for person in persons)


def overlap(one: Entity, other: Entity) -> bool:
    return one.start < other.end and other.start < one.end


def as_recognised(text: str) -> str:
    """Lower case without punctuation, every offset kept."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return re.sub(r"[.,!?:;…«»\"]", " ", lowered)


if __name__ == "__main__":
    main()
