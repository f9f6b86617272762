"""The app as a user starts it, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = [sys.executable, "-c", "from kgnlp.cli import main; main()", "review"]


def started(folder: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """The process and the address that it prints."""
    process = subprocess.Popen(
        [*COMMAND, str(folder), *options],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    line = process.stdout.readline()
    return process, re.search(r"https?://\S+:\d+", line).group()


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """The address, while the block runs."""
    process, address = started(folder, "--port", "0", *options)
    try:
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=180)
