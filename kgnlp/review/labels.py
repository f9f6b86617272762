"""Decisions -> labels: what stands for every passage and theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgnlp.decisions import Decision, DecisionKind, Label, Layer, Provenance
from kgnlp.domain import Span, Stance

LABELLING = frozenset(
    {DecisionKind.ACCEPTED, DecisionKind.CHANGED, DecisionKind.ADDED, DecisionKind.REJECTED}
)


@dataclass(frozen=True, slots=True, order=True)
class ItemKey:
    """A theme on a stretch of an interview, as the text is now."""

    interview_id: str
    start: int
    end: int
    theme: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision on a theme with where it stands now."""

    decision: Decision
    key: ItemKey
    passage_id: str | None  # as it is called now
    evidence: tuple[Span, ...]


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not undone, in order."""
    kept = list(decisions)
    undone = {decision.undoes for decision in kept if decision.kind is DecisionKind.UNDONE}
    return [
        decision
        for decision in kept
        if decision.kind is not DecisionKind.UNDONE and decision.decision_id not in undone
    ]


def verdict(decision: Decision) -> Stance | None:
    """The stance that the theme has on the passage; None where it is rejected."""
    return None if decision.kind is DecisionKind.REJECTED else decision.stance


def derive(placed: Iterable[Placed]) -> list[Label]:
    """The labels that follow from the decisions that stand, given in order.

    Adjudicated stands over what coders say. Coders who differ, and are not adjudicated, make no label.
    """
    items: dict[ItemKey, dict[str, Placed]] = {}
    for one in placed:
        if one.decision.kind in LABELLING:
            # The latest of each view counts; it moves to the end, so that the last is the latest.
            views = items.setdefault(one.key, {})
            views.pop(holder(one.decision), None)
            views[holder(one.decision)] = one
    labels = (label_of(views) for _, views in sorted(items.items(), key=lambda item: item[0]))
    return [label for label in labels if label is not None]


def holder(decision: Decision) -> str:
    """Whose view a decision on a theme is part of: a coder's, or ``*adjudicated``."""
    return "*adjudicated" if decision.layer is Layer.ADJUDICATED else decision.reviewer


def label_of(views: Mapping[str, Placed]) -> Label | None:
    """The label of one item from the latest decision of each view; None where coders differ."""
    own = [one for name, one in views.items() if name != "*adjudicated"]
    settled = views.get("*adjudicated")
    if settled is not None:
        return _label(settled, Provenance.ADJUDICATED, [settled, *own])
    if differ(own) or not own:
        return None
    return _label(own[-1], Provenance.DOUBLE if len(own) > 1 else Provenance.SINGLE, own)


def differ(own: Sequence[Placed]) -> bool:
    """Whether coders say different things: theme or not, or which stance."""
    return len({verdict(one.decision) for one in own}) > 1


def _label(source: Placed, provenance: Provenance, behind: Sequence[Placed]) -> Label:
    decision = source.decision
    if decision.decided_at is None:  # only kept decisions are derived from
        raise ValueError("a decision that was not kept")
    present = decision.kind is not DecisionKind.REJECTED
    reviewers = tuple(sorted({one.decision.reviewer for one in behind}))
    return Label(
        interview_id=source.key.interview_id,
        passage_id=source.passage_id,
        start=source.key.start,
        end=source.key.end,
        theme=source.key.theme,
        present=present,
        stance=decision.stance if present else None,
        evidence=source.evidence if present else (),
        provenance=provenance,
        blind=any(one.decision.blind for one in behind),
        reviewers=reviewers,
        coders=len(reviewers),
        codebook_version=decision.codebook_version,
        decided_at=decision.decided_at,
        decision_id=decision.decision_id,
    )
