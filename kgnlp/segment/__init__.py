"""Turns -> segments by guide question.

A decision over the whole interview, not turn by turn: which question each turn opens, or that it stays on
the one under discussion. :class:`LikenessModel` needs no training.
"""

from kgnlp.segment.floor import LikenessModel
from kgnlp.segment.segments import Placing, Segmenter, merge_turns, segment

SegmentModel = LikenessModel  # until a trained one takes its place

__all__ = ["LikenessModel", "Placing", "SegmentModel", "Segmenter", "merge_turns", "segment"]
