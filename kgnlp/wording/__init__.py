"""The words of pages, in bokmål and nynorsk, and numbers and dates as Norwegians write them."""

from kgnlp.wording.messages import LANGUAGES, Messages, PageLanguage, load_catalogue

__all__ = ["LANGUAGES", "Messages", "PageLanguage", "load_catalogue"]
