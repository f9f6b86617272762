"""One module a page, or a few that belong together."""

from kgnlp.review.web.pages import audit, bulk, entry, interview, overview, queue, search, segment

ALL = tuple(module.router for module in (overview, queue, audit, search, bulk, interview, segment, entry))

__all__ = ["ALL"]
