import pytest

from kgnlp.guide_import.lines import Label, Line, Style
from kgnlp.guide_import.table_lines import Cell, table_lines


def cell(*texts: str, label: Label | None = None) -> Cell:
    return [Line(1, text, label) for text in texts if text or label]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # columns by their heads, in any order, notes left out
        (
            [("Notater", "Spørsmål", "Nr."), ("ja", "Hva?", "1"), ("nei", "Hvem?", "2")],
            [("1", "Hva?"), ("2", "Hvem?")],
        ),
        # a topic is a heading when it changes; merged cells repeat or are empty
        (
            [("Tema", "Spørsmål"), ("Mat", "Hva?"), ("", "Hvem?"), ("Pris", "Når?"), ("Pris", "Hvor?")],
            [("#", "Mat"), (None, "Hva?"), (None, "Hvem?"), ("#", "Pris"), (None, "Når?"), (None, "Hvor?")],
        ),
        # no heads: the column that asks, with the numbers before it
        ([("1.", "Hva?", ""), ("2.", "Hvem?", "")], [("1", "Hva?"), ("2", "Hvem?")]),
        ([("Question", "Notes"), ("What?", "")], [(None, "What?")]),
        # dotted numbers
        ([("Nr", "Spørsmål"), ("1.2", "Hva?")], [("1.2", "Hva?")]),
        # a table of something else is plain text
        ([("Navn", "Dato"), ("x", "y")], [(None, "Navn"), (None, "Dato"), (None, "x"), (None, "y")]),
        ([], []),
    ],
)
def test_tables(rows: list[tuple[str, ...]], expected: list[tuple[str | None, str]]) -> None:
    found = list(table_lines([[cell(text) for text in row] for row in rows]))
    shown = [
        ("#" if line.heading else ".".join(map(str, line.label.values)) if line.label else None, line.text)
        for line in found
    ]
    assert shown == expected


def test_a_number_that_word_counts_in_a_cell_of_its_own() -> None:
    number = Label(Style.NUMBER, (4,))
    head = [cell("Nr"), cell("Spørsmål")]
    (line,) = table_lines([head, [cell("", label=number), cell("Hva?")]])
    assert line.label == number


def test_lines_of_a_cell_stay_apart() -> None:
    head = [cell("Nr"), cell("Spørsmål")]
    found = list(table_lines([head, [cell("1"), cell("Hva mener du om", "• maten", "• prisen")]]))
    assert [line.text for line in found] == ["Hva mener du om", "• maten", "• prisen"]
    assert [line.label is not None for line in found] == [True, False, False]
