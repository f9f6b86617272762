"""WebVTT and SubRip as tools and people write them, beyond the plain cases of test_forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import Cue
from kgnlp.ingest.caption_text import plain, voices
from kgnlp.ingest.registry import recognise
from kgnlp.ingest.source import Source, Transcript

TIMES = "00:00:01.000 --> 00:00:02.000"
LATER = "00:00:03.000 --> 00:00:04.000"


def read(content: str) -> tuple[str, Transcript]:
    source = Source("x", content.encode())
    form = recognise(source)
    return form.name, form.read(source)


def texts(content: str) -> list[str]:
    return [cue.text for cue in read(content)[1].cues]


def said(content: str) -> list[tuple[str | None, str]]:
    return [(cue.speaker, cue.text) for cue in read(content)[1].cues]


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        # a comma in the times, as in SubRip
        ("00:00:01,000 --> 00:00:02,000\nJa", ["Ja"]),
        # no hours, no milliseconds, single digits (Teams, older)
        ("00:01.000 --> 00:02.000\nJa", ["Ja"]),
        ("00:00:01 --> 00:00:02\nJa", ["Ja"]),
        ("0:0:1.0 --> 0:0:2.32\nJa", ["Ja"]),
        # minutes that go on past the hour
        ("75:01.000 --> 75:02.000\nJa", ["Ja"]),
        # a cue that ends before it begins
        ("00:00:02.000 --> 00:00:01.000\nJa", ["Ja"]),
        # an empty line between times and text (Teams without attribution), and inside the text
        (f"{TIMES}\n\nJa\n\nog nei", ["Ja og nei"]),
        # an arrow in the text
        (f"{TIMES}\nfra a --> b", ["fra a -> b"]),
        # settings, styles, comments
        (
            f"STYLE\n::cue {{}}\n\n{TIMES} align:start\nJa\n\nNOTE confidence: 0.8\n\n{LATER}\nnei",
            ["Ja", "nei"],
        ),
        # speech that begins like a comment
        (f"{TIMES}\nNOTER det", ["NOTER det"]),
        # lines of spaces are empty lines
        (f"1\n{TIMES}\nJa\n \n2\n{LATER}\nnei", ["Ja", "nei"]),
        # numbers are speech where cues have no numbers
        (f"{TIMES}\ni\n2019\n{LATER}\nnei", ["i 2019", "nei"]),
        # names of cues
        (f"intro\n{TIMES}\nJa\n\nsvar 1\n{LATER}\nnei", ["Ja", "nei"]),
        # words lit up one by one (--highlight_words)
        (f"{TIMES}\n<u>Ja</u> da\n\n{LATER}\nJa <u>da</u>", ["Ja da"]),
        # the same said twice is not that
        (f"{TIMES}\nJa da\n\n{LATER}\nJa da", ["Ja da", "Ja da"]),
    ],
)
def test_webvtt_loses_no_words(cues: str, expected: list[str]) -> None:
    assert texts(f"WEBVTT\n\n{cues}\n") == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # the last line of a cue is a number
        (
            "1\n00:00:01,000 --> 00:00:02,000\nI\n2019\n\n2\n00:00:03,000 --> 00:00:04,000\n1999",
            ["I 2019", "1999"],
        ),
        # no hours
        ("1\n00:01,000 --> 00:02,000\nJa", ["Ja"]),
        # no empty lines between cues
        ("1\n00:00:01,000 --> 00:00:02,000\nJa\n2\n00:00:03,000 --> 00:00:04,000\nnei", ["Ja", "nei"]),
        # an empty cue
        ("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nnei", ["nei"]),
        # braces of people are speech, those of subtitlers are not
        ("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Ja {ler} <i>da</i>", ["Ja {ler} da"]),
        # more than a hundred hours
        ("1\n100:00:01,000 --> 100:00:02,000\nJa", ["Ja"]),
    ],
)
def test_srt_loses_no_words(content: str, expected: list[str]) -> None:
    assert texts(content) == expected


def test_times_without_hours_are_minutes_and_seconds() -> None:
    (cue,) = read("WEBVTT\n\n01:02.500 --> 01:03.000\nJa\n")[1].cues
    assert (cue.begins_s, cue.ends_s) == (62.5, 63.0)
    (cue,) = read("1\n01:02,500 --> 01:03,000\nJa\n")[1].cues
    assert (cue.begins_s, cue.ends_s) == (62.5, 63.0)


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("<v Åse-Marie von Øst>Ja</v>", [("Åse-Marie von Øst", "Ja")]),
        # classes, entities in names, no end tag
        ("<v.loud.first Kari &amp; Ole>Ja", [("Kari & Ole", "Ja")]),
        ("<v Kari>Ja</v><v Ole>nei</v>", [("Kari", "Ja"), ("Ole", "nei")]),
        # noScribe where nobody was recognised
        ("<v >Ja", [(None, "Ja")]),
        ("<v Kari></v>", []),
        ("før <v Kari>etter", [(None, "før"), ("Kari", "etter")]),
    ],
)
def test_voices(payload: str, expected: list[tuple[str | None, str]]) -> None:
    assert list(voices(payload)) == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("R&amp;D &lt;3 &#39;ja&#x27; &nbsp;nei", "R&D <3 'ja' nei"),
        # no entities
        ("R&D, AT&T & meg", "R&D, AT&T & meg"),
        # marks of the transcriber, and signs
        ("<uklart> 1 < 2 > 0", "<uklart> 1 < 2 > 0"),
        ("<c.gul>Ja</c> <00:00:01.500>da <b>nei</b>", "Ja da nei"),
    ],
)
def test_markup_goes_and_speech_stays(payload: str, expected: str) -> None:
    assert plain(payload) == expected


words = st.lists(st.from_regex(r"[a-zæøå]{1,8}[.?]?", fullmatch=True), min_size=1, max_size=8).map(" ".join)


@given(st.lists(words, min_size=1, max_size=6))
def test_any_words_survive_both_forms(lines: list[str]) -> None:
    vtt = "WEBVTT\n\n" + "\n\n".join(f"{TIMES}\n{line}" for line in lines)
    srt = "\n\n".join(f"{n}\n{TIMES.replace('.', ',')}\n{line}" for n, line in enumerate(lines, 1))
    for content in (vtt, srt):
        kept = " ".join(word for cue in read(content)[1].cues for word in (cue.speaker, cue.text) if word)
        assert kept.split() == " ".join(lines).split()


def zoom(*turns: tuple[str, str]) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"{n}\n{TIMES}\n{f'{who}: ' if who else ''}{text}" for n, (who, text) in enumerate(turns, 1)
    )


def test_display_names_of_zoom_need_not_look_like_names() -> None:
    content = zoom(*[("kari", "Går det?"), ("iPhone til Ole", "Ja: det går.")] * 3)
    form, transcript = read(content)
    assert form == "zoom_vtt"
    assert {cue.speaker for cue in transcript.cues} == {"kari", "iPhone til Ole"}
    assert transcript.cues[1].text == "Ja: det går."


def test_a_cue_without_label_goes_on_with_the_speaker_before() -> None:
    content = zoom(("Kari Moen", "Går det?"), ("Ole Vik", "Ja,"), ("", "det går."), ("Kari Moen", "Fint."))
    assert said(content)[2] == ("Ole Vik", "det går.")


def test_colons_in_speech_make_no_labels() -> None:
    content = "WEBVTT\n\n" + "\n\n".join(
        f"{TIMES}\n{text}" for text in ("og da sa han: nei", "vi har tre ting: tid, penger og folk", "ja")
    )
    assert read(content)[0] == "whisper_vtt"


NOSCRIBE = "WEBVTT Intervju\n\nNOTE\nTranskribiert mit noScribe Vers. 0.6\nAudiodatei: x.m4a\n\n"


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        # label, time and text as a cue each, as the editor writes them
        (
            "<v S00>S00: |<v S00>[00:00:01]|<v S00>Går det?|<v S01>S01: |<v S01>Ja da.",
            [("S00", "Går det?"), ("S01", "Ja da.")],
        ),
        # names that people gave the voices in the editor
        (
            "<v S00>Intervjuer: |<v S00>Går det?|<v S01>Kari: Ja.|"
            "<v S00>Intervjuer: |<v S00>Sikkert?|<v S01>Kari: Ja.",
            [("Intervjuer", "Går det?"), ("Kari", "Ja."), ("Intervjuer", "Sikkert?"), ("Kari", "Ja.")],
        ),
        # a label said once is speech
        ("<v S00>Oppsummert: det går|<v S01>Ja.", [("S00", "Oppsummert: det går"), ("S01", "Ja.")]),
        # the text twice in its cue
        (
            "<v S00>Hvordan går det her? Hvordan går det her?|<v S01>Ja ja ja ja",
            [("S00", "Hvordan går det her?"), ("S01", "Ja ja ja ja")],
        ),
        # a pause, by nobody
        ("<v >(1 Minute Pause)|<v S00>Går det?", [(None, "(1 Minute Pause)"), ("S00", "Går det?")]),
    ],
)
def test_noscribe_says_everything_once(cues: str, expected: list[tuple[str | None, str]]) -> None:
    body = "\n\n".join(f"{n}\n{TIMES}\n{cue}" for n, cue in enumerate(cues.split("|"), 1))
    assert read(NOSCRIBE + body)[0] == "noscribe_vtt"
    assert said(NOSCRIBE + body) == expected


def test_noscribe_without_its_note_is_told_by_its_voices() -> None:
    content = f"WEBVTT\n\n{TIMES}\n<v S00>S00: Går det?\n\n{LATER}\n<v S01>Ja.\n"
    assert (read(content)[0], said(content)) == ("noscribe_vtt", [("S00", "Går det?"), ("S01", "Ja.")])


@pytest.mark.parametrize(
    ("rows", "form", "expected"),
    [
        (
            "start\tend\ttext\n0\t1500\tJa\n1500\t2000\tnei",
            "whisper_tsv",
            [Cue("Ja", None, 0.0, 1.5), Cue("nei", None, 1.5, 2.0)],
        ),
        # seconds, quotation marks, tabs in the text
        ('start\tend\ttext\n0.0\t1.5\t"Ja" sa\thun', "whisper_tsv", [Cue('"Ja" sa\thun', None, 0.0, 1.5)]),
        # a row without times keeps its text
        ("start\tend\ttext\n\t\tJa", "whisper_tsv", [Cue("Ja", None, None, None)]),
        ("start\tend\ttext\n0\t1500\t[SPEAKER_00]: Ja", "whisperx_tsv", [Cue("Ja", "SPEAKER_00", 0.0, 1.5)]),
        (
            "start\tend\tspeaker\ttext\n0\t1500\tSPEAKER_01\tJa",
            "whisperx_tsv",
            [Cue("Ja", "SPEAKER_01", 0.0, 1.5)],
        ),
    ],
)
def test_tsv(rows: str, form: str, expected: list[Cue]) -> None:
    name, transcript = read(rows)
    assert (name, list(transcript.cues)) == (form, expected)


def test_rows_of_tsv_that_are_cut_short_are_counted() -> None:
    assert read("start\tend\ttext\n0\t1500\tJa\n1500")[1].warnings == (
        "lines left out that lack start, end, text: 1",
    )


def test_whisperx_text() -> None:
    form, transcript = read("[SPEAKER_00]: Går det?\n[SPEAKER_01]: Ja.\n[SPEAKER_00]: Fint.")
    assert form == "whisperx_text"
    assert [cue.speaker for cue in transcript.cues] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00"]
