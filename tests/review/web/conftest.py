import pytest
from argon2 import PasswordHasher

from kgnlp.review.store import accounts


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    """Passwords hashed in no time: these tests log in hundreds of times."""
    monkeypatch.setattr(accounts, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts._nobody.cache_clear()
    yield
    accounts._nobody.cache_clear()
