"""What stands out, in plain sentences made from the numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kgnlp.report import standouts
from kgnlp.report.context import NoticeKind, ReportContext
from kgnlp.report.counts import Count, Counts
from kgnlp.report.figures import value_label
from kgnlp.report.material import DIMENSIONS, Material, Theme
from kgnlp.report.messages import Messages
from kgnlp.report.review import Review
from kgnlp.report.standouts import Standout
from kgnlp.wording.formats import date, decimal, in_sentence, order, percent, whole

MOST_STANDOUTS = 6  # more than these are not what stands out
_LEAST_TAGGED = 10  # a theme with fewer passages has no balance to speak of


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences for the top of the page."""

    material: tuple[str, ...]  # what was read
    themes: tuple[str, ...]  # how much each is spoken of, and for or against
    differences: tuple[str, ...]  # between groups, roles, phases; never empty
    care: tuple[str, ...]  # what the reader must know before using the numbers


def summarise(
    material: Material, review: Review, by: Mapping[str, Counts], context: ReportContext, m: Messages
) -> Summary:
    """The summary of a run, from its tables and the counts by dimension."""
    return Summary(
        material=tuple(_material(material, m)),
        themes=tuple(_themes(material, by["all"], m)),
        differences=tuple(_differences(material, m)),
        care=tuple(_care(material, review, context, m)),
    )


def dates_known(material: Material) -> list[dt.date]:
    """The dates of interviews that are known, in order."""
    return sorted(pd.Timestamp(day).date() for day in material.interviews["date"].dropna())


def _material(material: Material, m: Messages) -> list[str]:
    interviews = material.interviews
    read = m.count("summary.read", len(interviews), words=whole(int(interviews["words"].sum())))
    sizes = interviews["group"].value_counts()
    groups = [
        f"{value_label(m, 'group', g)} ({whole(int(sizes[g]))})" for g in sorted(sizes.index, key=order)
    ]
    sentences = [read]
    if groups:
        sentences.append(m.count("summary.groups", len(groups), groups=m.listing(groups)))
    days = dates_known(material)
    if days:
        key = "summary.held" if days[0] != days[-1] else "summary.held_one_day"
        sentences.append(m(key, first=date(days[0]), last=date(days[-1])))
    if days and len(days) < len(interviews):
        sentences.append(m.count("summary.undated", len(interviews) - len(days)))
    return sentences


def _themes(material: Material, counts: Counts, m: Messages) -> list[str]:
    tagged = material.tagged
    passages = len(material.passages)
    if tagged.empty:
        return [m.count("summary.nothing_tagged", max(passages, 1))]
    carrying = int(tagged["passage_id"].nunique())
    share = percent(carrying / passages)
    sentences = [m.count("summary.tagged", carrying, passages=whole(passages), share=share)]
    judged = [theme for theme in material.counted if theme.state != "new"]
    rows = sorted(((theme, counts[theme.id, ""]) for theme in judged), key=lambda row: -row[1].tagged)
    for key, theme, count in [("most", *rows[0]), ("least", *rows[-1])][: len(rows)]:
        spoken = m.count("count.passages", count.tagged)
        of = m.count("count.interviews", count.interviews)
        words = {"theme": in_sentence(theme.label), "passages": spoken, "reached": whole(count.reached)}
        sentences.append(m(f"summary.{key}", of=of, **words))
    return sentences + _balances([row for row in rows if row[1].tagged >= _LEAST_TAGGED], m)


def _balances(rows: list[tuple[Theme, Count]], m: Messages) -> list[str]:
    """The theme that most speaks for the core group, and the one that most speaks against it."""
    sentences = []
    for stance in ("positive", "negative") if len(rows) > 1 else ():
        theme, count = max(rows, key=lambda row: row[1].stance_share(stance))
        if count.stances[stance]:
            share = percent(count.stance_share(stance))
            sentences.append(m(f"summary.most_{stance}", theme=theme.label, share=share))
    return sentences


def _differences(material: Material, m: Messages) -> list[str]:
    often = [s for dimension in DIMENSIONS for s in standouts.more_or_less_often(material, dimension)]
    against = [s for dimension in DIMENSIONS for s in standouts.more_or_less_against(material, dimension)]
    found = [(s, "often") for s in often] + [(s, "against") for s in against]
    found.sort(key=lambda pair: -abs(pair[0].strength))
    labels = {theme.id: theme.label for theme in material.themes}
    sentences = [_difference(standout, kind, labels, m) for standout, kind in found[:MOST_STANDOUTS]]
    return sentences or [m("summary.no_difference")]


def _difference(standout: Standout, kind: str, labels: dict[str, str], m: Messages) -> str:
    direction = "more" if standout.strength > 0 else "less"
    if kind == "often":
        rates = {
            "rate": decimal(1000 * standout.rate, 2),
            "elsewhere": decimal(1000 * standout.rate_elsewhere, 2),
        }
    else:
        rates = {"rate": percent(standout.rate), "elsewhere": percent(standout.rate_elsewhere)}
    return m(
        f"summary.{direction}_{kind}",
        where=m(f"where.{standout.dimension}", value=standout.value or m("value.unknown")),
        theme=in_sentence(labels[standout.theme]),
        interviews=m.count("count.interviews", standout.interviews),
        **rates,
    )


def _care(material: Material, review: Review, context: ReportContext, m: Messages) -> list[str]:
    sentences = []
    if any(model.training_synthetic for model in context.models):
        sentences.append(m("summary.synthetic"))
    if material.ranked:
        names = m.listing(in_sentence(theme.label) for theme in material.ranked)
        sentences.append(m.count("summary.ranked", len(material.ranked), themes=names))
    if review.passages:
        sentences.append(m.count("summary.review", review.passages))
    unread = [notice for notice in context.notices if notice.kind is NoticeKind.UNREADABLE]
    if unread:
        sentences.append(m.count("summary.unread", len(unread)))
    unmatched = [n for n in context.notices if n.kind in {NoticeKind.NO_ROW, NoticeKind.NO_FILE}]
    if unmatched:
        sentences.append(m.count("summary.unmatched", len(unmatched)))
    moved = context.watched.moved if context.watched else ()
    if moved:
        sentences.append(m.count("summary.moved", len({(one.group, one.month) for one in moved})))
    unsure = sum(len(warnings) > 0 for warnings in material.interviews["warnings"])
    if unsure:
        sentences.append(m.count("summary.warned", unsure))
    return sentences
