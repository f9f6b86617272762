"""The figures of themes by guide question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from kgnlp.report.charts import WIDE, Layout
from kgnlp.report.counts import Count, Counts
from kgnlp.report.coverage import GuideCoverage
from kgnlp.report.figures import LABEL, draw_figure
from kgnlp.report.heat_map import Cell, heat_map
from kgnlp.report.material import Theme
from kgnlp.report.messages import Messages
from kgnlp.report.parts import Body, Figure, Table
from kgnlp.wording.formats import MISSING, NBSP, percent, shorten_all, whole

# Below this many passages a share says little: the counts are written in its place, without a colour.
FEW = 5
_QUESTION = 48  # characters of a question beside its id


def themes_by_question(
    guide: GuideCoverage, counts: Counts, themes: Sequence[Theme], name: str, m: Messages
) -> Figure:
    """Heat map of the share of passages tagged, question by theme.

    Args:
        guide: the guide and its questions.
        counts: what is said under each question, in the interviews of the guide; not empty.
        themes: columns of the figure.
        name: of the figure, unique in the page.
        m: messages.
    """
    texts = {q.question_id: q.text for q in guide.questions} | {"": m("question.outside")}
    said = {value for _, value in counts}
    asked = [question for question in texts if question in said]
    columns = shorten_all([theme.label for theme in themes], LABEL)

    def chart(layout: Layout) -> alt.TopLevelMixin:
        long = layout is WIDE
        named = [f"{q} {texts[q]}".strip() if long else q or texts[q] for q in asked]
        sizes = [f" ({whole(counts[themes[0].id, question].passages)})" for question in asked]
        rows = [label + n for label, n in zip(shorten_all(named, _QUESTION), sizes, strict=True)]
        cells = [
            _cell(row, column, counts[theme.id, question], m)
            for question, row in zip(asked, rows, strict=True)
            for theme, column in zip(themes, columns, strict=True)
        ]
        return heat_map(cells, rows, columns, layout, ids=True)

    title = m("figure.question.title", guide=guide.title)
    words = (title, m("figure.question.description", few=FEW))
    return draw_figure(name, words, chart, _table(title, counts, {q: texts[q] for q in asked}, themes, m))


def _cell(row: str, column: str, count: Count, m: Messages) -> Cell:
    if count.passages < FEW:
        return Cell(row, column, None, m("question.of", n=whole(count.tagged), all=whole(count.passages)))
    return Cell(row, column, count.share_of_passages, percent(count.share_of_passages))


def _table(
    caption: str, counts: Counts, questions: Mapping[str, str], themes: Sequence[Theme], m: Messages
) -> Table:
    rows = tuple(
        (
            question or MISSING,
            text,
            whole(counts[themes[0].id, question].passages),
            *(_tagged(counts[theme.id, question]) for theme in themes),
        )
        for question, text in questions.items()
    )
    head = (m("column.question"), m("column.text"), m("column.passages"), *(theme.label for theme in themes))
    return Table(caption, head, (Body(None, rows),), text_columns=2)


def _tagged(count: Count) -> str:
    return f"{whole(count.tagged)}{NBSP}({percent(count.share_of_passages)})"
