import dataclasses
import datetime as dt
import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lxml import html

from kgnlp.report import FileNotice, NoticeKind, ReportTables, write
from kgnlp.report.page import SECTIONS, render
from kgnlp.tables import SCHEMAS
from tests.report.builders import Answer, Interviewed, Tagged, a_codebook, a_context, a_guide, make_tables

ATTACK = "<script>alert('å')</script> & {{ 7777 * 3 }} \"'>"
SAID = Answer(
    "2a", "Vi sitter i to fora og tar den samme saken.", (Tagged("dublering", evidence=("to fora",)),)
)


def answered(name: str = "a01", *answers: Answer, **changes: object) -> Interviewed:
    return Interviewed(name, answers or (SAID,), **changes)


def long_run(interviews: int) -> list[Interviewed]:
    return [answered(f"a{n:04}", SAID, SAID, group=f"G{n % 7}") for n in range(interviews)]


CASES = {
    "one interview": ([answered()], {}),
    "several groups": (
        [answered("a01"), answered("a02", group="ÅS", phase=2), answered("a03", role="råd")],
        {},
    ),
    "no interviews": ([], {}),
    "an interview without answers": ([answered("a01"), Interviewed("a02", [])], {}),
    "nothing tagged": ([Interviewed("a01")], {}),
    "an unknown question id": ([answered("a01", SAID, Answer("9x", "Svar."))], {}),
    "an unknown guide": ([answered(guide="borte")], {}),
    "only talk outside the guide": ([answered("a01", dataclasses.replace(SAID, question_id=None))], {}),
    "no date": ([answered(date=None), answered("a02")], {}),
    "no group and role": ([answered(group=None, role=None)], {}),
    "very long ids": ([answered("x" * 300), answered("y" * 300, group="z" * 300)], {}),
    "a new theme": ([answered()], {"codebook": a_codebook("dublering", "ny")}),
    "a retired theme": ([answered()], {"codebook": a_codebook("dublering", "annet", retired=["dublering"])}),
    "a theme out of the codebook": ([answered()], {"codebook": a_codebook("annet")}),
    "no theme but retired ones": (
        [Interviewed("a01")],
        {"codebook": a_codebook("gammel", retired=["gammel"])},
    ),
    "no model known": ([answered()], {"models": ()}),
    "all kinds of notices": (
        [answered(warnings=("3 lines of the file were left out",))],
        {"notices": tuple(FileNotice(f"{k}.docx", k, "found", "expected", "action") for k in NoticeKind)},
    ),
    "text that attacks the page": (
        [
            answered(
                ATTACK,
                Answer(
                    "1", f"{ATTACK} er dublering {ATTACK}", (Tagged("dublering", evidence=("er dublering",)),)
                ),
                group=ATTACK,
                role=ATTACK,
                guide=ATTACK,
                warnings=(ATTACK,),
            )
        ],
        {"notices": (FileNotice(ATTACK, NoticeKind.UNREADABLE, ATTACK, ATTACK, ATTACK),)},
    ),
}


def page_of(case: str, language: str = "nb") -> str:
    return rendered(case, language)


@cache
def rendered(case: str, language: str) -> str:
    interviews, changes = CASES[case]
    return render(make_tables(*interviews), a_context(**changes), language)


