"""What interviewers and informants say, bokmål and nynorsk, in text of people and of recognisers.

A pattern is looked for in one stretch of speech: a sentence, or a cue where there is no punctuation. They
are of the kind that any interview has (a question, a nod, «da går vi videre»), not of any one subject.
"""

from __future__ import annotations

import re

_QUESTION_WORDS = (
    "hva|hvordan|hvorfor|hvem|hvilke|hvilken|hvilket|hvor|hvis|når|"
    "kva|korleis|kvifor|kven|kor|om|kos|i hvilken|i kva|på hvilken|på kva"
)
_FIRST_VERBS = (
    "er|var|har|hadde|kan|kunne|kunna|vil|ville|ser|så|opplever|opplev|synes|synest|tenker|tenkjer|tror|trur|"
    "får|fikk|fekk|gjør|gjer|blir|vert|ble|vart|fungerer|bidrar|bidreg|finnes|finst|skal|må|merker|merkar|"
    "vurderer|kjenner|veit|vet"
)
_SUBJECTS = r"du|dere|de|dykk|det|dette|dei|den|kjernegrupp\w*"
_YES_OR_NO = "ja|nei|jo|joda|nja|tja|mm|hm|åh?|jada|neida|absolutt|definitivt|det gjør|det er|det har|det"
_NODS = (
    "ok|okei|okay|greit|greitt|akkurat|nettopp|skjønner|skjønar|forstår|mhm|mm|hm|interessant|fint|flott|"
    "supert|takk|bra|godt|spennende|spennande|notert|jaha|ja vel|nei vel|så bra|så fint|"
    "det skjønner|det skjønar|det forstår"
)
_MOVES = (
    r"(?:da|då|så)\s+(?:er|går|hopp\w+|tar|tek|har|kjem|kommer|skal|blir)\s+(?:vi|jeg|eg|det)|la oss|lat oss|"
    r"over til|videre|vidare|til slutt|siste|neste"
)
_SAID = r"nevn\w+|nemn\w+|sa|sier|seier|var|snakk\w*|fortalte|fortalde|skrev|skreiv|kom"
_FILLERS = "liksom|altså|egentlig|eigentleg|ikke sant|ikkje sant|på en måte|på ein måte|sånn|jo"
_PAST = r"\w+te|\w+de|\w+et|\w+a|fikk|fekk|gikk|gjekk|var|satt|sat|ble|vart|blei|kom|så|sa|tok|skrev|skreiv"

PATTERNS = {
    "question mark": r"\?[\"»”’)]*$",
    "question word first": rf"^(?:(?:og|men|så|ja|for|da|då|altså|,)\W+)*(?:{_QUESTION_WORDS})\b",
    "verb first": rf"^(?:(?:og|men|så|da|då)\W+)*(?:{_FIRST_VERBS})\s+(?:{_SUBJECTS})\b",
    "you": r"\b(?:du|deg|din|ditt|di|dine|dere|deres|dykk|dykkar)\b",
    "I": r"\b(?:jeg|meg|min|mitt|mine|eg)\b",
    "we": r"\b(?:vi|oss|vår|vårt|våre|me)\b",
    "answer first": rf"^(?:{_YES_OR_NO})\b",
    "thanks": r"\b(?:takk|fint|bra|greit|flott|supert|godt)\b",
    "interview": (
        r"\b(?:spørsmål\w*|intervju\w*|opptak\w*|samtykke\w*|anonym\w*|notat\w*|guide\w*|"
        r"neste|sitat\w*|informasjonsskriv\w*)\b"
    ),
    "ask to tell": (
        r"\b(?:fortel|si litt|seie litt|beskriv\w*|utdyp\w*|nevn\w*|"
        r"tenker du|tenkjer du|mener du|meiner du)\b"
    ),
    "hesitation": rf"\b(?:{_FILLERS})\b",
    "nod first": rf"^(?:{_NODS})\b",
    "moves on": rf"\b(?:{_MOVES})\b",
    "you said": rf"\b(?:du|dere|de|dykk)\s+(?:\w+\s+)?(?:{_SAID})\b|\bi (?:stad|sted)\b",
    "tag last": r"\b(?:eller|da|då|ikke sant|ikkje sant|kanskje)\W*$",
    "reason": r"\b(?:fordi|derfor|difor|for eksempel|til dømes|nok|vel|faktisk|kanskje|ganske)\b",
    "told in past tense": rf"\b(?:jeg|eg|vi|me)\s+(?:{_PAST})\b",
    "and first": r"^(?:og|men|for|så)\b",
    "quotation": r"[«»“”\"]",
    "ellipsis": r"…|\.\.\.",
    "number": r"\d",
}
COMPILED = tuple(re.compile(pattern, re.IGNORECASE) for pattern in PATTERNS.values())
