"""Passages -> tags: features, classifiers, stance, evidence."""

from kgnlp.themes.model import ThemeModel, ThemeSettings, load_theme_settings
from kgnlp.themes.tagging import tag

__all__ = ["ThemeModel", "ThemeSettings", "load_theme_settings", "tag"]
