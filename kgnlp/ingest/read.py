"""The verb of ingest: a transcript file -> an interview and its turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kgnlp.domain import Cue, Interview, Language, Metadata, Role, Turn
from kgnlp.errors import TranscriptError
from kgnlp.guide import Guide
from kgnlp.ingest.registry import recognise
from kgnlp.ingest.roles import resolve_roles
from kgnlp.ingest.source import Source
from kgnlp.ingest.turns import canonical, carry_labels, join
from kgnlp.ingest.unlabelled import decide_speakers

# Words. A turn of an hour's monologue is about 8,000.
_LONG_TURN = 20_000


def read(
    source: Source, metadata: Metadata, guide: Guide, identify: Callable[[str], Language]
) -> tuple[Interview, tuple[Turn, ...]]:
    """Read a transcript of any known form.

    Args:
        source: the file.
        metadata: its row in interviews.csv.
        guide: the guide that the interview was held by.
        identify: tells the written form of a text.

    Raises:
        TranscriptError: the file is of no known form, is damaged, or holds no speech.
    """
    form = recognise(source)
    transcript = form.read(source)
    text, turns, role_warnings = _turns(transcript.cues, metadata.interviewers, guide)
    if not turns:
        raise TranscriptError(
            f"{source.name}, read as {form.title}, without any speech",
            expected="at least one turn with text",
            action="Check that the export holds the transcript.",
        )
    interview = Interview(
        interview_id=metadata.interview_id,
        source=source.name,
        sha256=source.sha256,
        format=form.name,
        group=metadata.group,
        phase=metadata.phase,
        role=metadata.role,
        guide=metadata.guide,
        language=identify(text),
        date=metadata.date,
        text=text,
        words=len(text.split()),
        warnings=(*transcript.warnings, *role_warnings, *_oddities(text, turns)),
    )
    return interview, turns


def _turns(
    cues: Sequence[Cue], interviewers: Sequence[str], guide: Guide
) -> tuple[str, tuple[Turn, ...], tuple[str, ...]]:
    if any(cue.speaker for cue in cues):
        labelled, without = carry_labels(cues)
        spoken = join(labelled)
        roles, warnings = resolve_roles(spoken, interviewers, guide)
        if without:
            warnings = (f"cues without a speaker, given to the one before: {without}", *warnings)
        return *canonical(spoken, lambda label: roles[label]), warnings
    decided, certainty = decide_speakers(cues, guide)
    text, turns = canonical(join(decided), Role)
    warning = f"the file does not say who speaks; decided from the text, certainty {certainty:.2f}"
    return text, tuple(replace(turn, speaker="") for turn in turns), (warning,)


def _oddities(text: str, turns: Sequence[Turn]) -> tuple[str, ...]:
    """What is unlikely in an interview and may come from a fault of the file."""
    found = []
    longest = max(turns, key=lambda turn: turn.end - turn.start)
    words = len(text[longest.start : longest.end].split())
    if words > _LONG_TURN:
        found.append(f"turn {longest.turn} has {words} words; labels of speakers may be missing")
    if len({turn.role for turn in turns}) == 1:
        found.append(f"all turns are of one role, {turns[0].role}")
    return tuple(found)
