import io

from rich.console import Console

from kgnlp import progress
from kgnlp.cli.console import print_step


def test_plain_lines_name_the_steps_once_and_count_the_parts() -> None:
    stream = io.StringIO()
    console = Console(file=stream)
    with progress.listening(lambda step, done, total: print_step(console, step, done, total)):
        progress.report("plan", 0, 1)
        progress.report("plan", 1, 1)
        progress.report("interviews", 4, 12)
    progress.report("heard by nobody", 0, 1)
    assert stream.getvalue() == "plan\ninterviews: 4 of 12\n"
