"""How often someone may try to log in."""

from __future__ import annotations

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

# Online guessing: NIST SP 800-63B asks that failed tries be limited; 10 in 15 minutes are 960 a day.
_PER_NAME = parse("10 per 15 minutes")
_PER_ADDRESS = parse("60 per 15 minutes")  # an office may share one


class LoginLimit:
    """Counts tries in this process, by name and by address."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, address: str, name: str) -> bool:
        """Count a try, and tell whether it may be made."""
        by_address = self._limiter.hit(_PER_ADDRESS, "address", address)
        return self._limiter.hit(_PER_NAME, "name", name) and by_address
