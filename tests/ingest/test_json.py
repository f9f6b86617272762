"""JSON of Whisper and of what is built on it."""

import json
import math
from typing import Any

import pytest

from kgnlp.domain import Cue
from kgnlp.errors import TranscriptError
from kgnlp.ingest.json_words import by_speaker
from kgnlp.ingest.registry import recognise
from kgnlp.ingest.source import Source


def source(found: object) -> Source:
    return Source("x.json", (found if isinstance(found, str) else json.dumps(found)).encode())


def read(found: object) -> tuple[str, list[Cue]]:
    given = source(found)
    form = recognise(given)
    return form.name, list(form.read(given).cues)


@pytest.mark.parametrize(
    ("found", "form", "cue"),
    [
        # Whisper
        (
            {"text": " Ja", "segments": [{"id": 0, "start": 0.5, "end": 1.0, "text": " Ja"}]},
            "whisper_json",
            Cue("Ja", None, 0.5, 1.0),
        ),
        # only the list of segments
        ([{"start": 0.5, "end": 1, "text": " Ja"}], "whisper_json", Cue("Ja", None, 0.5, 1.0)),
        # whisper.cpp
        (
            {"transcription": [{"offsets": {"from": 500, "to": 1000}, "text": " Ja"}]},
            "whisper_json",
            Cue("Ja", None, 0.5, 1.0),
        ),
        # Hugging Face; the last chunk may have no end
        (
            {"text": "Ja", "chunks": [{"timestamp": [0.5, None], "text": " Ja"}]},
            "whisper_json",
            Cue("Ja", None, 0.5, None),
        ),
        # the same with speakers beside the chunks
        (
            {
                "chunks": [{"timestamp": [0.5, 1], "text": "Ja"}],
                "speakers": [{"speaker": "SPEAKER_01", "timestamp": [0.5, 1], "text": "Ja"}],
            },
            "whisperx_json",
            Cue("Ja", "SPEAKER_01", 0.5, 1.0),
        ),
        # WhisperX; a number for a speaker
        (
            {"segments": [{"start": 0.5, "end": 1.0, "text": "Ja", "speaker": 0}]},
            "whisperx_json",
            Cue("Ja", "0", 0.5, 1.0),
        ),
        # times that are none
        (
            {"segments": [{"start": math.nan, "end": "x", "text": "Ja"}]},
            "whisper_json",
            Cue("Ja", None, None, None),
        ),
    ],
)
def test_every_tool_keeps_its_segments_elsewhere(found: object, form: str, cue: Cue) -> None:
    assert read(found) == (form, [cue])


@pytest.mark.parametrize(
    "content",
    [
        # cut short
        '{"segments": [{"start": 0.5, "text": "Ja',
        # nested beyond reason
        "[{" + '"a":[{' * 100_000,
        # a number that nobody can hold
        '{"a": ' + "9" * 10_000 + "}",
        # of another kind
        '{"name": "kgnlp"}',
        '{"segments": "Ja"}',
        '{"segments": [{"start": 0}]}',
        '{"segments": []}',
        "[]",
    ],
)
def test_what_is_no_transcript_is_said_so(content: str) -> None:
    with pytest.raises(TranscriptError, match=r"x\.json, a JSON file") as caught:
        read(content)
    assert caught.value.action


def test_a_transcript_that_begins_with_a_bracket_is_no_json() -> None:
    assert read("[00:01] Kari Moen: Går det?\n[00:02] Ole Vik: Ja.")[0] == "text"


def words(*said: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [
        {"word": word, "start": n, "end": n + 1} | ({"speaker": who} if who else {})
        for n, (word, who) in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # an answer of one word after a question
        ([("Går", "A"), ("det?", "A"), ("Ja.", "B")], [("A", "Går det?"), ("B", "Ja.")]),
        # without punctuation only longer stretches
        ([*[("a", "A")] * 3, *[("b", "B")] * 3], [("A", "a a a"), ("B", "b b b")]),
        # a voice heard wrong for a word, in the middle, first and last
        ([("det", "A"), ("er", "B"), ("slik", "A")], []),
        ([("det", "B"), *[("a", "A")] * 4], []),
        ([*[("a", "A")] * 4, ("er", "B"), ("det", "A")], []),
        # numbers have no voice
        ([("I", "A"), ("2019.", None), ("Ja", "B"), ("da.", "B")], [("A", "I 2019."), ("B", "Ja da.")]),
        # one speaker
        ([("Ja", "A"), ("da", "A")], []),
        ([("Ja", None), ("da", None)], []),
    ],
)
def test_speakers_change_inside_a_segment(
    given: list[tuple[str, str | None]], expected: list[tuple[str, str]]
) -> None:
    cues = by_speaker(words(*given), " ".join(word for word, _ in given))
    assert [(cue.speaker, cue.text) for cue in cues] == expected


def test_words_that_are_not_the_segment_say_nothing() -> None:
    assert by_speaker(words(("Går", "A"), ("det?", "A"), ("Ja.", "B")), "Går det? Ja. Og mer.") == []
    assert by_speaker("no list", "Ja") == []
