import datetime as dt

import pytest

from kgnlp.report import FileNotice, NoticeKind, review
from kgnlp.report.counts import count_by_dimensions
from kgnlp.report.messages import load_messages
from kgnlp.report.summary import Summary, summarise
from tests.report.builders import Answer, Interviewed, Tagged, a_context, make_material
from tests.report.test_standouts import groups

M = load_messages("nb")


def summary_of(*interviews: Interviewed, **context: object) -> Summary:
    material = make_material(*interviews)
    by = count_by_dimensions(material)
    return summarise(material, review.find(material), by, a_context(**context), M)


def tagged(theme: str, stance: str, times: int) -> list[Answer]:
    return [Answer("1", "Et svar på fem ord.", (Tagged(theme, stance),))] * times


def test_what_was_read():
    summary = summary_of(
        Interviewed("a01", group="VA", date=dt.date(2024, 3, 1)),
        Interviewed("a02", group="ÅS", date=None),
        Interviewed("a03", group="VA", date=dt.date(2023, 12, 24)),
    )
    assert summary.material == (
        "Rapporten bygger på 3 intervjuer med til sammen 18 ord.",
        "De gjelder 2 kjernegrupper: VA (2) og ÅS (1).",
        "Intervjuene er gjort fra 24.12.2023 til 01.03.2024.",
        "1 intervju er uten dato.",
    )


@pytest.mark.parametrize(
    ("interviews", "sentences"),
    [
        # one interview, one day
        (
            [Interviewed("a01")],
            (
                "Rapporten bygger på 1 intervju med til sammen 6 ord.",
                "Alle gjelder én kjernegruppe: KUBU (1).",
                "Datoen er 13.02.2024.",
            ),
        ),
        # nothing known of it
        (
            [Interviewed("a01", group=None, date=None)],
            (
                "Rapporten bygger på 1 intervju med til sammen 6 ord.",
                "Alle gjelder én kjernegruppe: ikke oppgitt (1).",
            ),
        ),
        ([], ("Rapporten bygger på 0 intervjuer med til sammen 0 ord.",)),
    ],
)
def test_what_was_read_when_it_is_little(interviews, sentences):
    assert summary_of(*interviews).material == sentences


def test_themes_are_told_by_the_numbers():
    answers = tagged("dublering", "negative", 12) + tagged("toppforankring", "positive", 10)
    rest = [Answer("1", "Ingenting her.")] * 18
    summary = summary_of(
        Interviewed("a01", answers + rest), Interviewed("a02", tagged("dublering", "positive", 4))
    )
    assert summary.themes == (
        "26 av 44 passasjer er merket med minst ett tema (59\u00a0%).",
        "Mest omtalt er dublering: 16 passasjer, i 2 av 2 intervjuer.",
        "Minst omtalt er toppforankring: 10 passasjer, i 1 av 2 intervjuer.",
        "Toppforankring er temaet der størst andel taler for kjernegruppen: 100\u00a0% av passasjene.",
        "Dublering er temaet der størst andel taler mot kjernegruppen: 75\u00a0% av passasjene.",
    )


def test_a_theme_with_few_passages_has_no_balance():
    summary = summary_of(
        Interviewed("a01", tagged("dublering", "negative", 12) + tagged("toppforankring", "positive", 9))
    )
    assert len(summary.themes) == 3


def test_nothing_tagged():
    summary = summary_of(Interviewed("a01"))
    assert summary.themes == ("Ingen passasje er merket med noe tema.",)
    assert summary.differences == (M("summary.no_difference"),)


def test_a_difference_is_told_with_its_rates_and_size():
    summary = summary_of(*groups({"MYE": (8, 0.5, 0.5), "LITE": (16, 0.1, 0.5)}))
    more = next(s for s in summary.differences if s.startswith("I intervjuene om MYE"))
    material = make_material(*groups({"MYE": (8, 0.5, 0.5), "LITE": (16, 0.1, 0.5)}))
    count = count_by_dimensions(material)["group"]["dublering", "MYE"]
    assert f"oftere om dublering enn ellers: {count.per_1000:.2f}".replace(".", ",") in more
    assert more.endswith("(8 intervjuer).")


def test_what_to_take_care_of():
    kinds = [NoticeKind.UNREADABLE, NoticeKind.NO_ROW, NoticeKind.NO_FILE, NoticeKind.OTHER]
    summary = summary_of(
        Interviewed(
            "a01", [Answer("1", "Svar.", (Tagged("dublering", needs_review=True),))], warnings=("x",)
        ),
        notices=tuple(FileNotice(f"{kind}.txt", kind) for kind in kinds),
    )
    assert summary.care == (
        "Modellen som har merket temaene, er trent på syntetiske (oppdiktede) intervjuer. "
        "Les tallene som et første utkast, ikke som et funn.",
        "1 passasje bør leses av et menneske før den brukes.",
        "1 fil kunne ikke leses og er ikke med.",
        "2 filer eller rader mangler sin motpart, og er ikke med.",
        "1 intervju har varsler.",
    )
    assert summary_of(Interviewed("a01"), models=()).care == ()
