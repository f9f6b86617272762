"""Words a second of each stage of a run, in one process, with the models loaded.

    python -m benchmarks.stage_speed INPUT

INPUT is a folder of transcripts with interviews.csv. Words are those of the text that was read; seconds are
of the processor. The first interview is done once before, so that what is loaded at first use is not counted.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kgnlp import ingest, segment, themes
from kgnlp.domain import Metadata
from kgnlp.language import cut, identify
from kgnlp.run.inputs import Inputs, load_inputs
from kgnlp.run.models import Models, models_of
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.training import registry

Seconds = defaultdict[str, float]


@contextmanager
def _timed(seconds: Seconds, stage: str) -> Iterator[None]:
    began = time.process_time()
    yield
    seconds[stage] += time.process_time() - began


def do_one(metadata: Metadata, folder: Path, inputs: Inputs, models: Models, seconds: Seconds) -> int:
    """Do an interview as a run does, and add the seconds of each stage; its number of words."""
    guide = inputs.guide(metadata.guide)
    with _timed(seconds, "read"):
        source = ingest.Source.open(folder, metadata.file)
        interview, turns = ingest.read(source, metadata, guide, identify)
    with _timed(seconds, "language pipeline"):
        analysed = models.language.analyse_interview(interview, turns)
    with _timed(seconds, "segment"):
        segments = segment.segment(analysed, guide, models.segment)
    with _timed(seconds, "cut into passages"):
        language_of = partial(identify, fallback=interview.language)
        passages = cut(analysed, segments, inputs.settings.passages.max_words, language_of)
    with _timed(seconds, "tag"):
        themes.tag(analysed, passages, guide, models.themes, inputs.codebook, 0)
    return len(interview.text.split())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    settings_file = default_settings_file()
    inputs = load_inputs(settings_file, registry.current(load_settings(settings_file).models))
    models, (rows, _) = models_of(inputs), ingest.read_metadata(folder)
    do_one(rows[0], folder, inputs, models, defaultdict(float))
    seconds: Seconds = defaultdict(float)
    words = sum(do_one(row, folder, inputs, models, seconds) for row in rows)
    print(f"{len(rows)} interviews, {words} words\n{'stage':24} {'seconds':>8} {'words/s':>8}")
    for stage, spent in [*seconds.items(), ("segment and tag", seconds["segment"] + seconds["tag"])]:
        print(f"{stage:24} {spent:8.1f} {words / spent:8.0f}")


if __name__ == "__main__":
    main()
