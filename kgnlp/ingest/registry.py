"""Which form a file is of, told by its content."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

from kgnlp.errors import TranscriptError
from kgnlp.ingest import forms, limits
from kgnlp.ingest.source import Form, Source


@lru_cache(maxsize=1)
def all_forms() -> tuple[Form, ...]:
    """The forms that are read: the FORM of every module in kgnlp.ingest.forms, by name."""
    names = (module.name for module in pkgutil.iter_modules(forms.__path__))
    found = (import_module(f"{forms.__name__}.{name}").FORM for name in names)
    return tuple(sorted(found, key=lambda form: form.name))


def recognise(source: Source) -> Form:
    """The likeliest form of a file.

    Raises:
        TranscriptError: the file must not be parsed, or is of no known form.
    """
    limits.check(source)
    likeliest = max(all_forms(), key=lambda form: form.recognise(source))
    if likeliest.recognise(source) > 0:
        return likeliest
    raise TranscriptError(
        f"{source.name}, of no known form",
        expected=f"one of {', '.join(form.title for form in all_forms())}",
        action="Look up how to export it in docs/formats.md.",
    )
