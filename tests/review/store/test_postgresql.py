"""The store on PostgreSQL does what it does on SQLite."""

import threading

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from kgnlp.review.store import DecisionStore, Draft, open_database
from kgnlp.review.store.accounts import AccountRole, AccountStore
from kgnlp.review.store.decisions import ConflictError
from kgnlp.review.store.schema import decisions
from tests.review.builders import a_decision
from tests.review.store.postgresql import find_postgresql, running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address():
    binaries = find_postgresql()
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine: make test-slow installs it where it may")
    with running(binaries) as made:
        yield made


@pytest.fixture
def store(address, tmp_path):
    database = open_database(tmp_path, address)
    yield DecisionStore(database)
    with database.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.close()


def test_decisions_come_back_are_refused_and_undone(store):
    (kept,) = store.add(Draft(a_decision(token="t", note="æøå 😀"), seen=0))
    assert store.since() == [kept]
    assert store.add(Draft(a_decision(token="t"), seen=0)) == [kept]
    with pytest.raises(ConflictError):
        store.add(Draft(a_decision("rejected"), seen=0))
    assert store.undo("kari")[0].undoes == kept.decision_id


@pytest.mark.parametrize(
    "change", [update(decisions).values(note="x"), delete(decisions), text("TRUNCATE decisions")]
)
def test_the_database_itself_refuses_changes(store, change):
    store.add(Draft(a_decision()))
    with pytest.raises(DatabaseError, match="only ever added"), store.database.writing() as connection:
        connection.execute(change)


def test_ids_become_visible_in_their_order(store):
    """Who asks for what is new since an id must never miss one that comes in later with a lower id."""
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set() or len(seen) < 120:
            seen.extend(one.decision_id for one in store.since(seen[-1] if seen else 0))

    def write(reviewer: str) -> None:
        for number in range(20):
            store.add(Draft(a_decision(reviewer=reviewer, theme=f"t{number}"), seen=0))

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(f"coder{number}",)) for number in range(6)]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join(timeout=30)
    assert len(seen) == 120
    assert seen == sorted(seen)


def test_accounts(store):
    accounts = AccountStore(store.database)
    accounts.make("liv", AccountRole.LEAD, "et langt nok passord")
    assert accounts.check("liv", "et langt nok passord") is not None
