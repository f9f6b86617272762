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
}
for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)
