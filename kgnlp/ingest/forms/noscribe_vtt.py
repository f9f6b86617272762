"""WebVTT from noScribe: a NOTE at its head, unclosed ``<v S00>``, at times the label or the text twice.

Saved by noScribe's editor, the label, a time and the text are a cue each, all with the same times; names
that people gave the voices stand in the text only (nos. 202 and 296 in its tracker on GitHub).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kgnlp.domain import Cue
from kgnlp.ingest.labels import looks_like_label
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues

_HEAD = re.compile(r"\bnoScribe\b", re.IGNORECASE)
_VOICE = re.compile(r"S\d{2}")
_LABEL = re.compile(r"(?P<label>[^:\n]{1,60}):(?:\s+|$)(?P<text>.*)")
_TIME = re.compile(r"\[\d{2}:\d{2}:\d{2}\]\s*")
# Words. «Ja ja ja ja» is speech; a text that stands twice is longer.
_LEAST_DOUBLED = 8
# Of a voice's labels: a name that a person gave it stands for most of them.
_MOST = 0.5


def _recognise(source: Source) -> float:
    if not is_webvtt(source):
        return 0.0
    if _HEAD.search(source.text[:2000].split("-->")[0]):
        return 0.9
    labels = [cue.speaker for cue in webvtt_cues(source) if cue.speaker]
    return 0.8 if labels and all(_VOICE.fullmatch(label) for label in labels) else 0.0


def _read(source: Source) -> Transcript:
    cues = [replace(cue, text=_TIME.sub("", cue.text).strip()) for cue in webvtt_cues(source)]
    names = _names(cues)
    read = list(_without_labels(cues, names))
    once = [cue for before, cue in pairwise([None, *read]) if cue is not None and cue != before]
    return Transcript(tuple(replace(cue, text=_once(cue.text)) for cue in once))


def _names(cues: Sequence[Cue]) -> dict[str, str]:
    """The name that each voice goes by in the text, where a person gave it one."""
    found: dict[str, list[str]] = {}
    for cue in cues:
        label = _LABEL.match(cue.text)
        if cue.speaker and label and (label["label"] == cue.speaker or looks_like_label(label["label"])):
            found.setdefault(cue.speaker, []).append(label["label"])
    names = {}
    for voice, labels in found.items():
        commonest = max(sorted(set(labels)), key=labels.count)
        if labels.count(commonest) > max(1, _MOST * len(labels)):
            names[voice] = commonest
    return names


def _without_labels(cues: Iterable[Cue], names: dict[str, str]) -> Iterator[Cue]:
    """The cues under the names of their voices, without the label before their text."""
    for cue in cues:
        text = cue.text
        label = _LABEL.match(text)
        if cue.speaker and label and label["label"] in (cue.speaker, names.get(cue.speaker)):
            text = label["text"].strip()
        if text and not (cue.speaker is None and _HEAD.search(text)):
            yield replace(cue, text=text, speaker=names.get(cue.speaker or "", cue.speaker))


def _once(text: str) -> str:
    """A text that stands twice, once."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if len(words) >= _LEAST_DOUBLED and words[:half] == words[half:] else text


FORM = Form("noscribe_vtt", "WebVTT from noScribe", _recognise, _read)
