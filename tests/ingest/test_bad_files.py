"""Files that can't be transcripts: a clear error that names the file and what to do, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgnlp.domain import Language, Metadata
from kgnlp.errors import TranscriptError
from kgnlp.ingest import Source, read
from kgnlp.ingest.source import MAX_BYTES
from tests.ingest import builders as b

ROW = Metadata("x", "x01", "KUBU", 3, "leder", "g1")


def read_bytes(content: bytes) -> object:
    return read(Source("x", content), ROW, b.a_guide(), lambda _: Language.BOKMAAL)


@pytest.mark.parametrize(
    ("content", "action"),
    [
        (b"", "Export it again"),
        (b" \n\t\r\n", "Export it again"),
        # a program, a picture
        (bytes(range(256)) * 20, "Export the transcript again"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(30)) * 50, "Export the transcript again"),
        # cut off in copying
        (b.word()[:2000], "Copy or export the file again"),
        (b.pdf()[:400], "Export the PDF again"),
        # with a password
        (b.pdf(password="x"), "Remove the password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Remove the password"),
        # .doc
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "save it as .docx"),
        (b.zip_bomb(), "without pictures"),
        # forms without content
        (b"WEBVTT\n\n", "Check that the export holds the transcript"),
        (b.whisper_json([]).encode(), "Export it again"),
        # JSON of another kind
        (b'{"name": "x"}', "Export it again"),
        (b.empty_word(), "Check that the export holds the transcript"),
    ],
)
def test_a_file_that_is_no_transcript_is_named_with_what_to_do(content: bytes, action: str) -> None:
    with pytest.raises(TranscriptError, match=action) as error:
        read_bytes(content)
    assert str(error.value).startswith("Found x")


def test_xml_entities_are_not_expanded() -> None:
    try:
        interview, _ = read_bytes(b.word_with_entities())  # type: ignore[misc]
    except TranscriptError:
        return
    assert "lol" not in interview.text


def test_a_file_of_more_than_50_mb_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(TranscriptError, match="not the recording"):
        Source.open(tmp_path, "x.txt")


def test_a_missing_file_is_a_transcript_error(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="Check that the file is there"):
        Source.open(tmp_path, "x.txt")


def test_a_turn_of_a_hundred_thousand_words_is_kept_with_a_warning() -> None:
    content = f"Intervjuer: Hva?\nInformant: {'ord ' * 100_000}"
    interview, _turns = read_bytes(content.encode())  # type: ignore[misc]
    assert interview.words == 100_001
    assert "turn 1 has 100000 words" in interview.warnings[-1]


def test_text_without_any_speaker_is_read_with_a_warning() -> None:
    interview, _turns = read_bytes(f"{b.ASKED} {b.ANSWERED}".encode())  # type: ignore[misc]
    assert interview.text.replace("\n", " ") == f"{b.ASKED} {b.ANSWERED}"
    assert "does not say who speaks" in interview.warnings[0]


WHOLE = [b.word(), b.odt(), b.pdf(), b.rtf().encode(), b.teams_vtt().encode(), b.whisper_srt().encode()]
WHOLE += [b.whisper_json(speakers=True).encode(), b.labelled().encode("utf-16"), b.nvivo_word()]


@given(content=st.binary(max_size=400))
@example(content=b"PK\x03\x04")
@example(content=b"{\\rtf1")
@example(content=b"%PDF-1.4")
def test_any_bytes_give_an_interview_or_a_transcript_error(content: bytes) -> None:
    try:
        read_bytes(content)
    except TranscriptError as error:
        assert error.action


@given(
    whole=st.sampled_from(WHOLE),
    cut=st.floats(0, 1),
    flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8),
)
@settings(max_examples=150)
def test_damaged_files_give_an_interview_or_a_transcript_error(
    whole: bytes, cut: float, flips: list[tuple[float, int]]
) -> None:
    content = bytearray(whole[: int(len(whole) * (0.3 + 0.7 * cut))])
    for place, value in flips:
        content[int(place * len(content))] = value
    try:
        read_bytes(bytes(content))
    except TranscriptError as error:
        assert error.action
