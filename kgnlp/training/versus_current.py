"""A new version, still a draft, against the current one, on interviews that neither has seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from kgnlp.themes.model import ThemeModel
from kgnlp.training.comparison import Comparison, compare, sure_rows
from kgnlp.training.held_out import held_out_rows, read_held_out
from kgnlp.training.learnt import LearntInterview, keeps_what_it_learnt, read_learnt
from kgnlp.training.ready import Ready
from kgnlp.training.themes import Tagging
from kgnlp.training.truth import Judged


def against_current(
    draft: Path, current: Path, ready: Ready, themes: Sequence[str], seed: int, usable: bool
) -> Comparison | None:
    """Compare a draft with the current version; None where that one kept nothing to be compared by.

    Both were asked about the interviews that both learnt from while those were held out, in the same folds.
    Of interviews that are new since, the current version has seen none: it is asked itself.

    Args:
        draft: folder of the new version.
        current: folder of the current one, its files checked.
        ready: the labelled interviews of the new one.
        themes: ids of its themes.
        seed: of the test.
        usable: whether the current version's classifiers read what this code makes of a text.
    """
    if not keeps_what_it_learnt(current):
        return None
    learnt, learnt_before = read_learnt(draft), read_learnt(current)
    rows_before = read_held_out(current)
    same_text = {name for name, one in learnt.items() if _text(learnt_before, name) == one.text}
    before = [rows_before[rows_before["interview_id"].isin(same_text)]]
    unseen = [one for one in ready.judged if one.examples.interview_id not in learnt_before]
    if usable and unseen:
        before.append(_asked(ThemeModel.load(current / "themes", current.name), unseen))
    return compare(
        sure_rows(read_held_out(draft), pd.concat(before, ignore_index=True)),
        themes,
        current.name,
        seed,
        turns=_turns(learnt, learnt_before),
    )


def _text(learnt: Mapping[str, LearntInterview], name: str) -> str | None:
    return learnt[name].text if name in learnt else None


def _asked(model: ThemeModel, unseen: Sequence[Judged]) -> pd.DataFrame:
    """What the current version says of interviews that it has not seen, and so has no label on."""
    tags = [Tagging(model.score(one.examples.counts).passages, model.thresholds) for one in unseen]
    names = [theme.theme for theme in model.themes]
    return held_out_rows([one.without_labels(len(names)) for one in unseen], tags, names)


def _turns(
    after: Mapping[str, LearntInterview], before: Mapping[str, LearntInterview]
) -> tuple[int, int, int]:
    """Turns that both versions placed unseen, and those that each, after and before, had right."""
    both = [
        (one, before[name])
        for name, one in after.items()
        if name in before and one.turns and before[name].turns and one.questions == before[name].questions
    ]
    return (
        sum(one.turns for one, _ in both),
        sum(one.right_turns for one, _ in both),
        sum(other.right_turns for _, other in both),
    )
