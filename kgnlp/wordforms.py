"""Where nynorsk and bokmål meet: a common form of lemmas, and the parts of compounds.

Both rest on simplemma's word lists, so nothing is stored: a nynorsk lemma is rewritten by the regular
differences between the two forms and taken only if bokmål's list holds the outcome; a compound is split
only into words that the lists hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from simplemma import lemmatize
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

# Words that no rule leads from nynorsk to bokmål: function words, and what interviews are full of.
_PAIR_LIST = """
eg/jeg me/vi dykk/dere dykkar/deres ho/hun hennar/hennes deira/deres dei/de nokon/noen noko/noe
nokre/noen ikkje/ikke korleis/hvordan kvifor/hvorfor kva/hva kven/hvem kvar/hver kor/hvor korkje/verken
berre/bare frå/fra saman/sammen mykje/mye meir/mer difor/derfor òg/også au/også medan/mens utan/uten
enno/ennå framleis/fremdeles sjølv/selv sjølvsagt/selvsagt annan/annen eigen/egen eigentleg/egentlig
einaste/eneste ein/en einig/enig ueinig/uenig samd/enig usamd/uenig vere/være verte/bli kome/komme
gje/gi gjere/gjøre seie/si sjå/se spørje/spørre vete/vite halde/holde byrje/begynne skilnad/forskjell
verksemd/virksomhet rådgjevar/rådgiver tilhøve/forhold fyrst/først fyrste/første heile/hele heil/hel
veke/uke no/nå då/da løyse/løse løysing/løsning døme/eksempel tyding/betydning tenester/tjeneste
teneste/tjeneste meining/mening leiing/ledelse leiar/leder samanheng/sammenheng moglegheit/mulighet
mogleg/mulig umogleg/umulig truleg/trolig tryggleik/sikkerhet røynsle/erfaring avgjerd/avgjørelse
syte/sørge freiste/forsøke trong/behov føremål/formål einskild/enkelt skule/skole ynskje/ønske
ønskje/ønske skjøna/skjønne skjøne/skjønne tilrå/anbefale køyre/kjøre åleine/alene førre/forrige
rettleiar/veileder storleik/størrelse leige/leie desse/disse
"""
_PAIRS: dict[str, str] = dict(pair.split("/") for pair in _PAIR_LIST.split())

# Regular differences, nynorsk to bokmål; each may apply or not, and bokmål's list decides.
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"leg$", "lig"),
        (r"heit$", "het"),
        (r"leik$", "het"),
        (r"semd$", "somhet"),
        (r"ar(?=skap|$)", "er"),
        (r"gjev", "giv"),
        (r"gje", "gi"),
        (r"^kv", "hv"),
        (r"^saman", "sammen"),
        (r"sjølv", "selv"),
        (r"ei", "e"),
        (r"øy", "ø"),
        (r"au", "ø"),
        (r"y", "ø"),
        (r"å", "a"),
        (r"å", "o"),
        (r"jø", "e"),
        (r"jo", "y"),
        (r"ju", "y"),
        (r"tt", "t"),
        (r"m$", "mme"),
        (r"sle$", "else"),
        (r"ing$", "ning"),
    )
)
_WORD = re.compile(r"\w+")
_MOST_RULES = 2  # more rules lead to chance hits
_LEAST_REWRITTEN = 4  # letters; shorter words are in the pairs or stay
_LEAST_PART = 4  # letters; shorter parts are mostly chance ("for", "inn", "ing")
# In the lists, but in long words nearly always an ending or a beginning: rapporte-ring, be-skrive, fort-satt.
_NO_PARTS_LIST = """
ring kring skap elle ille idig rive skort fort besk gjen forre tran samt dess orient duble ning ling satt
ligne
"""
_NO_PARTS = frozenset(_NO_PARTS_LIST.split())
_LINKS = ("", "s", "e")


@lru_cache(maxsize=50_000)
def common_form(lemma: str) -> str:
    """The lemma that a nynorsk lemma shares with bokmål; a bokmål or unknown lemma is given back."""
    if lemma in _PAIRS:
        return _PAIRS[lemma]
    if len(lemma) < _LEAST_REWRITTEN or lemma in _words("nb"):
        return lemma
    form = next((form for form in _rewritten(lemma) if form in _words("nb")), lemma)
    pieces = parts(lemma) if form == lemma else ()
    # A compound in no list takes its last part's form: kjerneoppgåve, kjerneoppgave.
    return lemma.removesuffix(pieces[-1]) + common_form(pieces[-1]) if pieces else form


def forms_of(text: str) -> list[str]:
    """The common form of each word of a text, lemmas by word lists alone.

    Unlike ``Token.form`` this needs no analysis, so guide questions and turns are read alike.

    """
    return [common_form(lemma(word)) for word in words_of(text)]


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """The lemma of a lower-cased word by simplemma's lists, bokmål first; the word where none has it."""
    found: str = lemmatize(word, lang=("nb", "nn"))
    return found.lower()


@lru_cache(maxsize=50_000)
def parts(lemma: str) -> tuple[str, ...]:
    """The words that a compound is made of, two or more; () for a word that is none or is not known."""
    # Within one list: words of both together meet by chance ("foran" and nynorsk "kring" in "forankring").
    for language in ("nb", "nn"):
        found = _split(lemma, _words(language))
        if len(found) > 1:
            return found
    return ()


@lru_cache(maxsize=100_000)
def is_known(word: str) -> bool:
    """Whether a lower-cased word is a form of one that a list holds, or made of such words."""
    found = lemma(word)
    return found in _words("nb") or found in _words("nn") or word in _PAIRS or bool(parts(found))


def _rewritten(lemma: str) -> Iterator[str]:
    """Forms that the rules lead to, those of fewer rules first."""
    forms = {lemma: None}
    for _ in range(_MOST_RULES):
        found = [new for form in forms for new in _one_rule(form) if new not in forms]
        yield from found
        forms = dict.fromkeys([*forms, *found])


def _one_rule(form: str) -> Iterator[str]:
    for pattern, replacement in _RULES:
        new = pattern.sub(replacement, form)
        if new != form:
            yield new


def _split(word: str, words: frozenset[str]) -> tuple[str, ...]:
    """Parts of a word by the list of the lexicon, the last as long as can be, the others split again."""
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        last = word[cut:]
        if last not in words or last in _NO_PARTS:
            continue
        for link in _LINKS:
            first = word[:cut].removesuffix(link) if word[:cut].endswith(link) else ""
            if len(first) >= _LEAST_PART and first in words and first not in _NO_PARTS:
                return (*_split(first, words), *_split(last, words))
    return (word,)


@lru_cache(maxsize=2)
def _words(language: str) -> frozenset[str]:
    """The lemmas of simplemma's list of a language, lower-case letters only."""
    lemmas = DefaultDictionaryFactory().get_dictionary(language).values()
    return frozenset(lemma for lemma in lemmas if lemma.isalpha() and lemma.islower())
