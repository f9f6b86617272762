"""The blind audit: a random share of the passages, kept apart, where the machine's word is not shown.

Whether a passage is in it follows from its interview and text alone, so it stays so from run to run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SHARE = 0.1
_SALT = "kgnlp blind audit"


def lot(salt: str, interview_id: str, text: str) -> float:
    """A number from 0 to 1 that is drawn for a passage, always the same."""
    drawn = hashlib.blake2b(f"{salt}\0{interview_id}\0{text}".encode(), digest_size=8).digest()
    return int.from_bytes(drawn, "big") / 2**64


def blind_mask(interview_ids: Sequence[str], texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which passages are in the blind audit."""
    lots = [lot(_SALT, *passage) < SHARE for passage in zip(interview_ids, texts, strict=True)]
    return np.array(lots, np.bool_)
