"""What a reviewer sends -> decisions to be kept."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kgnlp.decisions import Decision, DecisionKind, Layer
from kgnlp.domain import Span, Stance
from kgnlp.errors import ReviewError
from kgnlp.review.anchors import make_anchor
from kgnlp.review.desk import Desk
from kgnlp.review.labels import ItemKey
from kgnlp.review.store.decisions import Draft
from kgnlp.review.work import Work

_LONGEST_S = 3600  # a page left open for longer says nothing of how long the decision took


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a form."""

    reviewer: str
    token: str
    seen: int | None = None
    shown_ms: int = 0  # when the page was shown, milliseconds since 1970

    @property
    def took_s(self) -> float | None:
        """Seconds from being shown to being sent; None where they can't be right."""
        took = time.time() - self.shown_ms / 1000
        return round(took, 2) if 0 <= took <= _LONGEST_S else None


def decide(
    desk: Desk,
    work: Work,
    sent: Sent,
    passage: int,
    theme: str,
    *,
    stance: Stance | None = None,
    rejected: bool = False,
    evidence: Sequence[Span] = (),
    layer: Layer = Layer.OWN,
) -> Draft:
    """A decision of a theme on a passage.

    Args:
        desk: the run under review.
        work: what was decided so far.
        sent: what came with the form.
        passage: its number.
        theme: its id.
        stance: what the reviewer says; None for what the machine says.
        rejected: the passage does not carry the theme.
        evidence: stretches that the reviewer marked; empty for the machine's.
        layer: own, or adjudicated.

    Raises:
        ReviewError: no stance is said where the machine has none; or evidence outside the passage.
    """
    blind = bool(work.corpus.blind[passage])
    machine = work.corpus.said(passage, theme)
    known = work.themes.index(theme) < len(work.corpus.tags.themes)
    suggested = known and bool(work.corpus.tags.suggested[passage, work.themes.index(theme)])
    suggested = suggested and machine is not None and not machine.ranked
    _check(work, passage, evidence)
    if rejected:
        kind, stance = DecisionKind.REJECTED, None
    elif blind or not suggested or machine is None:
        kind = DecisionKind.ADDED
    else:
        stance = stance or machine.stance
        same = stance is machine.stance and not evidence
        kind = DecisionKind.ACCEPTED if same else DecisionKind.CHANGED
    if not rejected and stance is None:
        raise ReviewError(
            f"no stance for {theme}",
            expected="a stance, where the machine has not suggested one",
            action="Choose positive, negative, mixed or neutral.",
        )
    if not rejected and not evidence and not blind:
        evidence = work.corpus.evidence(passage, theme)
    decision = _on_passage(desk, work, sent, passage, kind)
    return Draft(
        replace(
            decision,
            theme=theme,
            stance=stance,
            evidence=() if rejected else tuple(evidence),
            machine=machine,
            blind=blind,
            layer=layer,
        ),
        sent.seen,
    )


def skip(desk: Desk, work: Work, sent: Sent, passage: int, theme: str) -> Draft:
    """The theme on the passage is left open by this reviewer."""
    decision = _on_passage(desk, work, sent, passage, DecisionKind.SKIPPED)
    said = work.corpus.said(passage, theme)
    return Draft(
        replace(decision, theme=theme, machine=said, blind=bool(work.corpus.blind[passage])), sent.seen
    )


def audit(
    desk: Desk, work: Work, sent: Sent, passage: int, stances: Mapping[str, Stance | None], note: str = ""
) -> list[Draft]:
    """What a reviewer says of every theme of a passage of the blind audit; None: not there.

    All are one act, with the memo that was written, if any.
    """
    drafts = []
    if note:
        span = Span(int(work.corpus.start[passage]), int(work.corpus.end[passage]))
        one = Sent(sent.reviewer, f"{sent.token}-memo", None, sent.shown_ms)
        at, passage_id = int(work.corpus.interview_of[passage]), work.corpus.passage_ids[passage]
        drafts.append(memo(desk, work, one, at, span, note, passage_id))
    for number, (theme, stance) in enumerate(stances.items()):
        one = Sent(sent.reviewer, f"{sent.token}-{number}", None, sent.shown_ms)
        drafts.append(decide(desk, work, one, passage, theme, stance=stance, rejected=stance is None))
    return [Draft(replace(one.decision, batch=sent.token), one.seen) for one in drafts]


def settle_stretch(desk: Desk, work: Work, sent: Sent, key: ItemKey, stance: Stance | None) -> Draft:
    """What a lead settled of a theme on a stretch that no passage holds; stance None: it is not there."""
    interview = work.corpus.interview_number[key.interview_id]
    kind = DecisionKind.REJECTED if stance is None else DecisionKind.ADDED
    decision = on_span(desk, work, sent, interview, Span(key.start, key.end), kind)
    marked = dict.fromkeys(span for one in work.latest(key).values() for span in one.evidence)
    evidence = () if stance is None else tuple(marked)
    settled = replace(decision, theme=key.theme, stance=stance, evidence=evidence, layer=Layer.ADJUDICATED)
    return Draft(settled, sent.seen)


def memo(
    desk: Desk,
    work: Work,
    sent: Sent,
    interview: int,
    span: Span,
    text: str,
    passage_id: str | None = None,
    theme: str | None = None,
) -> Draft:
    """A memo on a stretch of an interview; with the passage and theme that it is on, if any."""
    decision = on_span(desk, work, sent, interview, span, DecisionKind.MEMO)
    return Draft(replace(decision, note=text, passage_id=passage_id, theme=theme))


def on_span(desk: Desk, work: Work, sent: Sent, interview: int, span: Span, kind: DecisionKind) -> Decision:
    """A decision on a stretch of an interview."""
    row = work.corpus.interviews[interview]
    return Decision(
        kind=kind,
        reviewer=sent.reviewer,
        anchor=make_anchor(row.interview_id, row.text, span.start, span.end, work.corpus.hashes[interview]),
        took_s=sent.took_s,
        codebook_version=desk.codebook.version,
        token=sent.token,
    )


def _on_passage(desk: Desk, work: Work, sent: Sent, passage: int, kind: DecisionKind) -> Decision:
    corpus = work.corpus
    span = Span(int(corpus.start[passage]), int(corpus.end[passage]))
    decision = on_span(desk, work, sent, int(corpus.interview_of[passage]), span, kind)
    return replace(decision, passage_id=corpus.passage_ids[passage])


def _check(work: Work, passage: int, evidence: Sequence[Span]) -> None:
    start, end = int(work.corpus.start[passage]), int(work.corpus.end[passage])
    for span in evidence:
        if not start <= span.start < span.end <= end:
            raise ReviewError(
                f"evidence at {span.start} to {span.end}",
                expected=f"a stretch inside {start} to {end}",
                action="Mark some text of the passage, and send it again.",
            )
