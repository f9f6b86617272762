"""What the wording of a line says of its place in a guide, in bokmål, nynorsk and English."""

from __future__ import annotations

import re

from kgnlp.guide_import.clauses import clause_must_follow, is_fragment
from kgnlp.guide_import.lines import Line

# Words that a question or a request to tell begins with.
_OPENERS = re.compile(
    r"(?:hva|hvordan|hvorledes|hvilken|hvilket|hvilke|hvor|hvem|hvorfor|når|i hvilken|i hvilket|på hvilken|"
    r"kva|korleis|kvifor|kven|kor|i kva|på kva|"
    r"what|how|why|who|whom|whose|where|when|which|to what|in what|"
    r"kan|kunne|har|er|var|finnes|finst|vil|ville|bør|skal|ser|opplever|opplev|mener|meiner|tror|trur|synes|"
    r"synest|kjenner|deltar|deltek|gjør|gjer|får|bidrar|bidreg|"
    r"can|could|would|will|do|does|did|have|has|is|are|were|should|"
    r"fortell|beskriv|forklar|tell|describe|explain|say|give)\b",
    re.IGNORECASE,
)
_GUIDE_WORD = re.compile(
    r"\b(?:intervju|spørre|samtale|tema)(?:guide|mal)(?:r|en|n|ar)?\b|"
    r"\binterview (?:guide|schedule|protocol)s?\b|\btopic guides?\b",
    re.IGNORECASE,
)
_YEAR_TITLE = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:19|20)?\d\d)?\s*[-–—:]\s*[^\W\d_]")
_PART = re.compile(
    r"(?:del|tema|hovudtema|hovedtema|bolk|modul|part|section|theme|topic)\s+"
    r"(?-i:\d{1,2}|[A-Z]|[IVX]{1,4})\b\s*[.:)–-]*\s*",
    re.IGNORECASE,
)
# A line over catchwords or follow-up questions, which says nothing itself.
_CUE = re.compile(
    r"(?:mulige |aktuelle |eventuelle )?(?:oppfølg\w*|oppfølgj\w*|stikkord|hjelpespørsmål|underspørsmål|"
    r"tilleggsspørsmål|follow-?ups?|probes?|prompts?|keywords?)(?: questions?)?\s*:?",
    re.IGNORECASE,
)
_ENDS_SENTENCE = (".", "!", "?", "…", ":", ";", ",")
_MOST_TITLE_WORDS = 12  # the longest heading in configs/guides has 4


def is_question_like(text: str) -> bool:
    """Whether a text asks or invites to tell, or begins a question that its items complete."""
    return "?" in text or is_stem(text) or bool(_OPENERS.match(text))


def is_stem(text: str) -> bool:
    """Whether a text is left open for what follows."""
    return text.endswith(("…", "...", ":", "–")) or clause_must_follow(text)


def is_complete(text: str) -> bool:
    """Whether a sentence or question ends here."""
    return text.rstrip("»”\")' ").endswith((".", "!", "?")) and not text.endswith("...")


def is_title_like(text: str) -> bool:
    """Whether a text without a label looks like a heading: short, and no sentence."""
    return (
        bool(text)
        and not text.endswith(_ENDS_SENTENCE)
        and not is_fragment(text)
        and len(text.split()) <= _MOST_TITLE_WORDS
    )


def is_section_title(line: Line) -> bool:
    """Whether a line without a label is a heading, by its form or its wording."""
    text = line.text.rstrip(" :")
    if line.heading:
        return True
    if is_bracketed(text) or is_cue(text) or is_catchwords(text):
        return False
    if part_title(line.text):
        return True
    if line.bold or line.text != text:
        return "?" not in text and not is_fragment(text) and len(text.split()) <= _MOST_TITLE_WORDS // 2
    return is_title_like(text)


def is_cue(text: str) -> bool:
    """Whether a text only says that catchwords or follow-up questions come."""
    return bool(_CUE.fullmatch(text))


def is_catchwords(text: str) -> bool:
    """Whether a text names catchwords: "Stikkord: møter, referater"."""
    head, colon, rest = text.partition(":")
    return bool(colon and rest.strip() and _CUE.fullmatch(head))


def is_bracketed(text: str) -> bool:
    """Whether all of a text stands in brackets, as notes to the interviewer do."""
    return (text[:1], text[-1:]) in {("(", ")"), ("[", "]")}


def is_guide_title(text: str) -> bool:
    """Whether a text names an interview guide: "2024 - Ledere", "Intervjuguide for medarbeidere"."""
    is_short = len(text.split()) <= _MOST_TITLE_WORDS and not text.endswith((".", "?", "!", ","))
    return is_short and bool(_YEAR_TITLE.match(text) or _GUIDE_WORD.search(text))


def part_title(text: str) -> str | None:
    """The title in "Del 1: Organisering"; None where the text is not of that kind."""
    match = _PART.match(text)
    if not match or text.endswith(("?", ".")) or len(text.split()) > _MOST_TITLE_WORDS:
        return None
    return text[match.end() :].strip() or text.strip(" :.–-")
