"""How all tests run."""

from hypothesis import settings

# No test asserts a time: a busy machine may take a hundred times as long.
settings.register_profile("kgnlp", deadline=None)
settings.load_profile("kgnlp")
