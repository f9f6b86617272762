"""Whether what comes in still looks like what the models were trained on.

In this order:

1. ``figures``     one interview in counts: probabilities and tags of each theme, languages, unknown words
2. ``profile``     the figures of the interviews that a model version was trained on
3. ``stability``   how far some interviews are from others, and how far chance alone takes them
4. ``comparison``  every group and month against the profile: what has moved

Nothing here reads a table, and no word of a transcript is kept.
"""

from kgnlp.watching.comparison import Compared, Measure, Observed, Report, compare
from kgnlp.watching.figures import Figures, Judged, figures_of
from kgnlp.watching.profile import (
    Profile,
    Reference,
    profile_hash,
    read_profile,
    remove_profile,
    write_profile,
)

__all__ = [
    "Compared",
    "Figures",
    "Judged",
    "Measure",
    "Observed",
    "Profile",
    "Reference",
    "Report",
    "compare",
    "figures_of",
    "profile_hash",
    "read_profile",
    "remove_profile",
    "write_profile",
]
