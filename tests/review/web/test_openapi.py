"""The app against its own description: schemathesis sends what fits it, and what does not."""

from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error

from tests.review.tables import a_desk, no_blind
from tests.review.web.browsing import Browser, an_app

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    desk = no_blind(a_desk(tmp_path_factory.mktemp("run")))
    made = Browser(an_app(desk))
    made.open("/settings")
    yield made
    desk.database.close()


def operations(browser):
    described = schemathesis.openapi.from_dict(browser.client.app.openapi())
    found = [result.ok() for result in described.get_all_operations()]
    assert len(found) > 35
    return found


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_no_answer_is_a_500(browser, mode):
    token = str(browser.page.xpath("string(//input[@name='csrf']/@value)"))
    sent = 0
    for operation in operations(browser):

        @settings(
            max_examples=5,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), number=st.integers(0, 2**100))
        def try_it(case, number):
            nonlocal sent
            body = None
            if isinstance(case.body, dict):  # else every form is refused before it is read
                body = {name: str(value) for name, value in case.body.items()}
                body |= {"csrf": token, "token": f"{number:032x}"}
            with_own = browser.client.request(
                case.method, case.formatted_path, params=case.query or None, data=body, follow_redirects=False
            )
            case.validate_response(with_own, checks=[not_a_server_error])
            sent += 1

        with suppress(Unsatisfiable):  # of some pages nothing can be asked in a wrong way
            try_it()
    assert sent > 100
