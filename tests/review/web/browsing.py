"""A browser without scripts: it follows links, and sends the forms of the page it is on."""

from __future__ import annotations

import re

from lxml import html
from starlette.testclient import TestClient

from kgnlp.review.desk import Desk
from kgnlp.review.web.access import Access
from kgnlp.review.web.app import create_app

HOST = "testserver"


class Browser:
    """One person's browser."""

    def __init__(self, app) -> None:
        self.client = TestClient(app, raise_server_exceptions=False, follow_redirects=True)
        self.page = html.fromstring("<p></p>")
        self.answer = None

    def open(self, address: str):
        return self._took(self.client.get(address))

    def _took(self, answer):
        self.answer = answer
        if answer.headers["content-type"].startswith("text/html"):
            self.page = html.fromstring(answer.text)
        return answer

    def form(self, action: str, **having: str):
        """The form of the page with an action, and a field or button of given value."""
        for form in self.page.xpath(f"//form[@method='post' and @action='{action}']"):
            if all(
                form.xpath(f".//*[@name='{name}' and (@value='{value}' or option[@value='{value}'])]")
                for name, value in having.items()
            ):
                return form
        raise AssertionError(f"no form {action} with {having}")

    def send(self, action: str, having: dict[str, str] | None = None, **fields: str):
        """Send a form, its fields as they are but for those given."""
        form = self.form(action, **(having or {}))
        values = {name: value for name, value in form.form_values() if value is not None}
        return self._took(self.client.post(action, data=values | fields))

    def post(self, address: str, **fields: str):
        """Send what no form of the page holds, with its token."""
        token = self.page.xpath("string(//input[@name='csrf']/@value)")
        data = {"csrf": token, "token": "0" * 32} | fields
        return self._took(self.client.post(address, data=data))

    @property
    def text(self) -> str:
        """The words of the page's main part."""
        (main,) = self.page.xpath("//main")
        return re.sub(r"\s+", " ", main.text_content()).strip()

    @property
    def status(self) -> int:
        return self.answer.status_code


def an_app(desk: Desk, **access: object):
    fields = {"local_name": "kari"} | access
    return create_app(desk, Access(**fields), (HOST,))


def a_browser(desk: Desk, **access: object) -> Browser:
    return Browser(an_app(desk, **access))
