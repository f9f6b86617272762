"""Tells bokmål from nynorsk."""

from __future__ import annotations

from functools import lru_cache

from lingua import ConfidenceValue, LanguageDetector, LanguageDetectorBuilder
from lingua import Language as LinguaLanguage

from kgnlp.domain import Language

_KNOWN = {LinguaLanguage.BOKMAL: Language.BOKMAAL, LinguaLanguage.NYNORSK: Language.NYNORSK}
# Shorter texts and less sure answers take the fallback. Measured by benchmarks/language_identify.py.
_LEAST_WORDS = 4
_LEAST_CONFIDENCE = 0.8


def identify(text: str, fallback: Language | None = None) -> Language:
    """The written form of a text.

    Args:
        text: an interview, a turn or a passage.
        fallback: the answer for a short or doubtful text; without one, the likelier form is the answer.

    """
    if fallback is not None and len(text.split()) < _LEAST_WORDS:
        return fallback
    best = _best(text)
    if best is None or best.value < (_LEAST_CONFIDENCE if fallback else 0.0):
        return fallback or Language.BOKMAAL
    return _KNOWN[best.language]


def _best(text: str) -> ConfidenceValue | None:
    values = _detector().compute_language_confidence_values(text)
    return values[0] if values and values[0].value > values[-1].value else None


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    # Not at import: the language models take memory and half a second.
    return LanguageDetectorBuilder.from_languages(*_KNOWN).build()
