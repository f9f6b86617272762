"""Whether a text is a clause of its own, judged by its form: there is no lexicon here."""

from __future__ import annotations

import re

# After these words a clause must follow: an item that is none is the beginning of the next ones.
_CLAUSE_FOLLOWS = re.compile(r"\b(?:at|om|that|whether|if)$", re.IGNORECASE)
# Words that begin a clause of their own, so that no earlier item's subject is wanted.
_SUBJECT = re.compile(
    r"(?:det|den|de|dei|dette|denne|disse|desse|du|vi|man|en|ein|et|eit|jeg|eg|dere|alle|noen|nokon|der|her|"
    r"it|they|we|you|this|that|these|those|there|the|a|an|all)"
)
# Verbs in the present tense: those that end in -r (English -s), and short ones that don't.
_VERB = re.compile(r"[a-zæøå]+r|[a-z]+[^s]s|vil|kan|skal|må|held|let|vert|will|can")
_FEWEST_WORDS = 3  # verb, and something that is said with it


def clause_must_follow(text: str) -> bool:
    """Whether a text ends, an ellipsis aside, in a word such as "at" that a clause must follow."""
    return bool(_CLAUSE_FOLLOWS.search(bare_stem(text)))


def bare_stem(text: str) -> str:
    """A stem without the marks that leave it open."""
    return text.rstrip(" ….:–")


def is_fragment(text: str) -> bool:
    """Whether a text begins in the midst of a sentence: with a small letter."""
    first = next((mark for mark in text if mark.isalpha()), "")
    return first.islower()


def lacks_subject(text: str, stem: str) -> bool:
    """Whether a text, a clause but for its subject, can go on with a stem: "holder oversikt over …".

    It has at least three words; the first is a small-letter word that looks like a verb, is no pronoun and
    not the stem's noun again.
    """
    words = text.split()
    if len(words) < _FEWEST_WORDS or not is_fragment(text) or _SUBJECT.fullmatch(words[0]):
        return False
    head = stem.casefold().split()[-1:]
    is_noun_again = bool(head) and words[0][:6].casefold() == head[0][:6]
    return not is_noun_again and _VERB.fullmatch(words[0]) is not None
