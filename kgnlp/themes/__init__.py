"""Passages -> tags: features, classifiers, stance, evidence; and why a passage has the tags that it has."""

from kgnlp.themes.explain import explain
from kgnlp.themes.model import ThemeModel, ThemeSettings, load_theme_settings
from kgnlp.themes.tagging import tag

__all__ = ["ThemeModel", "ThemeSettings", "explain", "load_theme_settings", "tag"]
