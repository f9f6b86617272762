"""What the shipped model makes of words that sound like a theme and are not, and of themes said plainly."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest

from kgnlp import language
from kgnlp.codebook import load_codebook
from kgnlp.domain import AnalysedInterview, Interview, Language, Role, Turn
from kgnlp.guide import Guide, load_guides
from kgnlp.segment import Placing, merge_turns
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.themes import ThemeModel, tag
from kgnlp.training import registry

pytestmark = pytest.mark.slow

DUP, TOP = "duplication", "top_management_anchoring"
SEK, STJ = "secretariat_quality", "star_group_risk"
# Theme, question, what is asked, and an answer that has its words and not the theme.
NEAR_MISSES = (
    (DUP, "1b", "Hvor ofte møtes dere?", "Vi møtes dobbelt så ofte nå som i starten, altså hver tredje uke."),
    (
        DUP,
        "2b",
        "Hva jobber dere med?",
        "Det var dobbelt så mange søknader fra kommunene i fjor som året før.",
    ),
    (DUP, "2b", "Hva jobber dere med?", "Skoleårene overlapper med budsjettåret, så tallene kommer sent."),
    (SEK, "1b", "Hvor ofte møtes dere?", "Innkallingen kom fra sekretariatet på mandag."),
    (SEK, "1a", "Hvor møtes dere?", "Møterommet ligger i tredje etasje, rett over gangen for sekretariatet."),
    (SEK, "1a", "Hvor møtes dere?", "Vi møtes i lokalene til sekretariatet, i Akersgata."),
    (SEK, "-", "Fant du fram?", "Ja, jeg gikk inn ved sekretariatet i Akersgata og tok heisen opp."),
    (
        TOP,
        "2b",
        "Hva jobber dere med?",
        "Jeg hilste på departementsråden i heisen her om dagen. Vi snakka om været.",
    ),
    (TOP, "2c", "Hva med politisk ledelse?", "Statsråden har vært opptatt av saken hele tida."),
    (STJ, "2b", "Hva er du stolt av?", "Jeg er veldig stolt av det vi har fått til, resultatene er gode."),
    (STJ, "-", "Takk for at du tok deg tid.", "Bare hyggelig, det er stjerneklart ute i kveld."),
)
# The same words with the theme.
SAID = (
    (DUP, "2d", "Dublerer gruppen andre fora?", "Ja, det er dobbeltarbeid. De samme sakene går i to fora."),
    (DUP, "2d", "Dublerer gruppen andre fora?", "Arbeidet vårt overlapper med det samordningsutvalget gjør."),
    (SEK, "1d", "Hvordan er sakspapirene?", "Sekretariatet leverer gode og korte saksdokumenter i god tid."),
    (SEK, "1d", "Hvordan er sakspapirene?", "Sekretariatet er underbemannet, og papirene kommer for sent."),
    (TOP, "1a", "Hvem møter?", "Departementsrådene møter selv hver gang, og de prioriterer det."),
    (
        TOP,
        "1a",
        "Hvem møter?",
        "Stadig flere departementsråder sender en stedfortreder som ikke kan bestemme.",
    ),
    (
        STJ,
        "2b",
        "Ser du noen risiko?",
        "Ja, den kan bli en stjernegruppe som lever sitt eget liv, løsrevet fra linjen.",
    ),
    (
        STJ,
        "2b",
        "Ser du noen risiko?",
        "Det eser ut. Nå vil alle ha en kjernegruppe, også for saker som ikke trenger det.",
    ),
)


@lru_cache(maxsize=1)
def shipped() -> tuple[ThemeModel, Guide]:
    settings = load_settings(default_settings_file())
    version = registry.current(settings.models)
    folder = registry.verified(settings.models, version) / "themes"
    return ThemeModel.load(folder, version), load_guides(settings.guides)["kjernegruppe-leder-2024"]


def tagged(question: str, asked: str, answer: str) -> set[str]:
    """The themes that the shipped model tags the answer with."""
    model, guide = shipped()
    text = f"{asked}\n{answer}"
    turns = (
        Turn(0, "I1", Role.INTERVIEWER, 0, len(asked)),
        Turn(1, "R1", Role.INFORMANT, len(asked) + 1, len(text)),
    )
    interview = Interview(
        interview_id="x01", source="x01.txt", sha256="0", format="text", group="KUBU", phase=3, role="leder",
        guide=guide.id, language=Language.BOKMAAL, date=date(2024, 1, 1), text=text, words=len(text.split()),
    )  # fmt: skip
    analysed = AnalysedInterview(interview, turns, tuple(language.blank().analyse([asked, answer])))
    placing = Placing((None if question == "-" else question,) * 2, (1.0, 1.0))
    passages = language.cut(analysed, merge_turns(turns, placing), 160, lambda _: Language.BOKMAAL)
    codebook = load_codebook(load_settings(default_settings_file()).codebook)
    return {one.theme for one in tag(analysed, passages, guide, model, codebook, 3) if one.tagged}


@pytest.mark.parametrize(("theme", "question", "asked", "answer"), NEAR_MISSES)
def test_words_without_the_theme_are_not_tagged(theme: str, question: str, asked: str, answer: str) -> None:
    assert theme not in tagged(question, asked, answer)


@pytest.mark.parametrize(("theme", "question", "asked", "answer"), SAID)
def test_the_theme_said_plainly_is_tagged(theme: str, question: str, asked: str, answer: str) -> None:
    assert theme in tagged(question, asked, answer)
