"""The report's own words, in bokmål and nynorsk: ``catalogue/nb.toml`` and ``catalogue/nn.toml``."""

from __future__ import annotations

from kgnlp.wording import LANGUAGES, Messages, PageLanguage, load_catalogue

__all__ = ["LANGUAGES", "Messages", "load_messages"]


def load_messages(language: PageLanguage) -> Messages:
    """The messages of a language."""
    return load_catalogue("kgnlp.report", language)
