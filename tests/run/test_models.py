"""The models of a run are loaded once, and freed when the tables are written."""

from __future__ import annotations

import weakref

from kgnlp import language
from kgnlp.run import models


def test_what_is_forgotten_is_freed() -> None:
    loaded = language.load(language.BLANK)
    assert language.load(language.BLANK) is loaded
    alive = weakref.ref(loaded)
    del loaded
    models.forget()
    assert alive() is None
