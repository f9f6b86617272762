"""The schemas of all tables: every column with its type and what it means.

The tables and their columns are a contract: notebooks, R and DuckDB read them without kgnlp.
Offsets are Unicode code points of ``interviews.text``, end exclusive.
"""

from __future__ import annotations

import pyarrow as pa

SCHEMA_VERSION = "1"


def _column(name: str, kind: pa.DataType, description: str, *, nullable: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=nullable, metadata={"description": description})


def _words(of: str) -> pa.Field:
    return _column("words", pa.int32(), f"Number of words in {of}: stretches without white space")


_STRING = pa.string()
_INTERVIEW_ID = _column("interview_id", _STRING, "Id of the interview, from interviews.csv")
_PASSAGE_ID = _column("passage_id", _STRING, "Id of the passage: interview_id:turn:part")
_QUESTION_ID = _column(
    "question_id", _STRING, "Guide question or item under discussion; null outside the guide", nullable=True
)
_START = _column("start", pa.int32(), "First code point in interviews.text")
_END = _column("end", pa.int32(), "Code point after the last in interviews.text")
_EVIDENCE = pa.list_(
    pa.field(
        "item",
        pa.struct(
            [
                pa.field("start", pa.int32(), nullable=False),
                pa.field("end", pa.int32(), nullable=False),
                pa.field("weight", pa.float32(), nullable=False),
            ]
        ),
        nullable=False,
    )
)

INTERVIEWS = pa.schema(
    [
        _INTERVIEW_ID,
        _column("source", _STRING, "Transcript file, relative to the input folder"),
        _column("sha256", _STRING, "SHA-256 of the transcript file, hex"),
        _column("format", _STRING, "Form that the transcript was read as (docs/formats.md)"),
        _column("group", _STRING, "Core group: KUBU, KLIMA, KRISE, VA, KOMP …"),
        _column("phase", pa.int8(), "Data-collection phase: 1, 2 or 3"),
        _column(
            "role", _STRING, "Role of the informant: leder, sekretariatsleder, medarbeider, direktorat …"
        ),
        _column("guide", _STRING, "Id of the interview guide"),
        _column("language", _STRING, "Written form of most of the interview: nb or nn"),
        _column("date", pa.date32(), "Date of the interview; null where not known", nullable=True),
        _column("text", _STRING, "Canonical text: NFC, one turn a line, no labels or timestamps"),
        _words("the interview"),
        _column("warnings", pa.list_(_STRING), "What a reader of the results should know of this interview"),
    ]
)

TURNS = pa.schema(
    [
        _INTERVIEW_ID,
        _column("turn", pa.int32(), "Number of the turn in the interview, 0-based"),
        _column("speaker", _STRING, "Speaker's label as in the source; empty where the source has none"),
        _column("role", _STRING, "interviewer or informant"),
        _START,
        _END,
        _column("begins_s", pa.float64(), "Seconds into the recording; null where not known", nullable=True),
        _column("ends_s", pa.float64(), "Seconds into the recording; null where not known", nullable=True),
        _QUESTION_ID,
    ]
)

SEGMENTS = pa.schema(
    [
        _INTERVIEW_ID,
        _column("segment", pa.int32(), "Number of the segment in the interview, 0-based"),
        _QUESTION_ID,
        _column("question", _STRING, "Text of the guide question; null outside the guide", nullable=True),
        _START,
        _END,
        _column("first_turn", pa.int32(), "First turn of the segment"),
        _column("last_turn", pa.int32(), "Last turn of the segment, inclusive"),
        _column("confidence", pa.float32(), "Probability that the question is right, 0 to 1"),
    ]
)

PASSAGES = pa.schema(
    [
        _PASSAGE_ID,
        _INTERVIEW_ID,
        _column("segment", pa.int32(), "Segment that the passage is in"),
        _column("turn", pa.int32(), "Turn that the passage is in"),
        _QUESTION_ID,
        _START,
        _END,
        _column("text", _STRING, "The passage: interviews.text[start:end]"),
        _column("speaker", _STRING, "Speaker's label as in the source; empty where the source has none"),
        _column("language", _STRING, "Written form of the passage: nb or nn"),
        _words("the passage"),
        _column("lemmas", pa.list_(_STRING), "Lemmas of the words, in the order of the text"),
    ]
)

