"""Tagged passages by theme and something else, with the rates that make groups of unlike size comparable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kgnlp.domain import Stance
from kgnlp.report.material import DIMENSIONS, Material

STANCES = tuple(stance.value for stance in (Stance.POSITIVE, Stance.NEGATIVE, Stance.MIXED, Stance.NEUTRAL))


@dataclass(frozen=True, slots=True)
class Count:
    """What is said of a theme in a group, role, phase or under a question, and out of how much."""

    interviews: int  # that there are
    words: int  # that their informants say
    passages: int  # that there are
    tagged: int  # passages tagged with the theme
    reached: int  # interviews with at least one of them
    stances: Mapping[str, int]  # tagged passages by stance

    @property
    def per_1000(self) -> float | None:
        """Tagged passages per 1,000 words; None without words."""
        return 1000 * self.tagged / self.words if self.words else None

    @property
    def share_of_interviews(self) -> float | None:
        """Share of the interviews with the theme, 0 to 1; None without interviews."""
        return self.reached / self.interviews if self.interviews else None

    @property
    def share_of_passages(self) -> float | None:
        """Share of the passages that are tagged with the theme, 0 to 1; None without passages."""
        return self.tagged / self.passages if self.passages else None

    def stance_share(self, stance: str) -> float:
        """Share of the tagged passages with a stance, 0 to 1; 0 without tagged passages."""
        return self.stances[stance] / self.tagged if self.tagged else 0.0


# By theme id and group, role, phase or question id.
Counts = Mapping[tuple[str, str], Count]


def count_by_dimensions(material: Material) -> dict[str, Counts]:
    """Counts by theme and group, role, phase, and of all interviews (``all``, with the value ``""``)."""
    return {dimension: _count_by(material, dimension) for dimension in ("all", *DIMENSIONS)}


def count_by_question(material: Material, guide_id: str) -> Counts:
    """Counts by theme and question id in the interviews of a guide; ``""`` is talk outside the guide.

    Questions without passages are left out; interviews are those with passages under the question.
    """
    passages = _with_question(material.passages, guide_id)
    tagged = _with_question(material.tagged, guide_id)
    there_is = passages.groupby("question").agg(
        interviews=("interview_id", "nunique"), words=("words", "sum"), passages=("passage_id", "size")
    )
    return _counts(material, tagged, "question", there_is)


def _with_question(rows: pd.DataFrame, guide_id: str) -> pd.DataFrame:
    of_guide = rows[rows["guide"] == guide_id]
    return of_guide.assign(question=of_guide["question_id"].fillna(""))


def _count_by(material: Material, dimension: str) -> Counts:
    there_is = material.interviews.groupby(dimension).agg(
        interviews=("interview_id", "size"), words=("informant_words", "sum"), passages=("passages", "sum")
    )
    if dimension == "all":
        there_is = there_is.reindex([""], fill_value=0)  # no interviews at all are counted too: as none
    return _counts(material, material.tagged, dimension, there_is)


def _counts(material: Material, tagged: pd.DataFrame, column: str, there_is: pd.DataFrame) -> Counts:
    by_cell = tagged.groupby(["theme", column])
    tags = by_cell.size().to_dict()
    reached = by_cell["interview_id"].nunique().to_dict()
    by_stance = tagged.groupby(["theme", column, "stance"]).size().to_dict()
    return {
        (theme.id, str(value)): Count(
            interviews=int(base["interviews"]),
            words=int(base["words"]),
            passages=int(base["passages"]),
            tagged=int(tags.get((theme.id, value), 0)),
            reached=int(reached.get((theme.id, value), 0)),
            stances={stance: int(by_stance.get((theme.id, value, stance), 0)) for stance in STANCES},
        )
        for theme in material.themes
        for value, base in there_is.to_dict("index").items()
    }
