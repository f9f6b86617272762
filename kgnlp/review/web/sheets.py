"""Long lists, shown sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """The rows of one sheet, its number from 1 on, and how many sheets there are: at least one."""

    rows: Sequence[Row]
    number: int
    count: int


def sheet_of(rows: Sequence[Row], asked: int, per_page: int) -> Sheet[Row]:
    """The sheet that was asked for, or the last one where there are fewer."""
    count = max(1, -(-len(rows) // per_page))
    number = min(asked, count)
    return Sheet(rows[(number - 1) * per_page : number * per_page], number, count)
