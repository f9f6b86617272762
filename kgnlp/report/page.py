"""The page: every section put together in templates, written in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kgnlp.codebook import Codebook
from kgnlp.report import changes, coverage, grounds, notices, quotes, review
from kgnlp.report.context import ReportContext, ReportTables
from kgnlp.report.counts import Counts, count_by_dimensions, count_by_question
from kgnlp.report.figures import value_label
from kgnlp.report.interview_rows import interview_rows
from kgnlp.report.material import DIMENSIONS, Material, Theme, join
from kgnlp.report.messages import Messages, load_messages
from kgnlp.report.parts import Body, Figure, Table
from kgnlp.report.question_figures import themes_by_question
from kgnlp.report.rate_figures import themes_by
from kgnlp.report.stance_figures import stance_by_theme, theme_by_dimensions
from kgnlp.report.summary import summarise
from kgnlp.watching import Report as Watching
from kgnlp.wording import PageLanguage, formats

SECTIONS = (
    "sammendrag",
    "lesing",
    "oversikt",
    "tema",
    "sporsmal",
    "intervjuer",
    "endring",
    "gjennomsyn",
    "varsler",
    "grunnlag",
)
_SYMBOLS = {"asked": "●", "whole": "◐", "skipped": "–"}
_MOST_IDS = 20  # interviews named under one warning; the table of interviews has the rest


@dataclass(frozen=True, slots=True)
class ThemePage:
    """What is shown of one theme."""

    name: str
    theme: Theme
    sentence: str
    figure: Figure | None
    quotes: Mapping[str, Sequence[quotes.Quote]]  # by stance
    stances: Mapping[str, str]  # passages tagged, by stance


def write(tables: ReportTables, context: ReportContext, file: Path, language: PageLanguage = "nb") -> None:
    """Write the report as one self-contained HTML file.

    Args:
        tables: the five tables of a run.
        context: guides, codebook, model versions, notices and dates of the run.
        file: where to; what gives the path, a store, shows the file when it is whole.
        language: written form of the page's own words.

    Raises:
        TableError: the tables do not fit together.
    """
    file.write_text(render(tables, context, language), "utf-8")


def render(tables: ReportTables, context: ReportContext, language: PageLanguage = "nb") -> str:
    """The report as HTML; see write."""
    m = load_messages(language)
    material = join(tables, context.codebook, language)
    template = _environment(m).get_template("page.html")
    return template.render(_sections(material, context, m))


def write_drift_page(
    compared: Watching,
    codebook: Codebook,
    month: str,
    interviews: int,
    run_date: dt.date,
    file: Path,
    language: PageLanguage = "nb",
) -> None:
    """Write the page on how the interviews of a month differ from those before.

    Args:
        compared: the comparison.
        codebook: names of themes.
        month: such as 2026-10.
        interviews: how many of that month there are.
        run_date: today.
        file: where to.
        language: written form of the page's words.
    """
    m = load_messages(language)
    labels = {theme.id: getattr(theme.label, language) for theme in codebook.themes}
    found = changes.explain_month(compared, interviews, month, labels, m)
    template = _environment(m).get_template("drift.html")
    file.write_text(
        template.render(changes=found, month=changes.month_label(month), run_date=run_date), "utf-8"
    )


def _environment(m: Messages) -> Environment:
    environment = Environment(
        loader=PackageLoader("kgnlp.report"),
        autoescape=True,  # transcripts and file names are text, whatever they hold
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        m=m,
        whole=formats.whole,
        percent=formats.percent,
        date=formats.date,
        value_label=value_label,
        is_english=notices.is_english,
        style=Markup(files("kgnlp.report").joinpath("report.css").read_text("utf-8")),  # noqa: S704 - our own
        symbols=_SYMBOLS,
        marks={mark: m(f"mark.{mark}") for mark in _SYMBOLS},
        sections=SECTIONS,
        most_ids=_MOST_IDS,
        most_rows=coverage.MOST_ROWS,
        quotes_per_stance=quotes.PER_STANCE,
    )
    return environment


def _sections(material: Material, context: ReportContext, m: Messages) -> dict[str, Any]:
    covered = coverage.cover(material, context.guides)
    waiting = review.find(material)
    by = count_by_dimensions(material)
    overview, questions = _figures(material, covered, by, m)
    themes = [_theme_page(material, t, by, f"tema-{n}", m) for n, t in enumerate(material.themes, 1)]
    drawn = [*overview, *(page.figure for page in themes if page.figure), *questions]
    rows = interview_rows(material, covered, m)
    return {
        "context": context,
        "summary": summarise(material, waiting, by, context, m),
        "key_numbers": _key_numbers(material, waiting, m),
        "overview": overview,
        "themes": themes,
        "question_figures": questions,
        "numbers": {figure.name: number for number, figure in enumerate(drawn, 1)},
        "interviews": rows,
        "anchors": {row.interview_id: f"intervju-{number}" for number, row in enumerate(rows, 1)},
        "coverage": covered,
        "question_place": _question_places(covered, m),
        "theme_labels": {theme.id: theme.label for theme in material.themes},
        "changes": changes.explain(context.watched, material.themes, m),
        "review": waiting,
        "review_by_theme": _review_table(waiting, material, m),
        "ranked_to_review": review.ranked_sentences(material, m),
        "file_notices": notices.of_files(context.notices),
        "interview_warnings": notices.of_interviews(material),
        "grounds": grounds.explain(material, by, context, m),
        "ranked_grounds": grounds.ranked(material, m),
    }


def _figures(
    material: Material, covered: Sequence[coverage.GuideCoverage], by: Mapping[str, Counts], m: Messages
) -> tuple[list[Figure], list[Figure]]:
    """The figures of all themes together, and those by question."""
    if material.tagged.empty:
        return [], []
    themes = material.counted
    overview = [themes_by(dimension, by[dimension], themes, m) for dimension in DIMENSIONS]
    overview.append(stance_by_theme(by["all"], themes, m))
    questions = [(guide, count_by_question(material, guide.guide_id)) for guide in covered]
    return overview, [
        themes_by_question(guide, counts, themes, f"figur-guide-{number}", m)
        for number, (guide, counts) in enumerate(questions, 1)
        if counts
    ]


def _theme_page(
    material: Material, theme: Theme, by: Mapping[str, Counts], name: str, m: Messages
) -> ThemePage:
    count = by["all"][theme.id, ""]
    if theme.state == "ranked":
        return ThemePage(name, theme, m("theme.not_counted"), None, {}, {})
    sentence = m.count(
        "theme.sentence",
        count.tagged,
        reached=formats.whole(count.reached),
        interviews=m.count("count.interviews", count.interviews),
        rate=formats.decimal(count.per_1000, 2),
    )
    return ThemePage(
        name=name,
        theme=theme,
        sentence=sentence if count.tagged else m("theme.nothing"),
        figure=theme_by_dimensions(by, theme, f"figur-{name}", m) if count.tagged else None,
        quotes=quotes.strongest(material, theme.id),
        stances={stance: formats.whole(n) for stance, n in count.stances.items()},
    )


def _key_numbers(material: Material, waiting: review.Review, m: Messages) -> list[tuple[str, str]]:
    interviews = material.interviews
    numbers = {
        "interviews": len(interviews),
        "words": int(interviews["words"].sum()),
        "groups": int(interviews["group"].nunique()),
        "tagged": int(material.tagged["passage_id"].nunique()),
        "review": waiting.passages,
    }
    return [(m(f"key.{name}"), formats.whole(number)) for name, number in numbers.items()]


def _question_places(covered: Sequence[coverage.GuideCoverage], m: Messages) -> Any:
    texts = {(guide.guide_id, q.question_id): q.text for guide in covered for q in guide.questions}

    def place(quote: quotes.Quote) -> str:
        if quote.question_id is None:
            return m("question.outside")
        text = texts.get((quote.guide, quote.question_id), "")
        return m("quote.question", id=quote.question_id, text=formats.shorten(text, 90)).rstrip(": ")

    return place


def _review_table(waiting: review.Review, material: Material, m: Messages) -> Table:
    labels = {theme.id: theme.label for theme in material.themes}
    rows = tuple((labels[theme], formats.whole(n)) for theme, n in waiting.by_theme)
    return Table(m("review.themes_caption"), (m("column.theme"), m("column.to_review")), (Body(None, rows),))
