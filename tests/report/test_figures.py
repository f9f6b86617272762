"""The drawings and their tables say what the tables of the run say."""

import re

import pytest
from lxml import etree

from kgnlp.report import coverage
from kgnlp.report.charts import NARROW, WIDE
from kgnlp.report.counts import count_by_dimensions, count_by_question
from kgnlp.report.messages import load_messages
from kgnlp.report.parts import Drawing, Figure
from kgnlp.report.question_figures import FEW, themes_by_question
from kgnlp.report.rate_figures import themes_by
from kgnlp.report.stance_figures import stance_by_theme, theme_by_dimensions
from kgnlp.wording.formats import decimal, percent, whole
from tests.report.builders import Answer, Interviewed, Tagged, a_codebook, a_guide, make_material
from tests.report.test_counts import many_interviews

M = load_messages("nb")
SVG = "{http://www.w3.org/2000/svg}"
MATERIAL = make_material(*many_interviews(5))
BY = count_by_dimensions(MATERIAL)


def written(drawing: Drawing) -> list[str]:
    """The texts that a drawing shows."""
    return [text.text or "" for text in etree.fromstring(str(drawing.svg)).iter(f"{SVG}text")]


def by_question() -> Figure:
    [guide] = [g for g in coverage.cover(MATERIAL, {"g1": a_guide()}) if g.guide_id == "g1"]
    return themes_by_question(guide, count_by_question(MATERIAL, "g1"), MATERIAL.themes, "figur-g", M)


FIGURES = {
    "group": lambda: themes_by("group", BY["group"], MATERIAL.themes, M),
    "stance": lambda: stance_by_theme(BY["all"], MATERIAL.themes, M),
    "theme": lambda: theme_by_dimensions(BY, MATERIAL.themes[0], "figur-t", M),
    "question": by_question,
}


@pytest.mark.parametrize("dimension", ["group", "role", "phase"])
def test_a_heat_map_writes_the_rates(dimension):
    figure = themes_by(dimension, BY[dimension], MATERIAL.themes, M)
    rates = sorted(decimal(count.per_1000) for count in BY[dimension].values())
    for drawing in figure.drawings:
        numbers = [text for text in written(drawing) if re.fullmatch(r"\d+,\d", text)]
        assert sorted(numbers) == rates


def test_the_table_of_a_heat_map_holds_rates_counts_and_sizes():
    figure = themes_by("group", BY["group"], MATERIAL.themes, M)
    groups = figure.table.head[1:]
    bodies = [{row[0]: row[1:] for row in body.rows} for body in figure.table.bodies]
    base, per_1000, tagged, share = bodies
    for theme in MATERIAL.themes:
        counts = [BY["group"][theme.id, group] for group in groups]
        assert per_1000[theme.label] == tuple(decimal(c.per_1000, 2) for c in counts)
        assert tagged[theme.label] == tuple(whole(c.tagged) for c in counts)
        assert share[theme.label] == tuple(percent(c.share_of_interviews) for c in counts)
        assert base["Intervjuer"] == tuple(whole(c.interviews) for c in counts)
        assert base["Ord fra informantene"] == tuple(whole(c.words) for c in counts)


def test_darker_is_more():
    figure = themes_by("group", BY["group"], MATERIAL.themes, M)
    root = etree.fromstring(str(figure.drawings[0].svg))
    boxes = [path for path in root.iter(f"{SVG}path") if path.get("stroke") == "#ffffff"]
    red = [int(re.search(r"rgb\((\d+)", box.get("fill", ""))[1]) for box in boxes]
    rates = [count.per_1000 or 0 for count in ordered_counts()]
    by_rate = [shade for _, shade in sorted(zip(rates, red, strict=True))]
    assert by_rate == sorted(red, reverse=True)


def ordered_counts():
    groups = sorted({value for _, value in BY["group"]})
    return [BY["group"][theme.id, group] for theme in MATERIAL.themes for group in groups]


def test_stance_bars_are_as_long_as_their_shares():
    figure = stance_by_theme(BY["all"], MATERIAL.themes, M)
    root = etree.fromstring(str(figure.drawings[0].svg))
    bars = [path for path in root.iter(f"{SVG}path") if path.get("stroke") == "#ffffff"]
    widths = sorted(float(re.search(r"h(-?[\d.]+)", bar.get("d", "")).group(1)) for bar in bars)
    stances = ("negative", "mixed", "positive")
    shares = sorted(BY["all"][theme.id, ""].stance_share(s) for theme in MATERIAL.themes for s in stances)
    drawn = [width for width in widths if width > 0]
    expected = [share for share in shares if share > 0]
    assert [width / drawn[-1] for width in drawn] == pytest.approx(
        [s / expected[-1] for s in expected], abs=0.02
    )


