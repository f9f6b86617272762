"""Who interviews and who answers: from interviews.csv, from the labels, else from how they talk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, utils

from kgnlp.domain import Role
from kgnlp.guide import Guide
from kgnlp.ingest import talk
from kgnlp.ingest.labels import INFORMANT_WORDS, INTERVIEWER_WORDS, is_diarised
from kgnlp.ingest.turns import Spoken

# Of 100. «Østby, Ragnhild» for «Ragnhild Østby» is 100, a letter misheard in a name about 90,
# another person with the same first name below 75.
_SAME_NAME = 85
# Of a label that is only a first or last name, against each part of the name.
_SAME_PART = 90


def resolve_roles(
    spoken: Sequence[Spoken], interviewers: Sequence[str], guide: Guide
) -> tuple[dict[str, Role], tuple[str, ...]]:
    """Role of each speaker by label, and a warning where the file itself does not say.

    Args:
        spoken: the turns of the file.
        interviewers: names from interviews.csv; may be empty.
        guide: the interview guide.
    """
    labels = sorted({turn.speaker for turn in spoken})
    named = {label for label in labels if any(is_same_name(label, name) for name in interviewers)}
    if named and named != set(labels):
        return {label: Role.INTERVIEWER if label in named else Role.INFORMANT for label in labels}, ()
    said = {label: role_in_label(label) for label in labels}
    if all(said.values()) and len(set(said.values())) == 2:
        return {label: role for label, role in said.items() if role}, ()
    return _by_talk(spoken, {label: role for label, role in said.items() if role}, guide)


def role_in_label(label: str) -> Role | None:
    """The role that a label says (``I2``, ``Informant``, ``Intervjuar 1``); None where it says none."""
    if is_diarised(label):
        return None
    word = re.sub(r"[\s\d_.-]+$", "", label).strip().lower()
    if word in INTERVIEWER_WORDS:
        return Role.INTERVIEWER
    return Role.INFORMANT if word in INFORMANT_WORDS else None


def is_same_name(label: str, name: str) -> bool:
    """Whether a label means a person: the whole name, turned round, or one part of it."""
    given, wanted = utils.default_process(label), utils.default_process(name)
    if not given or not wanted:
        return False
    if fuzz.token_sort_ratio(given, wanted) >= _SAME_NAME:
        return True
    parts = given.split()
    if len(parts) == 1:
        return any(fuzz.ratio(given, part) >= _SAME_PART for part in wanted.split() if len(part) > 2)
    # «Åse Lunde» for «Åse Marie Lunde», «Ragnhild Østby (ekstern)» for «Ragnhild Østby».
    shared = set(parts) & set(wanted.split())
    return len(shared) >= 2 and wanted.split()[0] in shared


def _by_talk(
    spoken: Sequence[Spoken], known: Mapping[str, Role], guide: Guide
) -> tuple[dict[str, Role], tuple[str, ...]]:
    """Roles from how each speaker talks; roles that labels say stand."""
    odds = _log_odds(spoken, guide)
    roles = {
        label: known.get(label) or (Role.INTERVIEWER if value > 0 else Role.INFORMANT)
        for label, value in odds.items()
    }
    if len(set(roles.values())) == 1 and len(roles) > 1:
        # Somebody asks and somebody answers: the least likely of those that are not known is the other.
        open_labels = [label for label in odds if label not in known] or list(odds)
        only = next(iter(roles.values()))
        sign = 1 if only is Role.INFORMANT else -1
        other = max(open_labels, key=lambda label: sign * odds[label])
        roles[other] = Role.INTERVIEWER if only is Role.INFORMANT else Role.INFORMANT
    warnings = tuple(
        f"speaker {label!r} taken as {roles[label]} by manner of speaking, certainty {_certainty(value):.2f}"
        for label, value in odds.items()
        if label not in known
    )
    return roles, warnings


def _log_odds(spoken: Sequence[Spoken], guide: Guide) -> dict[str, float]:
    words = sum(len(turn.text.split()) for turn in spoken)
    weights = talk.weights()["speaker"]
    found: dict[str, float] = {}
    for label in sorted({turn.speaker for turn in spoken}):
        turns = [turn.text for turn in spoken if turn.speaker == label]
        row = talk.speaker_features(turns, words, words / len(spoken), guide)
        found[label] = float(row @ weights)
    return found


def _certainty(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-abs(log_odds))))
