"""Whether the evidence shown is what moved the score: measured by removing it, on interviews held out.

Comprehensiveness and sufficiency as in DeYoung et al. 2020 (ERASER, ACL), with the same sentences' worth of
other text removed for comparison.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgnlp.training.evaluation.estimates import Floats, Ratio
from kgnlp.training.evaluation.predict import View
from kgnlp.training.themes import HeldOut

Booleans = npt.NDArray[np.bool_]

FALL, STILL, ALONE, CONTEXT, FALL_HERE, FALL_OTHERS, STILL_OTHERS = (
    "fall_without_evidence",
    "still_tagged_without_evidence",
    "tagged_by_evidence_alone",
    "tagged_by_context_alone",
    "fall_without_evidence_where_compared",
    "fall_without_others",
    "still_tagged_without_others",
)
NAMES = (FALL, STILL, ALONE, CONTEXT, FALL_HERE, FALL_OTHERS, STILL_OTHERS)


def faithfulness_ratios(view: View, themes: Sequence[int]) -> dict[str, Ratio]:
    """Means over the tagged passages, whether rightly tagged or not, by name of NAMES.

    Args:
        view: the themes of all interviews, by models that did not see them.
        themes: numbers of the themes that are measured together.
    """
    sums = [_sums(found, themes) for found in view.held_out]
    return {name: Ratio(*np.array([one[name] for one in sums]).T) for name in NAMES}


def _sums(found: HeldOut, themes: Sequence[int]) -> dict[str, tuple[float, float]]:
    """What one interview adds above and below the line of each mean."""
    chosen = np.isin(np.arange(found.tagged.shape[1]), themes) & found.tagged
    probabilities, removals = found.probabilities[chosen], found.removals
    thresholds = np.broadcast_to(found.thresholds, found.tagged.shape)[chosen]
    without, others = removals.without_evidence[chosen], removals.without_others[chosen]
    compared = ~np.isnan(others)
    return {
        FALL: _sum(probabilities - without),
        STILL: _sum(without >= thresholds),
        ALONE: _sum(removals.evidence_alone[chosen] >= thresholds),
        CONTEXT: _sum(removals.context_alone[chosen] >= thresholds),
        FALL_HERE: _sum((probabilities - without)[compared]),
        FALL_OTHERS: _sum((probabilities - others)[compared]),
        STILL_OTHERS: _sum((others >= thresholds)[compared]),
    }


def _sum(values: Floats | Booleans) -> tuple[float, float]:
    return float(values.sum()), float(len(values))