TAGS = pa.schema(
    [
        _PASSAGE_ID,
        _column("theme", _STRING, "Id of the theme in the codebook"),
        _column(
            "probability",
            pa.float32(),
            "Calibrated probability that the passage carries the theme; where model_version begins with "
            "definition-, a rank from 0 to 0.4 by likeness to the theme's definition",
        ),
        _column("tagged", pa.bool_(), "Whether the probability reaches the theme's threshold"),
        _column("needs_review", pa.bool_(), "Whether a second look pays"),
        _column("stance", _STRING, "positive, negative, mixed or neutral, seen from the core group"),
        _column("stance_probability", pa.float32(), "Probability of the stance, given the theme"),
        _column("evidence", _EVIDENCE, "Stretches of interviews.text that carry the tag, with weight 0 to 1"),
        _column("model_version", _STRING, "Model version that set the tag"),
    ]
)

SCHEMAS: dict[str, pa.Schema] = {
    "interviews": INTERVIEWS,
    "turns": TURNS,
    "segments": SEGMENTS,
    "passages": PASSAGES,
    "tags": TAGS,
}

# A folder of labels (kgnlp labels import) holds interviews and turns as they were labelled, and the labels.
_ORIGIN = _column("origin", _STRING, "Where the labels came from: annotated-NAME or review-HASH")
_SPANS = pa.list_(
    pa.field(
        "item",
        pa.struct([pa.field(name, pa.int32(), nullable=False) for name in ("start", "end")]),
        nullable=False,
    )
)

LABELS = pa.schema(
    [
        _ORIGIN,
        _INTERVIEW_ID,
        _START,
        _END,
        _column("passage_id", _STRING, "Id of the passage when it was labelled", nullable=True),
        _column("theme", _STRING, "Id of the theme in the codebook"),
        _column("present", pa.bool_(), "Whether the passage carries the theme"),
        _column("stance", _STRING, "positive, negative, mixed or neutral; null where absent", nullable=True),
        _column("evidence", _SPANS, "Stretches of interviews.text that people marked; may be empty"),
        _column("provenance", _STRING, "adjudicated, double (two or more coders agree) or single"),
        _column("coders", pa.int32(), "Number of people behind the label"),
        _column("is_audit", pa.bool_(), "Of the blind audit: measured on, never trained on"),
        _column(
            "codebook_version", pa.int32(), "Codebook that it was decided by; null: unknown", nullable=True
        ),
        _column("decided_at", pa.timestamp("us", tz="UTC"), "When; null: unknown", nullable=True),
    ]
)

LABEL_SCHEMAS: dict[str, pa.Schema] = {
    "interviews": pa.schema(
        [
            _ORIGIN,
            *INTERVIEWS,
            _column("questions_checked", pa.bool_(), "Whether a person set questions or cut segments"),
            _column("synthetic", pa.bool_(), "Whether the interview is known to be invented"),
        ]
    ),
    "turns": pa.schema([_ORIGIN, *TURNS]),
    "labels": LABELS,
}

# What a model version keeps of its own measuring: how it judged the passages of labelled interviews, unseen.
HELD_OUT = pa.schema(
    [
        _INTERVIEW_ID,
        _START,
        _END,
        _column("theme", _STRING, "Id of the theme in the codebook"),
        _column("probability", pa.float32(), "By classifiers trained without the interview"),
        _column("tagged", pa.bool_(), "Whether it reached their threshold"),
        _column("present", pa.bool_(), "What the label said then; null: no label", nullable=True),
        _column("provenance", _STRING, "adjudicated, double or single; null: no label", nullable=True),
        _column("is_audit", pa.bool_(), "Labelled in the blind audit, which nothing is trained on"),
    ]
)
