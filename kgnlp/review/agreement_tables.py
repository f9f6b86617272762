"""The tables of the agreement page: between coders, and between people and the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgnlp.domain import Stance
from kgnlp.review.agreement import Agreement, Draws, Unit, agree
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
class CoderTables:
    """Between coders."""

    themes: tuple[Row, ...]  # whether the theme is there
    stances: tuple[Row, ...]  # and with which stance
    questions: tuple[Row, ...]  # by the question of the segment, all themes together
    pairs: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MachineTables:
    """Between people and the machine."""

    audit: tuple[Row, ...]  # in the blind audit
    seen: tuple[Row, ...]  # where people saw its word first


def coder_tables(desk: Desk, work: Work) -> CoderTables:
    """How far coders agree, by what each said before both had decided."""
    # What stands in ``opened`` is never changed, so its length tells whether there is anything new.
    stamp = (work.corpus.generation, len(work.opened), work.corrected_at, desk.codebook.version)
    return desk.reckon("coders", stamp, lambda: _coder_tables(desk, work))


def machine_tables(desk: Desk, work: Work) -> MachineTables:
    """How far the machine's tags, as they are now, agree with what people say."""
    stamp = (work.corpus.generation, work.last_id, desk.codebook.version)
    return desk.reckon("machine", stamp, lambda: _machine_tables(desk, work))


def _coder_tables(desk: Desk, work: Work) -> CoderTables:
    there, stance = [], []
    for key, views in list(work.opened.items()):
        said = sorted((n, verdict(one.decision)) for n, one in views.items() if n != ADJUDICATED)
        there.append((key, Unit(key.interview_id, tuple((n, int(v is not None)) for n, v in said))))
        stance.append((key, Unit(key.interview_id, tuple((n, _code(v)) for n, v in said))))
    draws = Draws(key.interview_id for key, _ in there)
    themes = [theme.id for theme in desk.codebook.themes]
    asked = {key: _question(desk, work, key) for key, _ in there}
    return CoderTables(
        themes=_rows(themes, there, 2, lambda key: key.theme, draws),
        stances=_rows(themes, stance, len(STANCES) + 1, lambda key: key.theme, draws),
        questions=_rows(sorted(set(asked.values()), key=order), there, 2, asked.__getitem__, draws),
        pairs=_pairs(there, draws),
    )


def _machine_tables(desk: Desk, work: Work) -> MachineTables:
    human, blind = work.human(), work.corpus.blind
    decided = (human != UNDECIDED).any(axis=1)
    draws = Draws(work.corpus.interview(int(passage)).interview_id for passage in np.flatnonzero(decided))
    return MachineTables(
        _machine(desk, work, human, blind, draws), _machine(desk, work, human, ~blind, draws)
    )


def _rows(
    names: Sequence[str],
    units: Sequence[tuple[ItemKey, Unit]],
    categories: int,
    name_of: Callable[[ItemKey], str],
    draws: Draws,
) -> tuple[Row, ...]:
    by_name: dict[str, list[Unit]] = {}
    for key, unit in units:
        by_name.setdefault(name_of(key), []).append(unit)
    return tuple(Row(name, agree(by_name[name], categories, draws)) for name in names if name in by_name)


def _pairs(units: Sequence[tuple[ItemKey, Unit]], draws: Draws) -> tuple[Row, ...]:
    by_pair: dict[tuple[str, str], list[Unit]] = {}
    for _, unit in units:
        for number, one in enumerate(unit.values):
            for other in unit.values[number + 1 :]:
                pair = Unit(unit.interview_id, (one, other))
                by_pair.setdefault((one[0], other[0]), []).append(pair)
    return tuple(Row(" – ".join(names), agree(found, 2, draws)) for names, found in sorted(by_pair.items()))


def _machine(
    desk: Desk, work: Work, human: npt.NDArray[np.int8], scope: Bools, draws: Draws
) -> tuple[Row, ...]:
    tags = work.corpus.tags
    rows = []
    for theme in desk.codebook.themes:
        if theme.id not in tags.themes:
            continue
        column = tags.themes.index(theme.id)
        decided = scope & (human[:, column] != UNDECIDED) & (tags.row[:, column] >= 0)
        decided &= ~tags.ranked[:, column]  # there the machine has said nothing
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
            rows.append(Row(theme.id, agree(units, 2, draws)))
    return tuple(rows)


def _code(stance: Stance | None) -> int:
    return 0 if stance is None else STANCES.index(stance) + 1


def _question(desk: Desk, work: Work, key: ItemKey) -> str:
    """The question where an item stands, as corrected; "" outside the guide."""
    interview = work.corpus.interview_number[key.interview_id]
    passage = work.corpus.passage_at(interview, key.start, key.end)
    return (None if passage is None else desk.corrected(work).question_of(passage)) or ""