def test_the_table_of_a_theme_holds_all_its_counts():
    theme = MATERIAL.themes[0]
    figure = theme_by_dimensions(BY, theme, "figur-t", M)
    everyone, *bodies = figure.table.bodies
    assert [body.heading for body in bodies] == ["Kjernegruppe", "Rolle", "Fase"]
    count = BY["all"][theme.id, ""]
    stances = [f"{whole(n)} ({percent(n / count.tagged)})" for n in count.stances.values()]
    reached = f"{whole(count.reached)} ({percent(count.share_of_interviews)})"
    sizes = (whole(count.interviews), reached, whole(count.words), whole(count.tagged))
    assert everyone.rows == (("Alle intervjuer", *sizes, decimal(count.per_1000, 2), *stances),)
    assert {row[0]: row[4] for row in bodies[0].rows} == {
        group: whole(BY["group"][theme.id, group].tagged) for group in MATERIAL.interviews["group"]
    }


def test_questions_show_shares_or_counts_where_they_are_few():
    figure = by_question()
    counts = count_by_question(MATERIAL, "g1")
    expected = sorted(
        f"{c.tagged} av {c.passages}" if c.passages < FEW else percent(c.share_of_passages)
        for c in counts.values()
    )
    for drawing in figure.drawings:
        assert sorted(t for t in written(drawing) if re.fullmatch(r"\d+\u00a0%|\d+ av \d+", t)) == expected
    ids = [row[0] for row in figure.table.bodies[0].rows]
    assert ids == [q for q in ("1", "2", "2a", "10") if any(q == question for _, question in counts)] + ["–"]


@pytest.mark.parametrize("name", FIGURES)
def test_a_drawing_is_named_and_inert(name):
    figure = FIGURES[name]()
    for drawing in figure.drawings:
        root = etree.fromstring(str(drawing.svg))
        assert root.get("role") == "img"
        named = {element.get("id"): element.text for element in root if element.get("id")}
        assert named[root.get("aria-labelledby")] == figure.title
        assert named[root.get("aria-describedby")] == figure.description
        assert {etree.QName(e).localname for e in root.iter()} <= {
            "svg",
            "title",
            "desc",
            "g",
            "path",
            "text",
            "rect",
            "line",
        }
        assert "http" not in str(drawing.svg).replace("http://www.w3.org/", "")


@pytest.mark.parametrize("name", FIGURES)
def test_a_drawing_fits_the_page(name):
    wide, narrow = FIGURES[name]().drawings
    assert (wide.layout, narrow.layout) == ("wide", "narrow")
    for drawing, layout in ((wide, WIDE), (narrow, NARROW)):
        assert not drawing.too_wide
        assert float(etree.fromstring(str(drawing.svg)).get("width")) <= layout.limit


def test_more_columns_than_fit_make_a_drawing_that_is_scrolled():
    material = make_material(*(Interviewed(f"a{n}", group=f"GRUPPE {n}") for n in range(40)))
    figure = themes_by("group", count_by_dimensions(material)["group"], material.themes, M)
    assert all(drawing.too_wide for drawing in figure.drawings)
    assert len(figure.table.head) == 41


def test_long_names_are_cut_in_drawings_and_stay_apart():
    groups = [f"En svært lang gruppe med et navn som ikke tar slutt nummer {n}" for n in (1, 2)]
    answers = [Answer("1", "Noe.", (Tagged("dublering"),))]
    material = make_material(*(Interviewed(f"a{n}", answers, group=g) for n, g in enumerate(groups)))
    figure = themes_by("group", count_by_dimensions(material)["group"], material.themes, M)
    labels = [text for text in written(figure.drawings[0]) if text.startswith("En svært")]
    assert len(set(labels)) == 2
    assert list(figure.table.head[1:]) == groups


def test_labels_are_text_whatever_they_hold():
    codebook = a_codebook("dublering")
    material = make_material(Interviewed("a1", group="<script>alert(1)</script> & \"'"), codebook=codebook)
    figure = themes_by("group", count_by_dimensions(material)["group"], material.themes, M)
    assert "<script" not in str(figure.drawings[0].svg)
    assert any(text.startswith("<script>") for text in written(figure.drawings[0]))
