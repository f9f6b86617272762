"""Watching in a run: what has moved since the model version was trained, and what is asked for review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc

from kgnlp import watching
from kgnlp.run.inputs import Inputs
from kgnlp.run.plan import Job
from kgnlp.tables import Figures
from kgnlp.themes import ThemeSettings, load_theme_settings
from kgnlp.watching import Observed


def watch(jobs: Iterable[Job], figures: Mapping[str, Figures], inputs: Inputs) -> watching.Report | None:
    """Compare the interviews of a run with those of the model version; None where it has no profile.

    Args:
        jobs: the interviews.
        figures: of each, by fingerprint.
        inputs: of the run.
    """
    profile = watching.read_profile(inputs.settings.models, inputs.model_version)
    if profile is None:
        return None
    return watching.compare(observed(jobs, figures), profile.interviews, profile.synthetic)


def observed(jobs: Iterable[Job], figures: Mapping[str, Figures]) -> list[Observed]:
    """The interviews with their figures."""
    return [
        Observed.of(about.interview_id, about.group, about.date, figures[job.fingerprint])
        for job in jobs
        for about in [job.metadata]
    ]


@dataclass(frozen=True, slots=True)
class ReviewBars:
    """Sets needs_review on the tags of a run: more of them where something has moved.

    A tag is put to a person where the chance that it is wrong reaches a bar, which training chose. Where
    its theme has moved in the interview's group or month, half of that bar is enough.
    """

    themes: Mapping[str, ThemeSettings]
    moved: Mapping[str, frozenset[str]]  # themes by fingerprint

    @classmethod
    def of(cls, jobs: Iterable[Job], watched: watching.Report | None, inputs: Inputs) -> Self:
        """For the interviews of a run."""
        folder = inputs.settings.models / inputs.model_version / "themes"
        themes = {settings.theme: settings for settings in load_theme_settings(folder)}
        moved = watched.moved_themes(list(themes)) if watched else {}
        return cls(
            themes, {job.fingerprint: moved.get(job.metadata.interview_id, frozenset()) for job in jobs}
        )

    def __call__(self, name: str, fingerprint: str, rows: pa.Table) -> pa.Table:
        """The rows of a table of one interview, with the bar that holds for it now."""
        if name != "tags":
            return rows
        # Themes that the model has no classifier of are ranked by their definition, and stay as they are.
        ranked = pc.invert(pc.is_in(rows["theme"], pa.array(list(self.themes), pa.string())))
        needed = pc.and_(rows["needs_review"], ranked)
        for theme, settings in self.themes.items():
            low, high = settings.review_from, settings.review_to
            if theme in self.moved[fingerprint]:
                low, high = low / 2, (1 + high) / 2
            inside = pc.and_(
                pc.greater_equal(rows["probability"], low), pc.less_equal(rows["probability"], high)
            )
            needed = pc.or_(needed, pc.and_(pc.equal(rows["theme"], theme), inside))
        column = rows.schema.get_field_index("needs_review")
        return rows.set_column(column, rows.schema.field(column), needed)
