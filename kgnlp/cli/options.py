"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kgnlp.settings import Settings

Config = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Settings; configs/pipeline.yaml where not given."),
]


def settings_file(config: Path | None) -> Path:
    """The file that --config names, or the one that is used where it is not given."""
    from kgnlp.settings import default_settings_file

    return (config or default_settings_file()).resolve()


def settings_of(config: Path | None) -> Settings:
    """What stands in it. Raises ConfigurationError."""
    from kgnlp.settings import load_settings

    return load_settings(settings_file(config))
