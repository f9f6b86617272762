"""The settings of scheduled runs, read from configs/schedule.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kgnlp.yaml_file import load_yaml_model


class Schedule(BaseModel):
    """What the scheduled runs work on. Paths are relative to the folder above that of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    settings: Path = Field(description="Settings of the pipeline")
    input: Path = Field(description="Folder of transcripts with interviews.csv")
    output: str = Field(description="Folder for tables and report, or an object store: s3://bucket/prefix")
    labels: Path = Field(description="Folder of labels that retraining learns from")
    engine: Literal["local", "dask"] = Field(
        default="local", description="local: one process; dask: several, here or elsewhere"
    )
    dask_address: str | None = Field(
        default=None, description="Scheduler for engine dask; workers are started here where there is none"
    )
    dask_workers: int = Field(default=2, ge=1, le=64, description="Dask workers to start here")
    wait_minutes: int = Field(
        default=60, ge=0, description="How long a run waits for another into the same output; minutes"
    )
    notify: str | None = Field(
        default=None,
        description="Who is told when a run fails: a notification block of the Prefect server (type/name), "
        "or an Apprise address such as mailtos://… or json://…",
    )
    home: Path = Field(description="Folder of the Prefect server that kgnlp serve starts: its database")
    port: int = Field(default=4210, ge=1024, le=65535, description="Port of that server, on loopback")


def load_schedule(file: Path) -> Schedule:
    """Read the settings; relative paths are made absolute. Raises ConfigurationError."""
    schedule = load_yaml_model(file, Schedule)
    base = file.resolve().parent.parent
    paths = {name: base / getattr(schedule, name) for name in ("settings", "input", "labels", "home")}
    output = schedule.output if "://" in schedule.output else str(base / schedule.output)
    return schedule.model_copy(update={**paths, "output": output})
