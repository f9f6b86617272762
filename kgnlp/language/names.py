"""Copies of training documents with other names of persons: unknown names are learnt from what is around."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from faker import Faker

from kgnlp.language.lexicon import LOCALES
from kgnlp.language.treebank import Sentence, Word

# One name in two is Norwegian.
_NORWEGIAN = 0.5
# Most Norwegian family names are names of farms, put together of words like these.
_FARMS = (
    "Aas|Berg|Bjørk|Brekk|Dal|Eng|Fagr|Fure|Gran|Haug|Helg|Kvam|Lang|Lille|Lind|Myr|Nord|Rogn|Rud|Røys|Sand|"
    "Skog|Sol|Stein|Stor|Strand|Sør|Tveit|Vang|Vest|Vik|Øst|Ås|Øver|Indre"
)
_ENDS = (
    "bakken|berg|bø|dal|eide|gård|haug|heim|hus|land|lien|lund|mo|moen|nes|rud|set|stad|sund|tveit|vik|voll|"
    "vold|øy"
)


def swap(document: Sequence[Sentence], chance: random.Random) -> list[Sentence]:
    """A copy in which every name of a person is another one, genitives kept."""
    return [
        replace(
            sentence,
            words=tuple(_swapped(sentence.words, index, chance) for index in range(len(sentence.words))),
        )
        for sentence in document
    ]


def _swapped(words: Sequence[Word], index: int, chance: random.Random) -> Word:
    word = words[index]
    if not word.name.endswith("-PER") or word.pos != "PROPN" or not word.form[:1].isupper():
        return word
    last = index + 1 == len(words) or words[index + 1].name != "I-PER"
    alone = word.name == "B-PER" and last
    family = chance.random() < 0.5 if alone else last
    name = _family(chance) if family else _given(chance)
    genitive = word.form != word.lemma and word.form.endswith("s")
    return replace(word, form=name + "s" if genitive else name, lemma=name)


def _given(chance: random.Random) -> str:
    return chance.choice(_lists(_locale(chance))[0])


def _family(chance: random.Random) -> str:
    locale = _locale(chance)
    if locale == "no_NO" and chance.random() < 0.5:
        return chance.choice(_farm_names())
    return chance.choice(_lists(locale)[1])


def _locale(chance: random.Random) -> str:
    return LOCALES[0] if chance.random() < _NORWEGIAN else chance.choice(LOCALES[1:])


@lru_cache
def _farm_names() -> tuple[str, ...]:
    return tuple(first + end for first, end in product(_FARMS.split("|"), _ENDS.split("|")))


@lru_cache
def _lists(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given and family names of one word, in a fixed order."""
    person = next(p for p in Faker(locale).get_providers() if hasattr(p, "last_names"))
    given, family = (
        {name for name in getattr(person, kind) if name.isalpha()} for kind in ("first_names", "last_names")
    )
    return tuple(sorted(given)), tuple(sorted(family))
