"""The stages put together: plan, process, publish."""
