"""The shipped models, measured on a few interviews by a guide that lies beside them."""

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import unseen
from kgnlp.settings import ROOT

pytestmark = pytest.mark.slow


def test_the_shipped_models_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in ("tb01.txt", "tb02.txt", "tc01.txt"):
        shutil.copy(ROOT / "data" / "unseen" / file, tmp_path)
    shutil.copytree(ROOT / "data" / "unseen" / "guides", tmp_path / "guides")
    monkeypatch.setattr(sys, "argv", ["unseen", str(tmp_path)])
    unseen.main()
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"{(ROOT / 'models' / 'current').read_text().strip()} on 3 interviews of {tmp_path}"
    measured = dict(line.split(": ", 1) for line in lines if ": " in line)
    assert 0.5 < float(measured["macro_f1"].split()[0]) <= 1
    assert 0.5 < float(measured["turns_on_question"].split()[0]) <= 1
    assert "guide samordningsrunde-2024" in measured
