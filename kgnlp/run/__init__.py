"""The stages put together.

In this order:

1. ``plan``     what is new or changed; ``summary`` whether there is anything to do at all
2. ``process``  one interview through the stages, with the ``models`` of the run
3. ``publish``  tables and report, all or nothing

Nothing is imported here: a run that finds nothing to do loads neither models nor the report.
"""