@pytest.mark.parametrize(
    ("case", "language"),
    [
        *((case, "nb") for case in CASES),
        ("several groups", "nn"),
        ("nothing tagged", "nn"),
        ("all kinds of notices", "nn"),
    ],
)
def test_the_page_is_whole_and_stands_alone(case, language):
    page = page_of(case, language)
    root = html.fromstring(page)
    assert root.get("lang") == language
    # no script, no call, no frame, whatever was said
    assert not root.xpath("//script | //iframe | //object | //embed | //form | //base")
    assert not [e for e in root.iter(html.etree.Element) for name in e.attrib if name.startswith("on")]
    assert not re.search(r"(src|href|url\()\s*[=(]?\s*[\"']?\s*(https?:)?//", page)
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith(
        "default-src 'none'"
    )
    # every section is there, in the contents list and as a heading that names it
    assert [e.get("id") for e in root.xpath("//main/section")] == list(SECTIONS)
    assert [e.get("href") for e in root.xpath("//nav/ol/li/a")] == [f"#{section}" for section in SECTIONS]
    ids = Counter(root.xpath("//@id"))
    assert max(ids.values()) == 1
    assert {link[1:] for link in root.xpath("//a/@href")} <= set(ids)
    assert {name for names in root.xpath("//@aria-labelledby") for name in names.split()} <= set(ids)


@pytest.mark.parametrize("case", CASES)
def test_headings_step_down_one_at_a_time(case):
    levels = [
        int(heading.tag[1]) for heading in html.fromstring(page_of(case)).xpath("//h1|//h2|//h3|//h4|//h5")
    ]
    assert levels.count(1) == 1
    # the contents list has a heading of its own, beside the page's
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("case", CASES)
def test_every_table_has_a_caption_and_heads_with_scope(case):
    for table in html.fromstring(page_of(case)).xpath("//table"):
        assert table.xpath("caption")[0].text_content().strip()
        assert all(head.get("scope") for head in table.xpath(".//th"))
        assert len(table.xpath("thead//th")) > 0


@pytest.mark.parametrize("case", CASES)
def test_every_figure_has_its_drawings_and_its_data(case):
    root = html.fromstring(page_of(case))
    figures = root.xpath("//figure[not(contains(@class, 'quote'))]")
    assert len(figures) == len(root.xpath("//svg")) / 2
    for number, figure in enumerate(figures, 1):
        assert f"Figur {number}." in figure.xpath("figcaption")[0].text_content()
        data = figure.getnext()
        assert data.tag == "details"
        assert data.xpath("summary")[0].text_content() == f"Tallene bak figur {number}"
        assert data.xpath(".//table")


def test_the_figure_that_explains_the_bars_is_the_one_referred_to():
    page = page_of("several groups")
    assert "Leses som figur 4." in page
    captions = [c.text_content() for c in html.fromstring(page).xpath("//figure/figcaption")]
    assert "Lengden på hvert felt" in next(c for c in captions if "Figur 4." in c)


def test_what_attacks_the_page_is_shown_as_text():
    page = page_of("text that attacks the page")
    assert "23331" not in page
    root = html.fromstring(page)
    quote = root.xpath("//blockquote")[0].text_content()
    assert quote.count(ATTACK) == 2
    assert ATTACK in root.xpath("//section[@id='varsler']")[0].text_content()


def test_title_and_messages_of_the_page_hold_no_names_or_text():
    root = html.fromstring(page_of("text that attacks the page"))
    assert root.xpath("//head/title/text()") == ["Intervjurapport"]
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


def test_speakers_are_not_named():
    assert "Kari" not in page_of("several groups")


def test_evidence_is_marked_and_the_quote_has_its_place():
    interview = answered("a01", dataclasses.replace(SAID, begins_s=65.0, language="nn"))
    root = html.fromstring(render(make_tables(interview), a_context()))
    [quote] = root.xpath("//figure[contains(@class, 'quote')]")
    assert quote.xpath(".//blockquote")[0].text_content() == SAID.text
    assert quote.xpath(".//mark/text()") == ["to fora"]
    assert quote.xpath(".//blockquote/@lang") == ["nn"]
    place = " ".join(quote.xpath("figcaption")[0].text_content().split())  # also at spaces that do not break
    assert place == (
        "a01 · KUBU · fase 3 · leder · spørsmål 2a: hyppighet? · tid i opptaket 1:05 "
        "· sannsynlighet 90 % for temaet, 80 % for holdningen"
    )
    target = quote.xpath("figcaption/a/@href")[0][1:]
    assert root.get_element_by_id(target).xpath("th/text()") == ["a01"]


