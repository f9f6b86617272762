"""Many coders at once over HTTP, each with a browser without scripts."""

from __future__ import annotations

import http.client
import random
import re
import time
from urllib.parse import urlencode, urlsplit


class Coder:
    """Someone who logs in and decides; what was acknowledged stands in ``said``."""

    def __init__(self, address: str, name: str, password: str) -> None:
        self.address, self.name, self.password = address, name, password
        self.cookie = ""
        self.said: list[tuple[str, str]] = []  # passage and theme
        self.times: list[float] = []
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, str, str]:
        """Status, page and where it leads."""
        headers = {"cookie": self.cookie, "content-type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        set_to = answer.headers.get("set-cookie", "")
        self.cookie = set_to.split(";")[0] if set_to.startswith("kgnlp_session") else self.cookie
        return answer.status, text, answer.headers.get("location", "")

    def log_in(self) -> None:
        _, page, _ = self.ask("GET", "/login")
        status, *_ = self.ask("POST", "/login", **hidden(page), name=self.name, password=self.password)
        if status != 303:
            raise AssertionError(f"login answered {status}")

    def close(self) -> None:
        self.connection.close()

    def decide(self, count: int, chance: random.Random) -> None:
        """Decide as many items as asked for, each sent once, as fast as the pages come."""
        _, page, _ = self.ask("GET", "/queue")
        while len(self.said) < count:
            form = page.split('action="/decide"', 1)
            if len(form) < 2:
                raise AssertionError("the queue is empty")
            fields = hidden(form[1].split("</form>", 1)[0])
            act = chance.choice(["positive", "negative", "mixed", "reject"])
            began = time.perf_counter()
            status, _, location = self.ask("POST", "/decide", **fields | {"act": act})
            if status != 303:
                raise AssertionError(f"a decision was answered {status}")
            self.said.append((fields["passage"], fields["theme"]))
            self.times.append(time.perf_counter() - began)
            status, page, _ = self.ask("GET", location)
            if status != 200:
                raise AssertionError(f"the next page was answered {status}")


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a form that are ids and tokens."""
    found = re.findall(r'name="(csrf|token|shown|seen|passage|theme|evidence)" value="([^"]*)"', page)
    return dict(reversed(found))
