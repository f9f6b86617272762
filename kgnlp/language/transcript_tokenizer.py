"""Fits spaCy's Norwegian tokenizer to transcripts. What it does to written text is left as it is."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language as Nlp
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# A timestamp that a tool left in the text is one token, and a full stop after it ends the sentence; spaCy
# would keep "00:12:34." whole, as it keeps the ordinal "34.".
_SUFFIXES = (r"(?<=:\d\d)\.",)
# "altså-så" and "det…det" without spaces, as hesitations are written.
_INFIXES = (r"(?<=\w)…(?=\w)",)


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
    return Tokenizer(
        nlp.vocab,
        rules=rules.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(rules.prefixes or ()).search,
        suffix_search=compile_suffix_regex([*(rules.suffixes or ()), *_SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*(rules.infixes or ()), *_INFIXES]).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )
