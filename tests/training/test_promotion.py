from pathlib import Path

import pytest

from kgnlp.errors import ModelError
from kgnlp.training import history, promotion, registry
from kgnlp.training.history import Event, EventKind, Status, read_history, reason_of, status_of
from kgnlp.watching import write_profile
from tests.training.test_registry import add


def statuses(models: Path) -> list[Status]:
    events, current = read_history(models), registry.current_or_none(models)
    return [status_of(version, current, events) for version in registry.versions(models)]


@pytest.fixture
def versions(tmp_path: Path) -> list[str]:
    """Five, of which the first, the second and the fourth were promoted."""
    made = [add(tmp_path, f"weights {number}") for number in range(5)]
    for number in (0, 1, 3):
        promotion.promote(tmp_path, made[number], "better")
    promotion.hold(tmp_path, made[2], "not surely better")
    return made


def test_status_says_what_became_of_each(tmp_path: Path, versions: list[str]) -> None:
    assert registry.current(tmp_path) == versions[3]
    assert statuses(tmp_path) == [
        Status.RETIRED,
        Status.RETIRED,
        Status.CANDIDATE,
        Status.CURRENT,
        Status.CANDIDATE,
    ]
    assert reason_of(versions[2], read_history(tmp_path)) == "not surely better"


def test_rollback_goes_back_step_by_step(tmp_path: Path, versions: list[str]) -> None:
    assert promotion.rollback(tmp_path, "worse in use") == versions[1]
    assert registry.current(tmp_path) == versions[1]
    assert statuses(tmp_path)[3] is Status.RETIRED
    assert promotion.rollback(tmp_path, "") == versions[0]
    with pytest.raises(ModelError, match="kgnlp models promote"):
        promotion.rollback(tmp_path, "")
    assert registry.current(tmp_path) == versions[0]


def test_a_rolled_back_version_can_be_promoted_again(tmp_path: Path, versions: list[str]) -> None:
    promotion.rollback(tmp_path, "")
    promotion.promote(tmp_path, versions[3])
    assert registry.current(tmp_path) == versions[3]
    assert promotion.previous(tmp_path) == versions[1]


def test_promoting_the_current_one_is_nothing(tmp_path: Path, versions: list[str]) -> None:
    before = read_history(tmp_path)
    promotion.promote(tmp_path, versions[3])
    assert read_history(tmp_path) == before
    assert promotion.previous(tmp_path) == versions[1]


def test_a_version_is_not_promoted_over_another_than_it_was_compared_with(
    tmp_path: Path, versions: list[str]
) -> None:
    with pytest.raises(ModelError, match="kgnlp models compare"):
        promotion.promote(tmp_path, versions[4], "better", expected=versions[1])
    assert registry.current(tmp_path) == versions[3]


def test_a_switch_that_was_killed_did_not_happen(
    tmp_path: Path, versions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _killed_at("current", Path.replace))
    with pytest.raises(KeyboardInterrupt):
        promotion.promote(tmp_path, versions[4], "better")
    monkeypatch.undo()
    assert registry.current(tmp_path) == versions[3]
    assert statuses(tmp_path)[3:] == [Status.CURRENT, Status.CANDIDATE]
    assert promotion.previous(tmp_path) == versions[1]


def _killed_at(name: str, replace: object):
    def replaced(self: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise KeyboardInterrupt
        return replace(self, target)

    return replaced


def test_prune_keeps_what_is_in_use(tmp_path: Path, versions: list[str]) -> None:
    more = add(tmp_path, "more")
    assert promotion.prune(tmp_path, keep=1, used=[versions[2]]) == [versions[0], versions[4]]
    # the one before the current, one that tables name, the current one, and the newest
    assert registry.versions(tmp_path) == (versions[1], versions[2], versions[3], more)
    assert promotion.prune(tmp_path, keep=1, used=[versions[2]]) == []
    assert list(tmp_path.glob(".draft-*")) == []
    assert promotion.rollback(tmp_path, "") == versions[1]


def test_prune_removes_the_profiles_of_what_it_removes(tmp_path: Path, versions: list[str]) -> None:
    for version in versions:
        write_profile(tmp_path, version, False, [])
    assert promotion.prune(tmp_path, keep=1, used=[]) == [versions[0], versions[2]]
    left = {file.stem for file in (tmp_path / "profiles").iterdir()}
    assert left == {versions[1], versions[3], versions[4]}


def test_a_training_that_begins_leaves_what_a_prune_removes_to_it(tmp_path: Path) -> None:
    """Each clears up what a killed one of its own kind left, and nothing of the other's."""
    begun = tmp_path / ".removed-v0001-00000000"
    begun.mkdir()
    with registry.drafting(tmp_path) as draft:
        assert begun.is_dir()
        promotion.prune(tmp_path, keep=0, used=[])
        assert draft.is_dir()
    assert not begun.exists()


def test_prune_without_a_current_version(tmp_path: Path) -> None:
    version = add(tmp_path)
    assert promotion.prune(tmp_path, keep=0, used=[]) == [version]


def test_events_have_their_time_and_order(tmp_path: Path, versions: list[str]) -> None:
    events = read_history(tmp_path)
    assert [event.kind for event in events] == [EventKind.ADDED] * 5 + [EventKind.PROMOTED] * 3 + [
        EventKind.HELD
    ]
    assert all(event.at is not None and event.at.utcoffset() is not None for event in events)
    assert events[7] == Event(EventKind.PROMOTED, versions[3], "better", versions[1], events[7].at)


def test_a_history_that_is_not_readable_says_so(tmp_path: Path, versions: list[str]) -> None:
    with (tmp_path / history.FILE).open("a") as file:
        file.write("{}\n")
    with pytest.raises(ModelError, match="line 10"):
        read_history(tmp_path)
