"""Retraining: labels -> a new model version, which becomes current where it is better."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prefect import flow, task

from kgnlp.training import registry, retrain
from kgnlp.training.comparison import Comparison
from kgnlp.training.retrain import Found, Request, Retrained


@task(name="gather", task_run_name="gather")
def gather_task(request: Request) -> Found:
    """Read the labels, and look whether there is a version of just these already."""
    return retrain.gather(request)


@task(name="check", task_run_name="check")
def check_task(found: Found) -> None:
    """See that there are labels enough."""
    retrain.check(found)


@task(name="train", task_run_name="train")
def train_task(request: Request, found: Found, draft: Path) -> Mapping[str, Any]:
    """Train into a draft, and measure on interviews held out."""
    return retrain.train(request, found, draft)


@task(name="evaluate", task_run_name="evaluate")
def evaluate_task(request: Request, found: Found, draft: Path) -> Comparison | None:
    """Compare with the current version."""
    return retrain.evaluate(request, found, draft)


@task(name="register", task_run_name="register")
def register_task(
    request: Request, found: Found, draft: Path, metrics: Mapping[str, Any], compared: Comparison | None
) -> str:
    """Make a version of the draft."""
    return retrain.register(request, found, draft, metrics, compared)


@task(name="promote", task_run_name="promote")
def promote_task(request: Request, found: Found, version: str, compared: Comparison | None) -> Retrained:
    """Make it current where it is better."""
    return retrain.promote(request, found, version, compared)


# No step is tried again: each gives the same on the same labels.
@flow(name="kgnlp-retrain", flow_run_name="retrain", validate_parameters=False)
def retrain_models(labels: Path, settings_file: Path) -> Retrained:
    """Train on the labels of a folder, unless there is a version of just these."""
    request = Request(labels, settings_file)
    found = gather_task(request)
    same = retrain.unchanged(found)
    if same is not None:
        return same
    check_task(found)
    with registry.drafting(found.models) as draft:
        metrics = train_task(request, found, draft)
        compared = evaluate_task(request, found, draft)
        version = register_task(request, found, draft, metrics, compared)
        return promote_task(request, found, version, compared)
