"""Accounts: passwords are hashed, wrong ones refused, sessions ended."""

import pytest
from sqlalchemy import select

from kgnlp.errors import ReviewError
from kgnlp.review.store.accounts import AccountRole, AccountStore
from kgnlp.review.store.schema import accounts

PASSWORD = "et langt nok passord"


@pytest.fixture
def kept(store):
    made = AccountStore(store.database)
    made.make("liv", AccountRole.LEAD, PASSWORD)
    return made


def test_the_right_password_lets_in(kept):
    assert kept.check("liv", PASSWORD).role is AccountRole.LEAD
    assert kept.check("liv", PASSWORD + "x") is None
    assert kept.check("ola", PASSWORD) is None
    assert kept.check("liv", "") is None


def test_only_an_argon2id_hash_is_kept(kept):
    with kept.database.reading() as connection:
        (hashed,) = connection.execute(select(accounts.c.password)).one()
    assert hashed.startswith("$argon2id$")
    assert PASSWORD not in hashed


@pytest.mark.parametrize(
    ("name", "password", "expected"),
    [
        ("liv", PASSWORD, "not taken"),
        ("Liv", PASSWORD, "a-z"),
        ("*adjudicated", PASSWORD, "a-z"),
        ("x", PASSWORD, "a-z"),
        ("ola'; --", PASSWORD, "a-z"),
        ("ola", "for kort", "12 to 200"),
        ("ola", "x" * 201, "12 to 200"),
    ],
)
def test_what_can_not_be_used(kept, name, password, expected):
    with pytest.raises(ReviewError) as raised:
        kept.make(name, AccountRole.CODER, password)
    assert expected in raised.value.expected
    assert "hoose another" in raised.value.action
    assert password not in str(raised.value)


def test_changes_end_sessions(kept):
    epochs = [kept.get("liv").epoch]
    for change in (lambda: kept.end_sessions("liv"), lambda: kept.set_password("liv", PASSWORD + "2")):
        change()
        epochs.append(kept.get("liv").epoch)
    assert epochs == [1, 2, 3]
    assert kept.check("liv", PASSWORD) is None
    kept.set_active("liv", False)
    assert kept.check("liv", PASSWORD + "2") is None
