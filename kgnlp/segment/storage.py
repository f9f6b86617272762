"""The files of a segmentation model: no pickle, and no word of a transcript."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import skops.io
from scipy.sparse import load_npz, save_npz

from kgnlp.errors import ModelError
from kgnlp.segment.bank import Bank
from kgnlp.segment.features import OPENINGS, STAYINGS
from kgnlp.segment.moves import MOVES
from kgnlp.segment.weights import Calibration, Weights
from kgnlp.segment.wording import Floats, Vectors, Wording

_WEIGHTS, _KINDS, _NUMBERS = "weights.json", "kinds.skops", "numbers.npz"
_VECTORS = ("questions", "asked")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a segmentation model is made of."""

    wording: Wording
    bank: Bank
    kinds: Any  # scikit-learn classifier of what a turn does, see kinds.py
    weights: Weights
    calibration: Calibration
    version: str


def write(model: Parts, folder: Path) -> None:
    """Write a model into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "version": model.version,
        "calibration": asdict(model.calibration),
        "opens": _named(OPENINGS, model.weights.opens),
        "stays": _named(STAYINGS, model.weights.stays),
        "moves": _named(MOVES, model.weights.moves),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / _WEIGHTS).write_text(text + "\n", "utf-8")
    skops.io.dump(model.kinds, folder / _KINDS)
    numbers: dict[str, Any] = {
        f"rarity_{kind}": values.astype(np.float32) for kind, values in model.wording.rarity.items()
    }
    np.savez_compressed(
        folder / _NUMBERS, question=model.bank.question, interview=model.bank.interview, **numbers
    )
    for name in _VECTORS:
        for kind, matrix in getattr(model.bank, name).kinds.items():
            save_npz(folder / f"{name}_{kind}.npz", matrix.astype(np.float32))


def read(folder: Path) -> Parts:
    """The parts of a model. Raises ModelError."""
    try:
        content = json.loads((folder / _WEIGHTS).read_text("utf-8"))
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            stored = {name: numbers[name] for name in numbers.files}
        rarity = {
            name.removeprefix("rarity_"): values.astype(np.float64)
            for name, values in stored.items()
            if name.startswith("rarity_")
        }
        vectors = {name: _vectors(folder, name, list(rarity)) for name in _VECTORS}
        return Parts(
            wording=Wording(rarity),
            bank=Bank(question=stored["question"], interview=stored["interview"], **vectors),
            kinds=skops.io.load(folder / _KINDS),
            weights=Weights(
                opens=_in_order(OPENINGS, content["opens"]),
                stays=_in_order(STAYINGS, content["stays"]),
                moves=_in_order(MOVES, content["moves"]),
            ),
            calibration=Calibration(**content["calibration"]),
            version=content["version"],
        )
    except (OSError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise ModelError(
            f"segmentation model files in {folder.name} that can't be read ({type(error).__name__})",
            expected="the files as this version of kgnlp writes them",
            action="Train again: kgnlp retrain",
        ) from error


def _vectors(folder: Path, name: str, kinds: list[str]) -> Vectors:
    return Vectors({kind: load_npz(folder / f"{name}_{kind}.npz").astype(np.float64) for kind in kinds})


def _named(names: tuple[str, ...], values: Floats) -> dict[str, float]:
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def _in_order(names: tuple[str, ...], values: dict[str, float]) -> Floats:
    return np.array([values[name] for name in names])
