"""The design system's sheets: pinned without addresses, copied, and missed when they are missing."""

import json
from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError
from kgnlp.review import styles

WEB = Path(__file__).parents[2] / "requirements" / "web"


def test_every_package_is_pinned_with_its_hash_and_no_address():
    lock = json.loads((WEB / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


def test_sheets_are_copied(tmp_path):
    for source in styles._SHEETS.values():
        file = tmp_path / "node_modules" / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")
    styles.install(tmp_path, tmp_path / "vendor")
    assert {file.name for file in (tmp_path / "vendor").iterdir()} == styles._SHEETS.keys()
    styles.check(tmp_path / "vendor")


@pytest.mark.parametrize("act", [styles.install, styles.check])
def test_missing_sheets_are_said_to_come_at_set_up(tmp_path, act):
    with pytest.raises(ConfigurationError) as raised:
        act(tmp_path)
    assert raised.value.action == "Run: make setup"
