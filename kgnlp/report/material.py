"""The tables of a run, checked and joined: who said what, tagged with which theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kgnlp.codebook import Codebook
from kgnlp.domain import is_ranked
from kgnlp.errors import TableError
from kgnlp.report.context import UNREAD, ReportTables
from kgnlp.tables import SCHEMAS
from kgnlp.wording import PageLanguage

# What interviews are compared by; "all" is the same for every interview.
DIMENSIONS = ("group", "role", "phase")
_OF_INTERVIEW = ["group", "role", "phase", "guide"]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as the report names it."""

    id: str
    label: str
    definition: str
    # new: no passage has been judged by it yet; ranked: by its definition alone, nothing is learnt of it;
    # retired: taken out of the codebook, or marked so there
    state: Literal["current", "new", "ranked", "retired"]


@dataclass(frozen=True, slots=True)
class Material:
    """Tables joined for counting; group, role and phase are text, empty where not known."""

    interviews: pd.DataFrame  # by interview_id, with the columns informant_words, passages, all
    passages: pd.DataFrame  # with group, role, phase, guide, all of their interview
    tags: pd.DataFrame  # that stand or are to be reviewed, with the columns of passages
    versions: frozenset[str]  # model versions of all tags
    turns: pd.DataFrame
    segments: pd.DataFrame
    themes: tuple[Theme, ...]  # in the order of the codebook, the retired last

    @property
    def tagged(self) -> pd.DataFrame:
        """The tags that stand: a passage and a theme that it is tagged with."""
        return self.tags[self.tags["tagged"].astype(bool)]

    @property
    def counted(self) -> tuple[Theme, ...]:
        """The themes that passages can be tagged with: what is only ranked is not counted."""
        return tuple(theme for theme in self.themes if theme.state != "ranked")

    @property
    def ranked(self) -> tuple[Theme, ...]:
        """The themes that passages are only ranked by."""
        return tuple(theme for theme in self.themes if theme.state == "ranked")


def join(tables: ReportTables, codebook: Codebook, language: PageLanguage) -> Material:
    """Check the tables against each other and join them.

    Raises:
        TableError: a column is missing, an id stands twice, or a row names an interview or passage
            that is not there.
    """
    _check(tables)
    passages = tables.passages.drop(columns="lemmas", errors="ignore")
    interviews = _interviews(tables.interviews, passages)
    passages = passages.join(interviews[[*_OF_INTERVIEW, "all"]], on="interview_id")
    # Nine in ten tags only say that a theme is not there; to join them too would take most of the memory.
    shown = tables.tags["tagged"].astype(bool) | tables.tags["needs_review"].astype(bool)
    tags = tables.tags[shown].merge(passages, on="passage_id", how="inner", validate="many_to_one")
    return Material(
        interviews=interviews,
        passages=passages,
        tags=tags,
        versions=frozenset(tables.tags["model_version"]),
        turns=tables.turns,
        segments=tables.segments,
        themes=_themes(tables.tags, codebook, language),
    )


def _interviews(rows: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    interviews = rows.set_index("interview_id", drop=False)
    interviews.index.name = None
    for column in _OF_INTERVIEW:
        interviews[column] = interviews[column].astype("string").fillna("").astype(object)
    per_interview = passages.groupby("interview_id")["words"].agg(["sum", "size"])
    per_interview = per_interview.reindex(interviews.index, fill_value=0).astype(int)
    interviews["informant_words"] = per_interview["sum"]
    interviews["passages"] = per_interview["size"]
    interviews["all"] = ""
    return interviews


def _themes(tags: pd.DataFrame, codebook: Codebook, language: PageLanguage) -> tuple[Theme, ...]:
    judged = set(tags["theme"])
    learnt = set(tags["theme"][~tags["model_version"].map(is_ranked).astype(bool)])
    active = [
        Theme(
            t.id,
            getattr(t.label, language),
            t.definition,
            "current" if t.id in learnt else "ranked" if t.id in judged else "new",
        )
        for t in codebook.active
    ]
    retired = [
        Theme(t.id, getattr(t.label, language), t.definition, "retired")
        for t in codebook.themes
        if t.retired and t.id in judged
    ]
    unknown = sorted(judged - {theme.id for theme in codebook.themes})
    return (*active, *retired, *(Theme(name, name, "", "retired") for name in unknown))


def _check(tables: ReportTables) -> None:
    for name, schema in SCHEMAS.items():
        missing = sorted(set(schema.names) - UNREAD.get(name, set()) - set(getattr(tables, name).columns))
        if missing:
            raise _fault(f"table {name} without the column {', '.join(missing)}", "the columns of the schema")
    _check_unique(tables.interviews, "interviews", ["interview_id"])
    _check_unique(tables.passages, "passages", ["passage_id"])
    _check_unique(tables.tags, "tags", ["passage_id", "theme"])
    for name in ("turns", "segments", "passages"):
        _check_known(getattr(tables, name), name, tables.interviews, "interview_id")
    _check_known(tables.tags, "tags", tables.passages, "passage_id")


def _check_unique(table: pd.DataFrame, name: str, key: list[str]) -> None:
    repeated = int(table.duplicated(key).sum())
    if repeated:
        raise _fault(f"{repeated} rows of {name} that repeat {' and '.join(key)}", "one row each")


def _check_known(table: pd.DataFrame, name: str, owner: pd.DataFrame, key: str) -> None:
    unknown = int((~table[key].isin(owner[key])).sum())
    if unknown:
        raise _fault(f"{unknown} rows of {name} with an unknown {key}", "ids of rows that are there")


def _fault(found: str, expected: str) -> TableError:
    return TableError(found, expected=expected, action="Make the tables again: kgnlp run INPUT --output OUT")
