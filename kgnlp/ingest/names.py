"""Whether a speaker's label means a person of interviews.csv."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz, utils

# Of 100. «Østby, Ragnhild» for «Ragnhild Østby» is 100, a letter misheard in a name about 90,
# another person with the same first name below 75.
_SAME_NAME = 85
# Of a label that is only a first or last name, against each part of the name.
_SAME_PART = 90
_MIN_PART = 3  # letters; shorter parts («de», «Bø») are too like others
_BESIDE = re.compile(r"[(\[].*?[)\]]|\s[|–—-]\s.*$")  # «Kari Moen (KD)», «Kari Moen | KD»
_MAIL = re.compile(r"@\S*$")
# Letters that people and programs write in other ways, or without what makes them Norwegian.
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "t", "ß": "ss", "ł": "l"})


def is_same_name(label: str, name: str) -> bool:
    """Whether a label means a person: the whole name, turned round, initials, or one part of it."""
    given, wanted = _folded(_MAIL.sub("", _BESIDE.sub("", label))), _folded(name)
    if not given or not wanted:
        return False
    if fuzz.token_sort_ratio(given, wanted) >= _SAME_NAME or _is_initials(label, wanted):
        return True
    parts, whole = given.split(), wanted.split()
    if len(parts) == 1 or len(whole) == 1:
        one, others = (parts[0], whole) if len(parts) == 1 else (whole[0], parts)
        return any(fuzz.ratio(one, part) >= _SAME_PART for part in others if len(part) >= _MIN_PART)
    # «Åse Lunde» for «Åse Marie Lunde», «Åse M. Lunde».
    return {whole[0], whole[-1]} <= set(parts)


def _folded(text: str) -> str:
    """Lower case, only letters and digits, without what stands over or through letters."""
    lowered = text.lower().translate(_FOLDED).replace("aa", "a").replace("oe", "o")
    plain = "".join(sign for sign in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(sign))
    return str(utils.default_process(plain))


def _is_initials(label: str, folded_name: str) -> bool:
    """«RØ» or «R.Ø.» for «Ragnhild Østby»; one letter alone says nothing."""
    letters = re.sub(r"[\s.]", "", label)
    if not (1 < len(letters) <= 4 and letters.isupper() and letters.isalpha()):
        return False
    parts = folded_name.split()
    initials = "".join(part[0] for part in parts)
    return _folded(letters) in {initials, initials[0] + initials[-1]}
