import pytest

from kgnlp.ingest.registry import all_forms, recognise
from kgnlp.ingest.source import Source
from kgnlp.ingest.turns import clean, join
from tests.ingest import builders as b

WHOLE = [text for _, text in b.SAID]
LABELLED = [speaker for speaker, _ in b.SAID]
ROLES = ["Intervjuer", "Informant"] * 2


def as_bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def roles_for(speakers: list[str]) -> list[tuple[str, str]]:
    return list(zip(speakers, WHOLE, strict=True))


@pytest.mark.parametrize(
    ("content", "form", "speakers"),
    [
        (b.labelled(), "text", LABELLED),
        # the ways people write labels
        (b.labelled(roles_for(ROLES)), "text", ROLES),
        (b.labelled(roles_for(["I", "R"] * 2)), "text", ["I", "R"] * 2),
        (b.labelled(roles_for(["I1", "Informant 2"] * 2)), "text", ["I1", "Informant 2"] * 2),
        (b.labelled(form="{} (00:12): {}"), "text", LABELLED),
        (b.labelled(form="[00:01:02] {}: {}"), "text", LABELLED),
        (b.labelled(form="{}:\n{}"), "text", LABELLED),
        # columns, with the colon of a label
        (b.labelled(form="{}:\t{}"), "delimited_text", LABELLED),
        # encodings and line ends
        (b.labelled().encode("utf-8-sig"), "text", LABELLED),
        (b.labelled().encode("utf-16"), "text", LABELLED),
        (b.labelled().encode("utf-16-le"), "text", LABELLED),
        (b.labelled().encode("cp1252"), "text", LABELLED),
        (b.labelled().replace("\n", "\r\n").encode("cp1252"), "text", LABELLED),
        # a turn in several paragraphs
        (b.labelled().replace("skinner. ", "skinner.\n\n"), "text", LABELLED),
        (b.otter(), "otter_text", LABELLED),
        (b.delimited(), "delimited_text", LABELLED),
        (b.delimited(delimiter=","), "delimited_text", LABELLED),
        (b.word(), "word", LABELLED),
        # a name in bold, without a colon
        (b.word(bold=True), "word", LABELLED),
        (b.teams_word(), "teams_word", LABELLED),
        (b.nvivo_word(), "nvivo_word", LABELLED),
        (b.nvivo_word(columns=("Speaker", "Timespan", "Content")), "nvivo_word", LABELLED),
        (b.nvivo_word(columns=("Taler", "Innhold", "Tidsrom")), "nvivo_word", LABELLED),
        (b.nvivo_word(columns=("Content", "Speaker")), "nvivo_word", LABELLED),
        (b.odt(), "odt", LABELLED),
        (b.rtf(), "rtf", LABELLED),
        (b.pdf(), "pdf", LABELLED),
        (b.teams_vtt(), "teams_vtt", LABELLED),
        (b.zoom_vtt(), "zoom_vtt", LABELLED),
        (b.noscribe_vtt(), "noscribe_vtt", ["S01", "S00"] * 2),
        (b.whisper_vtt(), "whisper_vtt", [""]),
        (b.whisper_srt(), "whisper_srt", [""]),
        (b.whisper_srt(label="{}: "), "whisperx_srt", LABELLED),
        (b.whisper_json(), "whisper_json", [""]),
        (b.whisper_json(speakers=True), "whisperx_json", ["SPEAKER_01", "SPEAKER_00"] * 2),
        (b.whisper_tsv(), "whisper_tsv", [""]),
    ],
)
def test_every_form_keeps_the_words_and_the_speakers(
    content: str | bytes, form: str, speakers: list[str]
) -> None:
    source = Source("x", as_bytes(content))
    found = recognise(source)
    assert found.name == form
    spoken = join(found.read(source).cues)
    assert [turn.speaker for turn in spoken] == speakers
    assert clean(" ".join(turn.text for turn in spoken)) == clean(" ".join(WHOLE))


def test_whisperx_vtt_labels_stand_in_brackets() -> None:
    content = b.zoom_vtt([(f"[SPEAKER_0{n % 2}]", text) for n, (_, text) in enumerate(b.SAID)])
    source = Source("x.vtt", content.encode())
    assert recognise(source).name == "whisperx_vtt"
    assert {cue.speaker for cue in recognise(source).read(source).cues} == {"SPEAKER_00", "SPEAKER_01"}


def test_two_voices_in_one_cue_are_two_cues() -> None:
    content = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Kari Moen>Går det?</v> <v Ole Vik>Ja &amp; nei.</v>\n"
    source = Source("x.vtt", content.encode())
    cues = recognise(source).read(source).cues
    assert [(cue.speaker, cue.text) for cue in cues] == [("Kari Moen", "Går det?"), ("Ole Vik", "Ja & nei.")]


def test_speakers_that_change_inside_a_whisperx_segment_are_told_apart() -> None:
    words = [("Går", "A"), ("det?", "A"), ("Ja.", "B"), ("2024", None)]
    segment = {
        "text": "Går det? Ja. 2024",
        "words": [{"word": word} | ({"speaker": who} if who else {}) for word, who in words],
    }
    source = Source("x.json", b.json.dumps({"segments": [segment]}).encode())
    cues = recognise(source).read(source).cues
    assert [(cue.speaker, cue.text) for cue in cues] == [("A", "Går det?"), ("B", "Ja. 2024")]


def test_times_are_kept() -> None:
    source = Source("x.vtt", b.teams_vtt().encode())
    cues = recognise(source).read(source).cues
    assert (cues[0].begins_s, cues[0].ends_s) == (0.0, 5.0)
    source = Source("x.rtf", b.rtf().encode())
    assert [cue.ends_s for cue in recognise(source).read(source).cues] == [0.5, 1.5, 2.5, 3.5]


def test_lines_before_the_first_speaker_are_left_out_with_a_warning() -> None:
    source = Source("x.docx", b.word())
    assert recognise(source).read(source).warnings == ("1 line before the first speaker left out, 2 words",)


def test_running_heads_and_page_numbers_are_no_speech() -> None:
    source = Source("x.pdf", b.pdf())
    text = " ".join(cue.text for cue in recognise(source).read(source).cues)
    assert "fortrolig" not in text
    assert "Side" not in text


@pytest.mark.parametrize(
    ("line", "is_label"),
    [
        # labels
        ("Jens von der Lippe: ja", True),
        ("Knut O. Åsæøå: ja", True),
        ("KARI NORDMANN: ja", True),
        ("Informant 1 (KD): ja", True),
        # speech
        ("Det er sånn: vi møtes", False),
        ("Kl 12:30 er vi der", False),
        ("Hei og hå. Det var: x", False),
        ("«Hei»: x", False),
    ],
)
def test_a_colon_alone_makes_no_label(line: str, is_label: bool) -> None:
    from kgnlp.ingest.labels import parse_line

    assert (parse_line(line) is not None) == is_label


def test_a_word_with_a_colon_that_does_not_recur_is_speech() -> None:
    content = b.labelled() + "\nOppsummert: vi er ferdige."
    source = Source("x.txt", content.encode())
    cues = recognise(source).read(source).cues
    assert {cue.speaker for cue in cues} == set(LABELLED)
    assert cues[-1].text.endswith("Oppsummert: vi er ferdige.")


def test_every_form_is_in_the_docs() -> None:
    from pathlib import Path

    table = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    for form in all_forms():
        assert f"| `{form.name}` |" in table
