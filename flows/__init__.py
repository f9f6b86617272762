"""Thin Prefect flows: tasks around plain functions, and their order; nothing else.

Importing this package sets Prefect's defaults for work on one machine without network: an embedded
server, no analytics, quiet logs. What the user has set in the environment stands.
"""

import os

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Logs go to the server, where one is set; the terminal shows the command's own lines.
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "600",
    # Smaller batches lose the records of the last task runs when the embedded server stops.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    # Kept in files, so that a restarted server knows which slots are taken.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # A run holds its slot so long until it renews it itself, seconds; on a busy machine its process took
    # eleven minutes to start, and with Prefect's 300 the next run began beside it. 3600 is the most there is.
    "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": "3600",
}
for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)
