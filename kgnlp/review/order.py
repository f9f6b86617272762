"""The order of the review queue: passages in the order that pays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kgnlp.review.corpus import Bools, Corpus, Ints

_FIRST_BY_DEFINITION = 0.5

# What an item costs: to read a passage, with some 22 words of question and theme, and to press a key.
_WORDS_A_MINUTE = 250
_WORDS_AROUND = 22
_DECIDING_S = 1.5
_SHORT = 15  # words; a shorter passage says little without the answer before it, which is read too

Order = npt.NDArray[np.int64]  # items, best first; item = passage * number of themes + theme


def pay(corpus: Corpus, columns: int) -> npt.NDArray[np.float32]:
    """How likely the machine is wrong on every passage and theme, by its calibrated probability.

    Themes that it does not know, in the columns after its own, have 0. What stands first by a theme's
    definition has no probability but a rank: half of it is taken to carry the theme.
    """
    tags = corpus.tags
    errors = np.where(tags.tagged, 1 - tags.probability, tags.probability)
    errors = np.where(tags.ranked & tags.needs_review, _FIRST_BY_DEFINITION + tags.probability, errors)
    return np.pad(errors, ((0, 0), (0, columns - errors.shape[1])))


def reading_s(words: Ints, interview_of: Ints) -> npt.NDArray[np.float64]:
    """Seconds to read each passage and decide a theme on it.

    Args:
        words: of each passage, in the order of the interviews.
        interview_of: number of the interview of each passage.
    """
    before = np.where(np.diff(interview_of, prepend=-1) == 0, np.roll(words, 1), 0)
    read = _WORDS_AROUND + words + np.where(words < _SHORT, before, 0)
    return _DECIDING_S + read.astype(np.float64) * (60 / _WORDS_A_MINUTE)


def make_order(corpus: Corpus, offered: Bools) -> Order:
    """Offered items, the passages that pay most first; the themes of a passage follow each other.

    What a passage pays is the likeliest error on it, shared by its place among those of the same interview
    and theme: the second counts half, the third a third, as a tenth look-alike teaches less than the first.
    It is divided by the time that it takes, so that what pays most a minute comes first.
    """
    columns = offered.shape[1]
    errors = np.where(offered, pay(corpus, columns), -1.0)
    best_theme = errors.argmax(axis=1)
    best = errors.max(axis=1)
    rank = _rank_within(corpus.interview_of * columns + best_theme, best)
    worth = np.where(best >= 0, best / (1 + rank) / reading_s(corpus.words, corpus.interview_of), -1.0)
    passages, themes = np.nonzero(offered)
    in_order = np.lexsort((themes, -errors[passages, themes], passages, -worth[passages]))
    order: Order = (passages * columns + themes)[in_order].astype(np.int64)
    return order


def _rank_within(group: npt.NDArray[np.int64], value: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Place of every value among those of its group, the highest first, 0-based."""
    by_group = np.lexsort((-value, group))
    sorted_group = group[by_group]
    begins = np.flatnonzero(np.r_[True, sorted_group[1:] != sorted_group[:-1]])
    lengths = np.diff(np.r_[begins, len(group)])
    rank = np.empty(len(group), np.int64)
    rank[by_group] = np.arange(len(group)) - np.repeat(begins, lengths)
    return rank
