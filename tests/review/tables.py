"""A run's output folder for tests: say what is said in each interview, and a desk on its tables follows."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kgnlp.codebook import Codebook
from kgnlp.guide_import.write import to_yaml as guide_yaml
from kgnlp.review.codebook_editing import to_yaml
from kgnlp.review.desk import Desk, Measured, MeasuredTheme
from kgnlp.review.store import open_database
from kgnlp.tables import SCHEMAS, Store
from tests.guides import school_meals
from tests.report.builders import Answer, Interviewed, Tagged, a_codebook, a_guide, make_tables

TOLD = (
    Answer(
        "1",
        "Vi møtes hver måned, og det tar tid.",
        (Tagged("dublering", "negative", ("det tar tid",), 0.97),),
    ),
    Answer(
        "2a", "Møtene er gode nå.", (Tagged("dublering", probability=0.3, tagged=False, needs_review=True),)
    ),
    Answer("2b", "Departementsråden kommer selv.", (Tagged("toppforankring", "positive", probability=0.8),)),
    Answer(None, "Ha det.", (Tagged("dublering", probability=0.01, tagged=False),)),
)


def write_tables(folder: Path, *interviews: Interviewed) -> Path:
    """The tables of a run; lemmas are the words in lower case."""
    tables = make_tables(*interviews)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in SCHEMAS.items():
        rows = getattr(tables, name).to_dict("records")
        for row in rows:
            if name == "passages":
                row["lemmas"] = [word.strip(".,?").lower() for word in row["text"].split()]
            for key, value in row.items():
                if isinstance(value, float) and value != value:
                    row[key] = None
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
    return folder


def a_desk(folder: Path, *interviews: Interviewed, codebook: Codebook | None = None) -> Desk:
    """A desk on the tables of interviews; of two with the same answers where none are given."""
    told = interviews or (Interviewed("x01", TOLD), Interviewed("x02", TOLD, group="KLIMA", phase=1))
    write_tables(folder, *told)
    return Desk(
        Store(folder),
        open_database(folder / "review"),
        codebook or a_codebook(),
        {"g1": a_guide()},
        Measured("v0001-00000000", True, 60, {"dublering": MeasuredTheme(0.5, 0.8)}),
    )


def no_blind(desk: Desk) -> Desk:
    """The desk without a blind audit, for tests of all else."""
    corpus = desk.work().corpus
    corpus.__dict__["blind"] = corpus.blind & False
    return desk


def blind(desk: Desk, *passage_ids: str) -> Desk:
    """The desk with just these passages in the blind audit."""
    corpus = no_blind(desk).work().corpus
    for passage_id in passage_ids:
        corpus.blind[corpus.passage_number[passage_id]] = True
    return desk


def write_config(folder: Path) -> Path:
    """Settings with the tests' codebook and a guide that no interview was held by."""
    (folder / "configs" / "guides").mkdir(parents=True)
    (folder / "configs" / "guides" / "skolemat-2025.yaml").write_text(guide_yaml(school_meals()), "utf-8")
    codebook = a_codebook().model_copy(update={"stance_rules": ("What is said counts.",)})
    (folder / "configs" / "codebook.yaml").write_text(to_yaml(codebook), "utf-8")
    settings = folder / "configs" / "pipeline.yaml"
    settings.write_text(
        "guides: configs/guides\ncodebook: configs/codebook.yaml\nmodels: models\n"
        "language_pipeline: blank\npassages: {max_words: 160}\nseed: 1\n",
        "utf-8",
    )
    return settings
