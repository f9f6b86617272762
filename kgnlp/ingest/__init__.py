"""Transcript files -> interviews and turns; one small reader a form."""

from kgnlp.ingest.metadata import list_transcripts, read_metadata
from kgnlp.ingest.read import read
from kgnlp.ingest.source import Source

__all__ = ["Source", "list_transcripts", "read", "read_metadata"]
