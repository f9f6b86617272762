"""One module a page, or a few that belong together."""

from kgnlp.review.web.pages import (
    accounts,
    agreement,
    audit,
    bulk,
    codebook,
    entry,
    interview,
    overview,
    queue,
    search,
    segment,
    why,
)

_MODULES = (
    overview,
    queue,
    audit,
    search,
    bulk,
    interview,
    segment,
    why,
    agreement,
    codebook,
    accounts,
    entry,
)
ALL = tuple(module.router for module in _MODULES)

__all__ = ["ALL"]
