"""The model card: what a trained pipeline is good for, in Norwegian, with its measured quality."""

from __future__ import annotations

from collections.abc import Sequence

from kgnlp.language.evaluate import GOALS, PUBLISHED, Quality

_SETS = {"ud-nob-test": "bokmål", "ud-nno-test": "nynorsk", "lia-test": "tale (LIA)"}
_COLUMNS = {
    "upos": "ordklasse",
    "features": "bøying",
    "lemma": "lemma",
    "sentences": "setninger F",
    "entities": "navn F",
}


def table(qualities: Sequence[Quality]) -> str:
    """The scores as a Markdown table, with the published figures and the goals beside them."""
    rows = [
        ["testsett", *_COLUMNS.values()],
        ["---"] * (len(_COLUMNS) + 1),
    ]
    for quality in qualities:
        name = _SETS[quality.name] + (", som talegjenkjenning" if quality.like_speech else "")
        rows.append([name, *(_figure(quality.scores.get(column)) for column in _COLUMNS)])
    for name, goals in GOALS.items():
        rows.append([f"mål, {_SETS[name]}", *(_figure(goals.get(column)) for column in _COLUMNS)])
    rows.append(
        ["nb_core_news_sm 3.8, bokmål (oppgitt)", *(_figure(PUBLISHED.get(column)) for column in _COLUMNS)]
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def text(name: str, qualities: Sequence[Quality], speed: float, words: int) -> str:
    """The card of one version.

    Args:
        name: of the version.
        qualities: as measured on the test sets.
        speed: words a second on one core.
        words: of the training material, copies counted in.

    """
    return f"""# Norsk språkmodell, versjon {name}

En spaCy-modell for bokmål, nynorsk og utskrevet tale. Den deler tekst i setninger og gir ordklasse og
bøying (Universal Dependencies), grunnform (lemma) og navn.

## Hvor god den er
Prosent, målt fra rå tekst på testsett som ikke er brukt i treningen. «Som talegjenkjenning» er de samme
tekstene med små bokstaver og nesten uten tegnsetting.

{table(qualities)}

Fart: omtrent {_thousands(speed)} ord i sekundet på én kjerne, målt på maskinen den ble trent på.

## Hva den er trent på
Norsk dependenstrebank (NDT) med navn fra NorNE, bokmål og nynorsk, og LIA-trebanken (utskrevet dialekt), til
sammen {_thousands(words)} ord når kopier i talegjenkjenningens form er regnet med. NDTs merking er gjort om
til Universal Dependencies med regler som er lært av setninger som finnes i begge former. Ingen intervjuer er
brukt.

## Hva du bør vite
- Modellen overser navn, særlig i tekst uten store bokstaver. Bruk den aldri alene til å fjerne
  personopplysninger.
- Talen i trebanken er eldre dialektopptak; intervjuer i arbeidslivet er ikke målt her.
- Navnetypene er PER, ORG, GPE_LOC, GPE_ORG, LOC, PROD, EVT, DRV og MISC, som i NorNE.

## Kilder
NDT og NorNE (Språkbanken og Universitetet i Oslo; merking CC0, tekstene kan ikke gis ut for seg selv),
UD Norwegian-Bokmaal, UD Norwegian-Nynorsk og UD Norwegian-NynorskLIA (CC BY-SA 4.0). Modellen inneholder
ordformer og lemmaer, ingen setninger.
"""


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def _thousands(value: float) -> str:
    return f"{round(value, -3):,.0f}".replace(",", " ")
