"""The evaluators' review of a run in the browser.

In the order that a decision goes: ``corpus`` holds the tables of a run in memory, ``work`` says what is
put to whom, ``web`` shows it, ``store`` keeps what is decided, ``labels`` derives the current truth.
"""
