"""What the templates set: tables of text and figures. All text is plain; the templates escape it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Body:
    """Rows under one heading of a table; the first cell of a row heads it."""

    heading: str | None
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, heads of columns, rows."""

    caption: str
    head: tuple[str, ...]
    bodies: tuple[Body, ...]
    text_columns: int = 1  # so many columns from the left hold text, the others numbers


@dataclass(frozen=True, slots=True)
class Key:
    """What a colour of a figure means."""

    stance: str
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure at one width."""

    layout: str  # wide or narrow
    svg: Markup
    too_wide: bool  # for the page that it is made for: it must be scrolled


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at two widths, with the table of its data."""

    name: str  # unique in the page; leads its ids
    title: str
    description: str  # what it shows and how it is read
    drawings: tuple[Drawing, ...]
    table: Table
    keys: tuple[Key, ...] = ()
