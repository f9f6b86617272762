"""Transcript files -> interviews and turns; one small reader a form."""
