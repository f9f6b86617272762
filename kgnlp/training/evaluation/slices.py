"""Which interviews are alike: by role, group, written form, guide, and form of the transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from kgnlp.domain import Interview
from kgnlp.errors import InputError, TranscriptError
from kgnlp.ingest import Source, read_metadata
from kgnlp.ingest.registry import recognise
from kgnlp.training.splits import Integers

_KINDS = ("role", "group", "language", "guide")
FORM = "form"
_UNREADABLE = "not readable"

Slices = Mapping[tuple[str, str], Integers]


def slices_of(interviews: Sequence[Interview], forms: Mapping[str, str]) -> Slices:
    """Indices of the interviews of each slice, by its kind and value.

    Args:
        interviews: the interviews.
        forms: form of the transcript by interview id; an interview without one is in no slice by form.
    """
    values = {kind: [str(getattr(one, kind)) for one in interviews] for kind in _KINDS}
    values[FORM] = [forms.get(one.interview_id, "") for one in interviews]
    return {
        (kind, value): np.flatnonzero(np.array(of_kind) == value)
        for kind, of_kind in values.items()
        for value in sorted(set(of_kind))
        if value
    }


def transcript_forms(raw: Path, interviews: Sequence[Interview]) -> dict[str, str]:
    """Form of the transcript that each interview came in, by interview id, where the raw folder has it.

    Args:
        raw: folder of transcripts with interviews.csv.
        interviews: the interviews.

    Raises:
        InputError: there is no interviews.csv that can be read, or none of the interviews is in it.
    """
    ids = {one.interview_id for one in interviews}
    rows, _ = read_metadata(raw)
    forms = {row.interview_id: _form(raw, row.file) for row in rows if row.interview_id in ids}
    if not forms:
        raise InputError(
            f"none of the {len(ids)} annotated interviews in interviews.csv of {raw}",
            expected="rows with the same interview_id",
            action="Name the folder of the transcripts that were annotated, or leave out --raw.",
        )
    return forms


def _form(raw: Path, file: str) -> str:
    try:
        return recognise(Source.open(raw, file)).name
    except TranscriptError:
        return _UNREADABLE
