"""The deployments of prefect.yaml, as ``kgnlp serve`` reads them: what runs when."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any, Literal

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Schedule as PrefectSchedule
from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule
from pydantic import BaseModel, ConfigDict, Field

from kgnlp.settings import ROOT
from kgnlp.yaml_file import load_yaml_model


class Times(BaseModel):
    """When a deployment runs: by cron, or every so many seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cron: str | None = None
    interval: float | None = Field(default=None, gt=0)  # seconds
    anchor_date: dt.datetime | None = None  # of interval
    timezone: str = "Europe/Oslo"

    @property
    def for_prefect(self) -> PrefectSchedule:
        """As deployments hold it."""
        if self.cron:
            return PrefectSchedule(cron=self.cron, timezone=self.timezone)
        return PrefectSchedule(
            interval=dt.timedelta(seconds=self.interval or 0),
            anchor_date=self.anchor_date or dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
            timezone=self.timezone,
        )

    def between(self, start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
        """Times from start up to end, by Prefect's own reckoning; at most a thousand."""
        made = self.for_prefect
        times: CronSchedule | IntervalSchedule
        if made.cron:
            times = CronSchedule(cron=made.cron, timezone=made.timezone)
        else:
            times = IntervalSchedule(
                interval=made.interval or dt.timedelta(),
                anchor_date=made.anchor_date,  # type: ignore[arg-type]
                timezone=made.timezone,
            )
        return list(asyncio.run(times.get_dates(n=1000, start=start, end=end)))


class Concurrency(BaseModel):
    """How many runs of a deployment there are at once, and what becomes of the next one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(ge=1)
    collision_strategy: Literal["ENQUEUE", "CANCEL_NEW"]


class Deployment(BaseModel):
    """One of prefect.yaml; work pools and the like are read by ``prefect deploy`` alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    description: str = ""
    entrypoint: str  # file, relative to the project, and function
    parameters: dict[str, Any] = Field(default_factory=dict)
    schedules: tuple[Times, ...]
    concurrency_limit: Concurrency

    def for_runner(self, schedule_file: Path) -> RunnerDeployment:
        """As a runner serves it, on the given settings."""
        limit = ConcurrencyLimitConfig(
            limit=self.concurrency_limit.limit,
            collision_strategy=ConcurrencyLimitStrategy(self.concurrency_limit.collision_strategy),
        )
        return RunnerDeployment.from_entrypoint(
            str(ROOT / self.entrypoint),
            name=self.name,
            description=self.description,
            parameters={**self.parameters, "schedule_file": str(schedule_file)},
            schedules=[times.for_prefect for times in self.schedules],
            concurrency_limit=limit,
        )

    def next_time(self, now: dt.datetime) -> dt.datetime | None:
        """When it runs next, within the coming 400 days."""
        found = [time for times in self.schedules for time in times.between(now, now + dt.timedelta(400))[:1]]
        return min(found, default=None)

    def last_time(self, now: dt.datetime) -> dt.datetime | None:
        """When it should have run last, in the past 40 days."""
        for span in (dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(days=40)):
            found = [time for times in self.schedules for time in times.between(now - span, now)]
            if found:
                return max(found)
        return None


class _Project(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    deployments: tuple[Deployment, ...]


def load_deployments(file: Path) -> tuple[Deployment, ...]:
    """Read the deployments of a prefect.yaml. Raises ConfigurationError."""
    return load_yaml_model(file, _Project).deployments
