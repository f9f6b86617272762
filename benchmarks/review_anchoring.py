"""How often a decision is found again when its transcript was corrected, and when its words are gone.

    python benchmarks/review_anchoring.py OUT

OUT is the output of a run. Every passage is looked for in its interview after a share of all words was
replaced, left out or doubled, and in the interview without the passage.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from kgnlp.review import anchors
from kgnlp.tables import Store

SEED = 20241
SHARES = (0.02, 0.05, 0.1, 0.2, 0.3)
LIMITS = (60, 65, 70, 75, 80, 85, 90)


def correct(line: str, share: float, words: list[str], chance: random.Random) -> str:
    """The line with a share of its words replaced, left out or doubled."""
    done: list[str] = []
    for word in line.split(" "):
        act = chance.choice(("other", "out", "twice")) if chance.random() < share else ""
        done += {"": [word], "other": [chance.choice(words)], "out": [], "twice": [word, word]}[act]
    return " ".join(done)


def outcomes(texts: dict[str, str], passages: list[dict[str, object]], share: float | None) -> Counter[str]:
    """Right, wrong or not found, for every passage; a share of None takes the passage's turn out."""
    chance = random.Random(SEED)  # noqa: S311 - corrections, not secrets
    corrected: dict[str, list[str]] = {}
    if share is not None:
        for name, text in texts.items():
            words = text.split()
            corrected[name] = [correct(line, share, words, chance) for line in text.split("\n")]
    counts: Counter[str] = Counter()
    for passage in passages:
        name, turn = str(passage["interview_id"]), int(str(passage["turn"]))
        start, end = int(str(passage["start"])), int(str(passage["end"]))
        anchor = anchors.make_anchor(name, texts[name], start, end)
        lines = corrected.get(name) or texts[name].split("\n")
        if share is None:
            lines = [line for number, line in enumerate(lines) if number != turn]
        text = "\n".join(lines)
        place = anchors.locate(anchor, text, anchors.text_hash(text))
        if place is None:
            counts["not found"] += 1
        else:
            hit = share is not None and text[: (place.start + place.end) // 2].count("\n") == turn
            counts["right" if hit else "wrong"] += 1
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    store = Store(parser.parse_args().out)
    texts = {row["interview_id"]: row["text"] for row in store.read("interviews").to_pylist()}
    passages = store.read("passages").select(["interview_id", "turn", "start", "end"]).to_pylist()
    print(f"{len(passages)} passages; share of words changed, then right / wrong / not found, %")
    print(f"{'limit':>6}" + "".join(f"{share:>18.0%}" for share in SHARES) + f"{'passage gone':>18}")
    for limit in LIMITS:
        anchors._LEAST_LIKENESS = limit
        cells = []
        for share in (*SHARES, None):
            found = outcomes(texts, passages, share)
            of = [100 * found[name] / len(passages) for name in ("right", "wrong", "not found")]
            cells.append(" / ".join(f"{value:.1f}" for value in of))
        print(f"{limit:>6}" + "".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()
