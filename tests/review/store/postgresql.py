"""A real PostgreSQL for tests, in a folder of its own, on loopback, ended afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_postgresql() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them out of the path."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def running(binaries: Path) -> Iterator[str]:
    """A server of its own; gives the address of its database."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        as_user = []
        if os.geteuid() == 0:  # it refuses to run as root
            as_user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")
            Path(folder).chmod(0o755)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        initdb = [binaries / "initdb", "-D", data, "-A", "trust", "-U", "kgnlp", "-E", "UTF8", "--locale=C"]
        subprocess.run([*as_user, *initdb], check=True, capture_output=True, cwd=folder)
        options = f"-h 127.0.0.1 -p {port} -k ''"
        start = [binaries / "pg_ctl", "-D", data, "-o", options, "-w", "-l", data / "log", "start"]
        subprocess.run([*as_user, *start], check=True, capture_output=True, cwd=folder)
        try:
            yield f"postgresql://kgnlp@127.0.0.1:{port}/postgres"
        finally:
            stop = [binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
            subprocess.run([*as_user, *stop], check=True, capture_output=True, cwd=folder)
