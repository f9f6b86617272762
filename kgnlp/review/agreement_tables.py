"""The tables of the agreement page: between coders, and between people and the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kgnlp.domain import Stance
from kgnlp.review.agreement import Agreement, Unit, agree
from kgnlp.review.corpus import STANCES, Bools
from kgnlp.review.desk import Desk
from kgnlp.review.labels import ItemKey, verdict
from kgnlp.review.work import ADJUDICATED, REJECTED, UNDECIDED, Work
from kgnlp.wording.formats import order


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``name``: theme, question or pair of coders."""

    name: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class AgreementTables:
    """All tables."""

    themes: tuple[Row, ...]  # whether the theme is there
    stances: tuple[Row, ...]  # and with which stance
    questions: tuple[Row, ...]  # by the question of the segment, all themes together
    pairs: tuple[Row, ...]
    audit: tuple[Row, ...]  # people and machine, in the blind audit
    seen: tuple[Row, ...]  # people and machine, where people saw its word first


def agreement_tables(desk: Desk, work: Work) -> AgreementTables:
    """How far coders agree, by what each said before both had decided; and how far the machine does."""
    opened = [
        (key, {name: one for name, one in views.items() if name != ADJUDICATED})
        for key, views in list(work.opened.items())
    ]
    there = [
        (
            key,
            Unit(
                key.interview_id, _values({n: int(verdict(one.decision) is not None) for n, one in v.items()})
            ),
        )
        for key, v in opened
    ]
    stance = [
        (key, Unit(key.interview_id, _values({n: _code(verdict(one.decision)) for n, one in v.items()})))
        for key, v in opened
    ]
    themes = [theme.id for theme in desk.codebook.themes]
    questions = sorted({_question(work, key) for key, _ in there}, key=order)
    return AgreementTables(
        themes=_rows(themes, there, 2, lambda key: key.theme),
        stances=_rows(themes, stance, len(STANCES) + 1, lambda key: key.theme),
        questions=_rows(questions, there, 2, lambda key: _question(work, key)),
        pairs=_pairs(there),
        audit=_machine(desk, work, work.corpus.blind),
        seen=_machine(desk, work, ~work.corpus.blind),
    )


def _rows(
    names: Sequence[str],
    units: Sequence[tuple[ItemKey, Unit]],
    categories: int,
    name_of: Callable[[ItemKey], str],
) -> tuple[Row, ...]:
    by_name: dict[str, list[Unit]] = {}
    for key, unit in units:
        by_name.setdefault(name_of(key), []).append(unit)
    return tuple(Row(name, agree(by_name[name], categories)) for name in names if name in by_name)


def _pairs(units: Sequence[tuple[ItemKey, Unit]]) -> tuple[Row, ...]:
    by_pair: dict[tuple[str, str], list[Unit]] = {}
    for _, unit in units:
        for number, one in enumerate(unit.values):
            for other in unit.values[number + 1 :]:
                pair = Unit(unit.interview_id, (one, other))
                by_pair.setdefault((one[0], other[0]), []).append(pair)
    return tuple(Row(" – ".join(names), agree(found, 2)) for names, found in sorted(by_pair.items()))


def _machine(desk: Desk, work: Work, scope: Bools) -> tuple[Row, ...]:
    """People's word against the machine's tags in the tables as they are now."""
    human, tags = work.human(), work.corpus.tags
    rows = []
    for theme in desk.codebook.themes:
        if theme.id not in tags.themes:
            continue
        column = tags.themes.index(theme.id)
        decided = scope & (human[:, column] != UNDECIDED) & (tags.row[:, column] >= 0)
        units = [
            Unit(
                work.corpus.interview(int(passage)).interview_id,
                (
                    ("", int(human[passage, column] != REJECTED)),
                    ("machine", int(tags.tagged[passage, column])),
                ),
            )
            for passage in np.flatnonzero(decided)
        ]
        if units:
            rows.append(Row(theme.id, agree(units, 2)))
    return tuple(rows)


def _values(said: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(said.items()))


def _code(stance: Stance | None) -> int:
    return 0 if stance is None else STANCES.index(stance) + 1


def _question(work: Work, key: ItemKey) -> str:
    """The run's question where an item stands; "" outside the guide."""
    interview = work.corpus.interview_number[key.interview_id]
    passage = work.corpus.passage_at(interview, key.start, key.end)
    return (None if passage is None else work.corpus.question_of[passage]) or ""
