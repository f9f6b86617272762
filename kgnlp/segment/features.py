"""What speaks for a turn's opening a place of the guide, and for its staying at one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.guide import Guide
from kgnlp.segment.bank import Bank
from kgnlp.segment.exchanges import Exchanges
from kgnlp.segment.kinds import OPENS, OUTSIDE, STAYS
from kgnlp.segment.moves import move_features
from kgnlp.segment.places import BEFORE, Places, places_of
from kgnlp.segment.wording import Floats, Vectors, Wording

OPENINGS = (
    "wording: words",
    "wording: pieces",
    "wording: best",
    "wording: against the best",
    "wording: words, unknown to the bank",
    "wording: pieces, unknown to the bank",
    "wording: best, unknown to the bank",
    "question: words of an item's question",
    "question: section and lead-in",
    "bank: highest, words",
    "bank: highest, pieces",
    "bank: mean, pieces",
    "bank: best",
    "bank: against the best",
    "bank: known",
    "kind: opens",
    "kind: outside",
    "place: outside",
    "place: distance from where it should stand",
    "place: the same, squared",
    "role: informant",
    "role: informant, pieces",
)
STAYINGS = (
    "stay: on a question",
    "stay: kind opens",
    "stay: kind stays",
    "stay: kind outside",
    "stay: wording of the question",
    "stay: bank of the question",
    "stay: informant",
    "stay: before",
    "stay: before, kind outside",
    "stay: before, progress",
    "stay: outside",
    "stay: outside, kind outside",
    "stay: outside, progress",
)


@dataclass(frozen=True, slots=True)
class GuideFeatures:
    """What is the same for all interviews by a guide."""

    places: Places
    own: Vectors  # each entry by its own wording
    parents: Vectors  # the question that an item belongs to; "" of a question
    sections: Vectors  # heading and lead-in
    matches: Floats  # see Bank.matches
    moves: Floats  # see move_features


def guide_features(guide: Guide, wording: Wording, bank: Bank) -> GuideFeatures:
    """The features of a guide."""
    entries = guide.entries()
    own = wording.vectors([entry.text for entry in entries])
    places = places_of(guide)
    return GuideFeatures(
        places=places,
        own=own,
        parents=wording.vectors([entry.question_text if entry.parent_id else "" for entry in entries]),
        sections=wording.vectors([f"{entry.section or ''} {entry.lead_in or ''}" for entry in entries]),
        matches=bank.matches(own),
        moves=move_features(places),
    )


class Observed:
    """The likenesses of one interview with its guide and with the bank, from which features are made."""

    def __init__(self, said: Exchanges, guide: GuideFeatures, wording: Wording, bank: Bank) -> None:
        self.said, self.guide, self.bank = said, guide, bank
        turns = wording.vectors(said.said)
        self.own = turns.cosines(guide.own)
        self.parent = turns.cosines(guide.parents)["words"]
        self.section = turns.cosines(guide.sections)["pieces"]
        self.asked = turns.cosines(bank.asked)

    def features(self, log_kinds: Floats, usable: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Features of opening and of staying.

        Args:
            log_kinds: see kinds.log_kinds, (turns, 3).
            usable: the rows of the bank that may be seen.

        Returns:
            (turns, places, len(OPENINGS)) and (turns, places, len(STAYINGS)).

        """
        entries = self._of_entries(usable)
        outside = self.guide.places.outside
        opens = dict.fromkeys(OPENINGS, 0.0) | {name: _padded(values) for name, values in entries.items()}
        asks = self.said.asks[:, None].astype(np.float64)
        inside = np.zeros((1, outside + 1))
        inside[0, BEFORE + 1 : outside] = 1.0
        opens["kind: opens"] = log_kinds[:, [OPENS]] * inside
        opens["kind: outside"] = log_kinds[:, [OUTSIDE]] * (1.0 - inside)
        opens["place: outside"] = 1.0 - inside
        spoken = {
            name: np.broadcast_to(values * asks, (len(asks), outside + 1)) for name, values in opens.items()
        }
        spoken["role: informant"] = np.broadcast_to(1.0 - asks, (len(asks), outside + 1))
        spoken["role: informant, pieces"] = (1.0 - asks) * _padded(entries["wording: pieces"])
        opening = np.stack([spoken[name] for name in OPENINGS], axis=2)
        return opening, self._staying(entries, log_kinds)

    def _of_entries(self, usable: npt.NDArray[np.bool_]) -> dict[str, Floats]:
        guide, bank = self.guide, self.bank
        highest_words, _ = bank.likeness(self.asked["words"], guide.matches, usable)
        highest_pieces, mean_pieces = bank.likeness(self.asked["pieces"], guide.matches, usable)
        known = bank.support(guide.matches, usable)[None, :]
        unknown = 1.0 - known
        words, pieces = self.own["words"], self.own["pieces"]
        wording, asked = (words + pieces) / 2, (highest_words + mean_pieces) / 2
        orders = (np.arange(words.shape[1]) + 0.5) / max(words.shape[1], 1)
        distance = np.abs(self.said.progress[:, None] - orders[None, :])
        return {
            "wording: words": words,
            "wording: pieces": pieces,
            "wording: best": _best(wording),
            "wording: against the best": _relative(wording),
            "wording: words, unknown to the bank": words * unknown,
            "wording: pieces, unknown to the bank": pieces * unknown,
            "wording: best, unknown to the bank": _best(wording) * unknown,
            "question: words of an item's question": self.parent,
            "question: section and lead-in": self.section,
            "bank: highest, words": highest_words,
            "bank: highest, pieces": highest_pieces,
            "bank: mean, pieces": mean_pieces,
            "bank: best": _best(asked),
            "bank: against the best": _relative(asked),
            "bank: known": np.broadcast_to(known, words.shape),
            "place: distance from where it should stand": distance,
            "place: the same, squared": distance**2,
        }

    def _staying(self, entries: dict[str, Floats], log_kinds: Floats) -> Floats:
        outside = self.guide.places.outside
        asks = self.said.asks.astype(np.float64)
        stays = np.zeros((len(asks), outside + 1, len(STAYINGS)))
        here = slice(BEFORE + 1, outside)
        on_question = np.broadcast_to(asks[:, None], (len(asks), outside - 1))
        stays[:, here, 0] = on_question
        for number, kind in enumerate((OPENS, STAYS, OUTSIDE), 1):
            stays[:, here, number] = on_question * log_kinds[:, [kind]]
        stays[:, here, 4] = on_question * entries["wording: pieces"]
        stays[:, here, 5] = on_question * entries["bank: mean, pieces"]
        stays[:, :, 6] = 1.0 - asks[:, None]
        for place, first in ((BEFORE, 7), (outside, 10)):
            stays[:, place, first] = asks
            stays[:, place, first + 1] = asks * log_kinds[:, OUTSIDE]
            stays[:, place, first + 2] = asks * self.said.progress
        return stays


def _padded(of_entries: Floats) -> Floats:
    """(turns, entries) -> (turns, places): nothing before and outside the guide."""
    return np.pad(of_entries, ((0, 0), (1, 1)))


def _best(values: Floats) -> Floats:
    """1 where a value is the highest of its row, and above 0."""
    top: Floats = ((values == values.max(axis=1, keepdims=True)) & (values > 0)).astype(np.float64)
    return top


def _relative(values: Floats) -> Floats:
    """Each value as a share of the highest of its row; the small addend keeps rows without likeness at 0."""
    share: Floats = values / (values.max(axis=1, keepdims=True) + 0.05)
    return share