def test_the_page_says_that_it_is_confidential_and_what_it_rests_on():
    text = html.fromstring(page_of("one interview")).text_content()
    assert text.count("Fortrolig.") == 2
    assert "trent på 60 syntetiske intervjuer" in text
    assert "0,35" in text


def test_english_messages_are_marked_as_english():
    root = html.fromstring(page_of("all kinds of notices"))
    assert root.xpath("//ul[@class='warnings']//span[@lang='en']/text()") == [
        "3 lines of the file were left out"
    ]


def test_the_table_of_interviews():
    said = [answered("a10", SAID, Answer("1", "Kort."), date=dt.date(2024, 12, 1)), answered("a9", date=None)]
    root = html.fromstring(render(make_tables(*said), a_context()))
    rows = root.xpath("//table[caption/@id='intervjuliste']/tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert cells[0] == ["a9", "KUBU", "3", "leder", "–", "bokmål", "12", "1", "1", "1 av 3", "0", "text"]
    assert cells[1] == [
        "a10",
        "KUBU",
        "3",
        "leder",
        "01.12.2024",
        "bokmål",
        "15",
        "2",
        "1",
        "2 av 3",
        "0",
        "text",
    ]


def test_coverage_is_told_in_words_as_well_as_symbols():
    root = html.fromstring(render(make_tables(answered("a01", SAID)), a_context()))
    [row] = root.xpath("//table[contains(@class, 'matrix')]/tbody/tr")
    words = [cell.xpath("span[@class='vh']/text()")[0] for cell in row.xpath("td")]
    symbols = [cell.xpath("span[@aria-hidden]/text()")[0] for cell in row.xpath("td")]
    assert words == ["ikke stilt", "stilt", "stilt", "ikke stilt", "ikke stilt"]
    assert symbols == ["–", "●", "●", "–", "–"]


def test_tables_as_they_come_from_disk_give_the_same_page(tmp_path):
    interviews = (
        CASES["text that attacks the page"][0] + CASES["several groups"][0] + [answered("a09", date=None)]
    )
    made = make_tables(*interviews)
    read = {}
    for name, schema in SCHEMAS.items():
        rows = pa.Table.from_pylist(getattr(made, name).to_dict("records"), schema=schema)
        pq.write_table(rows, tmp_path / f"{name}.parquet")
        read[name] = pd.read_parquet(tmp_path / f"{name}.parquet")
    context = a_context(codebook=a_codebook("dublering", "annet"))
    assert render(ReportTables(**read), context) == render(made, context)


def test_writing_replaces_the_page_in_one_step(tmp_path):
    file = tmp_path / "report.html"
    file.write_text("old", "utf-8")
    write(make_tables(answered()), a_context(), file)
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert [found.name for found in tmp_path.iterdir()] == ["report.html"]


def test_a_page_that_can_not_be_made_leaves_the_old_one(tmp_path):
    file = tmp_path / "report.html"
    file.write_text("old", "utf-8")
    tables = make_tables(answered())
    broken = ReportTables(**{**vars_of(tables), "tags": tables.tags.drop(columns="stance")})
    with pytest.raises(Exception, match="without the column stance"):
        write(broken, a_context(), file)
    assert file.read_text("utf-8") == "old"


def vars_of(tables: ReportTables) -> dict[str, object]:
    return {field.name: getattr(tables, field.name) for field in dataclasses.fields(tables)}


@pytest.mark.slow
def test_a_thousand_interviews_make_a_page_that_can_be_opened():
    guides = {"g1": a_guide()}
    page = render(make_tables(*long_run(1000)), a_context(guides=guides))
    assert len(page.encode()) < 5_000_000
    assert len(html.fromstring(page).xpath("//table[caption/@id='intervjuliste']/tbody/tr")) == 1000
