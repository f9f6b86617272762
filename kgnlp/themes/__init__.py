"""Passages -> tags: features, classifiers, stance, evidence."""
