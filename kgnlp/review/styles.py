"""The design system's style sheets: from the folder that npm filled to where the app serves them.

Run by ``make setup``; the sheets are third-party files and not part of the project's own.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from kgnlp.errors import ConfigurationError

VENDOR = Path(__file__).parent / "web" / "static" / "vendor"
_SHEETS = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "theme.css": "@digdir/designsystemet-theme/src/themes/designsystemet.css",
    "LICENSE": "@digdir/designsystemet-css/LICENSE",
}


def install(folder: Path, vendor: Path = VENDOR) -> None:
    """Copy the sheets from ``folder/node_modules``.

    Raises:
        ConfigurationError: one is not there.
    """
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in _SHEETS.items():
        file = folder / "node_modules" / source
        if not file.is_file():
            raise ConfigurationError(
                f"no {source} in {folder / 'node_modules'}",
                expected="the packages of requirements/web/package.json",
                action="Run: make setup",
            )
        shutil.copyfile(file, vendor / name)


def check(vendor: Path = VENDOR) -> None:
    """Raise ConfigurationError where the sheets are not in place."""
    missing = [name for name in _SHEETS if not (vendor / name).is_file()]
    if missing:
        raise ConfigurationError(
            f"no {', '.join(missing)} in {vendor}",
            expected="the design system's style sheets, which come at set-up",
            action="Run: make setup",
        )


if __name__ == "__main__":
    install(Path(sys.argv[1]))
