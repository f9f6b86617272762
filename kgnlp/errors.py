"""The one family of errors: what was found, what was expected, and what to do next.

Messages hold names of files, ids, offsets and counts; never transcript text, which is confidential.
"""

from __future__ import annotations


class KgnlpError(Exception):
    """An error that a user can act on.

    Args:
        found: what was found, with the file, id or offset it was found at.
        expected: what was expected in its place.
        action: what the user can do next, as a sentence.

    """

    def __init__(self, found: str, *, expected: str, action: str) -> None:
        super().__init__(found, expected, action)
        self.found = found
        self.expected = expected
        self.action = action

    def __str__(self) -> str:
        return f"Found {self.found}. Expected {self.expected}. {self.action}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments are lost by the default; errors cross process borders on workers.
        return (_rebuild, (type(self), self.found, self.expected, self.action))


def _rebuild(kind: type[KgnlpError], found: str, expected: str, action: str) -> KgnlpError:
    return kind(found, expected=expected, action=action)


class ConfigurationError(KgnlpError):
    """A setting, a guide or a codebook is not as it must be."""


class InputError(KgnlpError):
    """The input folder or its interviews.csv can't be used at all."""


class TranscriptError(KgnlpError):
    """One transcript file can't be read; the others are not touched by it."""


class TableError(KgnlpError):
    """A table on disk is missing, or not of the schema."""


class ModelError(KgnlpError):
    """A model version is missing, tampered with or does not fit the code."""


class LabelError(KgnlpError):
    """Labels or annotations can't be used for training."""


class ReviewError(KgnlpError):
    """Something that a reviewer or a server of the review can't do."""
