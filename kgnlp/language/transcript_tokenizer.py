"""Fits spaCy's Norwegian tokenizer to transcripts, and to how the treebanks that are trained on do it."""

from __future__ import annotations

from collections.abc import Callable

from spacy.lang.tokenizer_exceptions import emoticons
from spacy.language import Language as Nlp
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# A timestamp that a tool left in the text is one token, and a full stop after it ends the sentence; spaCy
# would keep "00:12:34." whole, as it keeps the ordinal "34.".
_SUFFIXES = (r"(?<=:\d\d)\.",)
# "altså-så" and "det…det" without spaces, as hesitations are written; "2024-2026"; "«nei»-siden".
_INFIXES = (r"(?<=\w)…(?=\w)", r"(?<=\d)-(?=\d)", r"[»”\"](?=-\w)")
# "-Ja", as dialogue is written.
_PREFIXES = (r"-(?=[A-ZÆØÅ])",)
# That spaCy's rules lack.
_ABBREVIATIONS = (
    *("F.v.", "Innst.", "Johs.", "Kap.", "M.a.", "Ot.prp.", "Prop.", "St.meld.", "ang.", "anm.", "d.e."),
    *("f.v.", "innst.", "johs.", "journ.", "kap.", "osb.", "ot.prp.", "prop.", "str."),
)
# That spaCy's rules take for abbreviations, where the treebanks more often have a word that ends a sentence.
_WORDS = ("Frp.", "Sp.", "e.", "eg.", "i.", "jul.", "m.", "min.", "ti.", "to.")


def install(nlp: Nlp) -> Nlp:
    """Give a pipeline the tokenizer's rules for transcripts, and give the pipeline back."""
    nlp.tokenizer = create(nlp)
    return nlp


@registry.tokenizers("kgnlp.transcript_tokenizer.v1")  # type: ignore[untyped-decorator]
def factory() -> Callable[[Nlp], Tokenizer]:
    """How a training configuration names the tokenizer."""
    return create


def create(nlp: Nlp) -> Tokenizer:
    """The tokenizer of a pipeline's language, with the rules for transcripts."""
    rules = nlp.Defaults
    # An emoticon in a transcript is the end of a bracket: "(kapittel 8)".
    left_out = {*_WORDS, *emoticons}
    exceptions = {form: parts for form, parts in rules.tokenizer_exceptions.items() if form not in left_out}
    return Tokenizer(
        nlp.vocab,
        rules=exceptions | {form: [{ORTH: form}] for form in _ABBREVIATIONS},
        prefix_search=compile_prefix_regex([*(rules.prefixes or ()), *_PREFIXES]).search,
        suffix_search=compile_suffix_regex([*(rules.suffixes or ()), *_SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*(rules.infixes or ()), *_INFIXES]).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )
