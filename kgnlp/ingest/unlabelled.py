"""Files that do not say who speaks: the text itself decides, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kgnlp.domain import Cue, Role
from kgnlp.errors import TranscriptError
from kgnlp.guide import Guide
from kgnlp.ingest import talk
from kgnlp.ingest.joints import Joint, decide, joint_of

# Words a sentence. Above, the recogniser wrote no punctuation to speak of.
_MAX_WORDS_A_SENTENCE = 60
# Words. Two days of talk: no interview, and minutes of work.
_MAX_WORDS = 300_000
_DASH = re.compile(r"[-–—]\s+\w")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of speech that one person says: a sentence, or a cue where there is no punctuation."""

    pieces: tuple[Cue, ...]  # the cues, or parts of cues, that it is made of
    joint: Joint  # what stands before it

    @property
    def text(self) -> str:
        """What is said."""
        return " ".join(piece.text for piece in self.pieces)


def decide_speakers(cues: Sequence[Cue], guide: Guide) -> tuple[tuple[Cue, ...], float]:
    """Cues with ``interviewer`` or ``informant`` as speaker, cut where the speaker changes in one.

    Returns:
        The cues, and the certainty of the decision: the mean probability of the stretches' roles.

    Raises:
        TranscriptError: there is more speech than any interview has.
    """
    said = [cue for cue in cues if cue.text.strip()]
    if not said:
        return (), 0.0
    words = sum(len(cue.text.split()) for cue in said)
    if words > _MAX_WORDS:
        raise TranscriptError(
            f"{words} words without any speaker's label",
            expected=f"an interview of at most {_MAX_WORDS} words, or labels",
            action="Give one file an interview, or export it with speakers.",
        )
    found, punctuated = stretches(said)
    rows = talk.features([stretch.text for stretch in found], guide)
    weights = talk.weights().punctuated if punctuated else talk.weights().bare
    roles, probabilities = decide(rows, np.array([stretch.joint for stretch in found]), weights)
    names = [Role.INTERVIEWER.value if role else Role.INFORMANT.value for role in roles]
    decided = (
        replace(piece, speaker=name)
        for stretch, name in zip(found, names, strict=True)
        for piece in stretch.pieces
    )
    return tuple(decided), float(np.mean(probabilities))


def stretches(cues: Sequence[Cue]) -> tuple[list[Stretch], bool]:
    """The stretches of some cues, and whether there is punctuation that they are cut by."""
    pieces = list(_pieces(cues))
    words = sum(len(piece.text.split()) for piece, _ in pieces)
    punctuated = words <= _MAX_WORDS_A_SENTENCE * sum(_ends_sentence(piece.text) for piece, _ in pieces)
    found: list[Stretch] = []
    for piece, joint in pieces:
        if found and punctuated and joint is not Joint.DASH and not _ends_sentence(found[-1].pieces[-1].text):
            found[-1] = replace(found[-1], pieces=(*found[-1].pieces, piece))
        else:
            found.append(Stretch((piece,), joint))
    return found, punctuated


def _pieces(cues: Sequence[Cue]) -> Iterator[tuple[Cue, Joint]]:
    """The cues cut at the ends of sentences, each part with what stands before it."""
    ended: float | None = None
    for cue in cues:
        for number, part in enumerate(talk.sentences(cue.text)):
            if _DASH.match(part):
                joint = Joint.DASH
            elif number:
                joint = Joint.INSIDE_CUE
            else:
                joint = joint_of(None if ended is None or cue.begins_s is None else cue.begins_s - ended)
            yield replace(cue, text=part), joint
        ended = cue.ends_s


def _ends_sentence(text: str) -> bool:
    return text.rstrip('"»”’)').endswith((".", "?", "!", "…"))
