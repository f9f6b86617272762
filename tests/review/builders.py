"""Decisions for tests; every builder says what is special in its arguments."""

from __future__ import annotations

import datetime as dt

from kgnlp.decisions import Anchor, Decision, DecisionKind, MachineSaid
from kgnlp.domain import Stance
from kgnlp.review.anchors import make_anchor

TEXT = "Hva gjør dere?\nVi møtes hver måned, og det tar tid.\nOg så?\nSå skriver vi det samme to ganger."
MACHINE = MachineSaid("v0001-00000000", 0.75, True, Stance.NEGATIVE, 0.5)


def an_anchor(
    quote: str = "Vi møtes hver måned, og det tar tid.", text: str = TEXT, interview_id: str = "x01"
) -> Anchor:
    start = text.index(quote)
    return make_anchor(interview_id, text, start, start + len(quote))


def a_decision(kind: str = "accepted", reviewer: str = "kari", **changes: object) -> Decision:
    fields: dict[str, object] = {
        "kind": DecisionKind(kind),
        "reviewer": reviewer,
        "anchor": an_anchor(),
        "passage_id": "x01:0001:0",
        "theme": "duplication",
        "stance": Stance.NEGATIVE,
        "machine": MACHINE,
        "codebook_version": 1,
        "decided_at": dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC),
    }
    return Decision(**(fields | changes))  # type: ignore[arg-type]
