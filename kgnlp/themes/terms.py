"""Texts -> the terms that are counted: words in the form that both written forms share, pairs, parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from kgnlp.wordforms import forms_of, parts, words_of

# The terms of a text.
Terms = Callable[[str], list[str]]


def common_terms(text: str) -> list[str]:
    """Common forms, pairs of them, and what each word is made of: its parts, or itself."""
    forms = forms_of(text)
    return _with_pairs(forms) + pieces_of(forms)


def pieces_of(forms: Sequence[str]) -> list[str]:
    """What words are made of: their parts, or themselves, with a sign that no common form begins with."""
    return [f"+{part}" for form in forms for part in parts(form) or (form,)]


def whole_terms(text: str) -> list[str]:
    """The same without compound parts; for measuring what these give."""
    return _with_pairs(forms_of(text))


def written_terms(text: str) -> list[str]:
    """Words as they are written, and pairs of them; for measuring what common forms give."""
    return _with_pairs(words_of(text))


def _with_pairs(words: list[str]) -> list[str]:
    return words + [pair_of(first, second) for first, second in pairwise(words)]


def pair_of(first: str, second: str) -> str:
    """The term of two words that stand beside each other."""
    return f"{first} {second}"
