import pytest

from kgnlp.domain import Language, Metadata, Role
from kgnlp.ingest import Source, read
from kgnlp.ingest.roles import is_same_name, resolve_roles, role_in_label
from kgnlp.ingest.turns import Spoken
from tests.ingest import builders as b


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("I", Role.INTERVIEWER),
        ("I2", Role.INTERVIEWER),
        ("Intervjuar 1", Role.INTERVIEWER),
        ("R", Role.INFORMANT),
        ("Informant 2", Role.INFORMANT),
        ("Respondent", Role.INFORMANT),
        # a program numbered the voice
        ("S00", None),
        ("SPEAKER_01", None),
        ("Kari Moen", None),
    ],
)
def test_role_in_label(label: str, role: Role | None) -> None:
    assert role_in_label(label) is role


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("Østby, Ragnhild", "Ragnhild Østby", True),
        ("RAGNHILD ØSTBY", "Ragnhild Østby", True),
        ("Ragnhild", "Ragnhild Østby", True),
        ("Åse Lunde", "Åse Marie Lunde", True),
        # misheard
        ("Ragnhil Østby", "Ragnhild Østby", True),
        ("Ragnhild Østby (ekstern)", "Ragnhild Østby", True),
        # the same first name
        ("Ragnhild Øvrebø", "Ragnhild Østby", False),
        ("Pål Grønvold", "Ragnhild Østby", False),
    ],
)
def test_names_are_compared_as_people_write_them(label: str, name: str, same: bool) -> None:
    assert is_same_name(label, name) is same


def spoken(*labels: str) -> list[Spoken]:
    texts = [b.ASKED, b.ANSWERED * 3]
    return [Spoken(label, texts[number % 2], None, None) for number, label in enumerate(labels)]


def test_names_of_the_csv_decide_without_a_warning() -> None:
    roles, warnings = resolve_roles(spoken("Kari Moen", "Ole Vik"), ["Vik, Ole"], b.a_guide())
    assert roles == {"Kari Moen": Role.INFORMANT, "Ole Vik": Role.INTERVIEWER}
    assert warnings == ()


def test_otherwise_the_way_of_talking_decides_and_is_said() -> None:
    roles, warnings = resolve_roles(spoken(*["S00", "S01"] * 5), [], b.a_guide())
    assert roles == {"S00": Role.INTERVIEWER, "S01": Role.INFORMANT}
    assert len(warnings) == 2
    assert "certainty" in warnings[0]


@pytest.mark.parametrize("content", [b.whisper_srt(), b.whisper_vtt(), b.whisper_json(), b.whisper_tsv()])
def test_files_without_speakers_get_roles_from_the_text(content: str) -> None:
    row = Metadata("x", "x01", "KUBU", 3, "leder", "g1")
    interview, turns = read(Source("x", content.encode()), row, b.a_guide(), lambda _: Language.BOKMAAL)
    assert [turn.role for turn in turns] == [Role.INTERVIEWER, Role.INFORMANT] * 2
    assert {turn.speaker for turn in turns} == {""}
    assert "certainty" in interview.warnings[0]
