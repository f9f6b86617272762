"""One module a page, or a few that belong together."""

from kgnlp.review.web.pages import (
    accounts,
    agreement,
    audit,
    bulk,
    codebook,
    contest,
    disagreements,
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
    disagreements,
    contest,
    codebook,
    accounts,
    entry,
)
ALL = tuple(module.router for module in _MODULES)

__all__ = ["ALL"]
