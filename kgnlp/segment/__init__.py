"""Turns -> segments by guide question.

A decision over the whole interview, not turn by turn: which question each turn opens, or that it stays on
the one under discussion. :class:`SegmentModel` is trained; :class:`LikenessModel` needs no training.
"""

from kgnlp.segment.floor import LikenessModel
from kgnlp.segment.model import SegmentModel
from kgnlp.segment.segments import Placing, Segmenter, merge_turns, segment

__all__ = ["LikenessModel", "Placing", "SegmentModel", "Segmenter", "merge_turns", "segment"]
