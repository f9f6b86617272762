"""Fits spaCy's Norwegian tokenizer to transcripts. What it does to written text is left as it is."""

from __future__ import annotations

from spacy.language import Language as Nlp
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# A timestamp that a tool left in the text is one token, and a full stop after it ends the sentence; spaCy
# would keep "00:12:34." whole, as it keeps the ordinal "34.".
_SUFFIXES = (r"(?<=:\d\d)\.",)
_PREFIXES = (r"#(?=\d\d?:\d\d)",)
# "altså-så" and "det…det" without spaces, as hesitations are written.
_INFIXES = (r"(?<=\w)…(?=\w)",)


def install(nlp: Nlp) -> Nlp:
    """Give a pipeline the tokenizer's rules for transcripts, and give the pipeline back."""
    rules = nlp.Defaults
    tokenizer = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*rules.prefixes, *_PREFIXES]).search
    tokenizer.suffix_search = compile_suffix_regex([*rules.suffixes, *_SUFFIXES]).search
    tokenizer.infix_finditer = compile_infix_regex([*rules.infixes, *_INFIXES]).finditer
    return nlp
