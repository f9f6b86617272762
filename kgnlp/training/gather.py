"""A folder of labels -> the interviews that are trained and measured on, one truth for each."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgnlp.codebook import Codebook
from kgnlp.decisions import Label, LabelledInterview, Provenance
from kgnlp.domain import AnnotatedInterview, Mark
from kgnlp.errors import LabelError
from kgnlp.tables import LabelStore
from kgnlp.training.annotated import read_corpus
from kgnlp.training.annotated_labels import SYNTHETIC, marked_themes

# The weakest first.
STRENGTHS = (Provenance.SINGLE, Provenance.DOUBLE, Provenance.ADJUDICATED)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)

Cell = tuple[int, int, str]  # start, end, theme


@dataclass(frozen=True)
class Labelled:
    """An interview with the one truth on it."""

    annotated: AnnotatedInterview  # marks: the evidence of the labels that are trained on
    labels: tuple[Label, ...] | None  # None: its marks are the whole truth, of the themes below
    themes: tuple[str, ...]  # ids of the themes that its marks are the whole truth of; () with labels
    questions_checked: bool  # whether people set its questions; else they are the machine's
    synthetic: bool

    @property
    def interview_id(self) -> str:
        """Id of the interview."""
        return self.annotated.interview.interview_id


@dataclass(frozen=True)
class Gathered:
    """All that a folder of labels holds for training."""

    interviews: tuple[Labelled, ...]  # by id
    left_out: int  # labels on another text of an interview that has two


def gather(labels: Path, codebook: Codebook) -> Gathered:
    """Read a folder of labels: tables of kgnlp labels import, or annotated interviews (``*.txt``).

    Where several origins label one passage and theme, adjudicated labels stand over double-coded ones and
    these over single ones, and later ones over earlier ones. Where they have different texts of an
    interview, those labels hold that were decided last.

    Raises:
        LabelError: the folder holds neither, or they can't be read.
    """
    store = LabelStore(labels)
    if store.exists():
        return _of_origins(store.read())
    corpus = read_corpus(labels, codebook.codes)
    themes = tuple(marked_themes(corpus))
    synthetic = (labels / SYNTHETIC).exists()
    found = (Labelled(one, None, themes, questions_checked=True, synthetic=synthetic) for one in corpus)
    return Gathered(tuple(sorted(found, key=lambda one: one.interview_id)), 0)


def _of_origins(labelled: Iterable[LabelledInterview]) -> Gathered:
    by_id: dict[str, list[LabelledInterview]] = defaultdict(list)
    for one in labelled:
        by_id[one.interview.interview_id].append(one)
    found, left_out = [], 0
    for _, versions in sorted(by_id.items()):
        latest = max(versions, key=_decided_last)
        same = [one for one in versions if _turns(one) == _turns(latest)]
        left_out += sum(len(one.labels) for one in versions if one not in same)
        found.append(_merged(latest, same))
    return Gathered(tuple(found), left_out)


def _decided_last(one: LabelledInterview) -> tuple[dt.datetime, int, str]:
    return max((_when(label) for label in one.labels), default=_LONG_AGO), len(one.labels), one.origin


def _when(label: Label) -> dt.datetime:
    return label.decided_at or _LONG_AGO


def _turns(one: LabelledInterview) -> tuple[str, list[tuple[int, int]]]:
    return one.interview.text, [(turn.start, turn.end) for turn in one.turns]


def _merged(latest: LabelledInterview, same: Sequence[LabelledInterview]) -> Labelled:
    labels = strongest(label for one in same for label in one.labels)
    # Corrected questions stand over the machine's, whichever origin is the later one.
    outlined = max(same, key=lambda one: (one.questions_checked, one is latest))
    marks = tuple(
        Mark(label.theme, label.stance, span.start, span.end)
        for label in labels
        if label.present and label.stance and not label.blind
        for span in label.evidence
    )
    return Labelled(
        AnnotatedInterview(latest.interview, outlined.turns, outlined.question_ids, marks, ()),
        labels,
        themes=(),
        questions_checked=outlined.questions_checked,
        synthetic=any(one.synthetic for one in same),
    )


def strongest(labels: Iterable[Label]) -> tuple[Label, ...]:
    """One label for each passage and theme, in their order.

    What the blind audit holds is never trained on, so there its label holds, however strong another is.
    """
    found: dict[Cell, Label] = {}
    for label in labels:
        cell = (label.start, label.end, label.theme)
        if cell not in found or _weight(label) > _weight(found[cell]):
            found[cell] = label
    return tuple(label for _, label in sorted(found.items(), key=lambda item: item[0]))


def _weight(label: Label) -> tuple[bool, int, dt.datetime]:
    return label.blind, STRENGTHS.index(label.provenance), _when(label)


def check_guides(gathered: Gathered, guides: Iterable[str]) -> None:
    """Raise LabelError where an interview was held by a guide that is not known."""
    known = set(guides)
    for one in gathered.interviews:
        guide = one.annotated.interview.guide
        if guide not in known:
            raise LabelError(
                f"guide {guide!r} of labelled interview {one.interview_id}",
                expected=f"one of {', '.join(sorted(known))}",
                action="Add the guide (kgnlp guide import), or correct the interview's and import again.",
            )
