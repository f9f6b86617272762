"""Who interviews and who answers: from interviews.csv, from the labels, else from how they talk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from kgnlp.domain import Role
from kgnlp.guide import Guide
from kgnlp.ingest import talk
from kgnlp.ingest.labels import INFORMANT_WORDS, INTERVIEWER_WORDS, is_diarised
from kgnlp.ingest.names import is_same_name
from kgnlp.ingest.turns import Spoken

# Log-odds of being an interviewer. In cross-validation over the annotated corpus second interviewers had 1.0
# and more, second informants, who say little, 0.1 and less.
_ASKS_TOO = 0.5
# Of somebody whom the csv does not name, though it names others.
_SURELY_ASKS = 2.0
# «S» and «A» are question and answer where both stand; alone they may number voices (A, B, C).
_IN_PAIRS = {"s": INFORMANT_WORDS, "q": INFORMANT_WORDS, "a": INTERVIEWER_WORDS}
_ASKS = re.compile(r"\b\w*(?:intervju(?:er|ar)(?:en)?|interviewer|moderator)\b", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:informant|respondent|intervjuobjekt|interviewee)(?:en|et)?\b", re.IGNORECASE)


def resolve_roles(
    spoken: Sequence[Spoken], interviewers: Sequence[str], guide: Guide
) -> tuple[dict[str, Role], tuple[str, ...]]:
    """Role of each speaker by label, and a warning where neither file nor csv says it.

    Args:
        spoken: the turns of the file.
        interviewers: names from interviews.csv; may be empty.
        guide: the interview guide.
    """
    labels = sorted({turn.speaker for turn in spoken})
    named = {label for label in labels if any(is_same_name(label, name) for name in interviewers)}
    if named and len(named) < len(labels):
        return _with_unnamed(spoken, labels, named, guide)
    said = roles_in_labels(labels)
    if len(said) == len(labels) and len(set(said.values())) == len(Role):
        return said, ()
    return _by_talk(spoken, said, guide)


def roles_in_labels(labels: Sequence[str]) -> dict[str, Role]:
    """The roles that labels say, by label; those that say none are left out."""
    words = {_word(label) for label in labels}
    found = {}
    for label in labels:
        role, word = role_in_label(label), _word(label)
        if role is not None and (word not in _IN_PAIRS or words & set(_IN_PAIRS[word])):
            found[label] = role
    return found


def role_in_label(label: str) -> Role | None:
    """The role that a label says (``I2``, ``Informant (KD)``, ``Guro, intervjuer``); None where none."""
    if is_diarised(label):
        return None
    word = _word(label)
    if word in INTERVIEWER_WORDS:
        return Role.INTERVIEWER
    if word in INFORMANT_WORDS:
        return Role.INFORMANT
    asks, answers = _ASKS.search(label), _ANSWERS.search(label)
    if bool(asks) == bool(answers):
        return None
    return Role.INTERVIEWER if asks else Role.INFORMANT


def _word(label: str) -> str:
    return re.sub(r"[\s\d_.-]+$", "", label).strip().lower()


def _with_unnamed(
    spoken: Sequence[Spoken], labels: Sequence[str], named: set[str], guide: Guide
) -> tuple[dict[str, Role], tuple[str, ...]]:
    """Roles where the csv names some: the others answer, but for one who surely asks too."""
    others = [label for label in labels if label not in named]
    roles = {label: Role.INTERVIEWER if label in named else Role.INFORMANT for label in labels}
    odds = _log_odds(spoken, guide) if len(others) > 1 else {}
    said = roles_in_labels(others)
    asks = {
        label
        for label in others
        if said.get(label) is Role.INTERVIEWER or (label not in said and odds.get(label, 0.0) > _SURELY_ASKS)
    }
    if not asks or asks == set(others):
        return roles, ()
    warnings = tuple(
        f"speaker {label!r} taken as interviewer, though interviews.csv does not name them"
        for label in sorted(asks)
    )
    return roles | dict.fromkeys(asks, Role.INTERVIEWER), warnings


def _by_talk(
    spoken: Sequence[Spoken], known: Mapping[str, Role], guide: Guide
) -> tuple[dict[str, Role], tuple[str, ...]]:
    """Roles from how each speaker talks; roles that labels say stand."""
    odds = _log_odds(spoken, guide)
    threshold = _ASKS_TOO if len(odds) > len(Role) else 0.0
    roles = {
        label: known.get(label) or (Role.INTERVIEWER if value > threshold else Role.INFORMANT)
        for label, value in odds.items()
    }
    open_labels = [label for label in odds if label not in known]
    if len(set(roles.values())) == 1 and len(roles) > 1 and open_labels:
        # Somebody asks and somebody answers: the least likely of those that are not known is the other.
        only = next(iter(roles.values()))
        sign = 1 if only is Role.INFORMANT else -1
        other = max(open_labels, key=lambda label: sign * odds[label])
        roles[other] = Role.INTERVIEWER if only is Role.INFORMANT else Role.INFORMANT
    warnings = tuple(
        f"speaker {label!r} taken as {roles[label]} by manner of speaking, "
        f"certainty {_certainty(odds[label], roles[label]):.2f}"
        for label in open_labels
    )
    return roles, warnings


def _log_odds(spoken: Sequence[Spoken], guide: Guide) -> dict[str, float]:
    """That each speaker is an interviewer, by how they talk."""
    words = sum(len(turn.text.split()) for turn in spoken)
    found: dict[str, float] = {}
    for label in sorted({turn.speaker for turn in spoken}):
        turns = [turn.text for turn in spoken if turn.speaker == label]
        row = talk.speaker_features(turns, words, words / len(spoken), guide)
        found[label] = float(row @ talk.weights().speaker)
    return found


def _certainty(log_odds: float, role: Role) -> float:
    """Probability of the role that was taken, which need not be the likelier one by itself."""
    return float(1 / (1 + np.exp(-log_odds if role is Role.INTERVIEWER else log_odds)))
