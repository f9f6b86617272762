"""Decisions as rows of the store, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from kgnlp.decisions import Anchor, Decision, DecisionKind, Layer, MachineSaid
from kgnlp.domain import Span, Stance


def holder_of(decision: Decision) -> str:
    """Whose view it is: the reviewer's own, or one that all share (no account's name begins with ``*``)."""
    return decision.reviewer if decision.layer is Layer.OWN else holder_of_all(decision.layer)


def holder_of_all(layer: Layer) -> str:
    """Whose view a layer is that all share."""
    return f"*{layer}"


def target_of(decision: Decision) -> str:
    """What it is said of, as a key: a theme on a stretch of text; in the shared layer, the interview."""
    anchor = decision.anchor
    if decision.layer is Layer.SHARED:
        return anchor.interview_id
    return stretch_key(anchor.interview_id, anchor.start, anchor.end, decision.theme or "")


def stretch_key(interview_id: str, start: int, end: int, theme: str) -> str:
    """The key of a theme on a stretch of text; of the stretch by itself where the theme is empty."""
    return f"{interview_id}:{start}-{end}:{theme}"


def to_row(decision: Decision) -> dict[str, Any]:
    """The columns of a decision that are its own."""
    machine = decision.machine
    row = asdict(decision)
    for nested in ("anchor", "machine", "decision_id"):
        del row[nested]
    return (
        row
        | asdict(decision.anchor)
        | {
            "kind": decision.kind.value,
            "layer": decision.layer.value,
            "stance": decision.stance and decision.stance.value,
            "evidence": [[span.start, span.end] for span in decision.evidence],
            "model_version": machine and machine.model_version,
            "machine_probability": machine and machine.probability,
            "machine_tagged": machine and machine.tagged,
            "machine_stance": machine and machine.stance.value,
            "machine_stance_probability": machine and machine.stance_probability,
        }
    )


def from_row(row: RowMapping) -> Decision:
    """The decision of a row."""
    anchor = Anchor(**{name: row[name] for name in Anchor.__dataclass_fields__})
    same = ("reviewer", "passage_id", "theme", "blind", "took_s", "codebook_version", "note", "value")
    more = ("undoes", "batch", "token", "decision_id", "decided_at")
    return Decision(
        kind=DecisionKind(row["kind"]),
        layer=Layer(row["layer"]),
        anchor=anchor,
        stance=None if row["stance"] is None else Stance(row["stance"]),
        evidence=tuple(Span(start, end) for start, end in row["evidence"]),
        machine=_machine(row),
        **{name: row[name] for name in same + more},
    )


def _machine(row: RowMapping) -> MachineSaid | None:
    if row["model_version"] is None:
        return None
    return MachineSaid(
        row["model_version"],
        row["machine_probability"],
        row["machine_tagged"],
        Stance(row["machine_stance"]),
        row["machine_stance_probability"],
    )
