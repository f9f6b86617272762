"""The spaCy pipeline: texts -> sentences, lemmas, parts of speech, names; and passages cut at sentence ends.

``load`` gives the pipeline that the settings name, ``blank`` the one of rules and lookup only.
"""

from kgnlp.language.identify import identify
from kgnlp.language.loading import BLANK, blank, load
from kgnlp.language.passages import cut
from kgnlp.language.pipeline import LanguagePipeline

__all__ = ["BLANK", "LanguagePipeline", "blank", "cut", "identify", "load"]
