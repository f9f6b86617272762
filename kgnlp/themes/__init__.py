"""Passages -> tags: features, classifiers, stance, evidence."""

from kgnlp.themes.model import ThemeModel
from kgnlp.themes.tagging import tag

__all__ = ["ThemeModel", "tag"]
