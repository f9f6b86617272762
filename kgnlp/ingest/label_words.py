"""Words that stand in speaker labels, and words before a colon that never are one; all in lower case."""

# What a label may be called in place of a name, in Norwegian and in the tools' English.
INTERVIEWER_WORDS = (
    "intervjuer", "intervjuar", "intervjuaren", "intervjueren", "interviewer", "int", "i", "moderator",
    "forsker", "forskar", "forskeren", "forskaren", "evaluator", "evaluatør", "spørsmål", "spm", "s", "q",
)  # fmt: skip
INFORMANT_WORDS = (
    "informant", "informanten", "inf", "respondent", "respondenten", "resp", "r", "svar", "a",
    "intervjuobjekt", "intervjuobjektet", "deltaker", "deltakar", "deltager", "participant", "interviewee",
    "kandidat", "io",
)  # fmt: skip
NEUTRAL_WORDS = (
    "speaker", "taler", "talar", "person", "stemme", "p", "unknown", "ukjent", "ukjend", "unknown speaker",
    "speaker unknown", "ukjent taler", "ukjend talar", "begge", "alle", "flere", "fleire",
)  # fmt: skip

# Small words inside names and between them.
PARTICLES = frozenset("af av van von de der den del di du la le el al bin ibn y og and & mc o'".split())  # noqa: SIM905
# What a name may begin with, or go on with after a comma.
TITLES = frozenset(
    (
        "dr.", "dr", "prof.", "prof", "professor", "ass.", "adm.", "dir.", "fung.", "kst.", "hr.", "fru",
        "statsråd", "statssekretær", "departementsråd", "ekspedisjonssjef", "avdelingsdirektør", "direktør",
        "underdirektør", "fagdirektør", "seniorrådgiver", "seniorrådgivar", "rådgiver", "rådgivar", "leder",
        "leiar", "sekretariatsleder", "sekretariatsleiar", "prosjektleder", "prosjektleiar",
        "kommunedirektør",
    )
)  # fmt: skip
# What stands before a colon in the head of a transcript or in its notes.
HEADING_WORDS = frozenset(
    (
        "dato", "sted", "stad", "tid", "tidspunkt", "varighet", "varigheit", "lengde", "tittel", "tema",
        "fil", "filnavn", "lydfil", "lydopptak", "opptak", "prosjekt", "deltakere", "deltakarar", "deltagere",
        "merknad", "merknader", "merk", "nb", "obs", "ps", "kommentar", "transkribent", "transkripsjon",
        "transkribering", "referent", "språk", "format", "intervju", "gruppe", "kjernegruppe",
        "rolle", "fase", "guide", "intervjuguide", "notat", "note", "date", "duration", "participants",
        "transcript", "oppsummert", "altså", "konklusjon", "eksempel", "innledning", "avslutning",
        "for eksempel",
    )
)  # fmt: skip
