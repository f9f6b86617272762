"""Retraining: labels -> a new model version."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task

from kgnlp.training.retrain import Retrained, retrain


@task(name="retrain", task_run_name="retrain")
def retrain_task(labels: Path, settings_file: Path) -> Retrained:
    """Train, measure and write a version."""
    return retrain(labels, settings_file)


@flow(name="kgnlp-retrain", flow_run_name="retrain", validate_parameters=False)
def retrain_models(labels: Path, settings_file: Path) -> Retrained:
    """Train on the labels of a folder, unless the current version was made of just these."""
    return retrain_task(labels, settings_file)
