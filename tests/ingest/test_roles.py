import pytest

from kgnlp.domain import Cue, Language, Metadata, Role
from kgnlp.ingest import Source, read
from kgnlp.ingest.roles import resolve_roles, role_in_label, roles_in_labels
from kgnlp.ingest.turns import Spoken, carry_labels
from tests.ingest import builders as b

ASKS, ANSWERS = Role.INTERVIEWER, Role.INFORMANT


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("I", ASKS),
        ("I2", ASKS),
        ("Intervjuar 1", ASKS),
        ("Medintervjuer", ASKS),
        ("Guro (intervjuer)", ASKS),
        ("Intervjuer 2 (Guro)", ASKS),
        ("R", ANSWERS),
        ("Informant 2", ANSWERS),
        ("Respondent", ANSWERS),
        ("Informant (ung rådgiver)", ANSWERS),
        ("Kari, informant", ANSWERS),
        # a program numbered the voice
        ("S00", None),
        ("SPEAKER_01", None),
        ("Kari Moen", None),
        # both, so neither
        ("Intervjuer og informant", None),
    ],
)
def test_role_in_label(label: str, role: Role | None) -> None:
    assert role_in_label(label) is role


@pytest.mark.parametrize(
    ("labels", "roles"),
    [
        (["S", "A"], {"S": ASKS, "A": ANSWERS}),
        (["Q", "A"], {"Q": ASKS, "A": ANSWERS}),
        (["Spørsmål", "Svar"], {"Spørsmål": ASKS, "Svar": ANSWERS}),
        # letters that number the voices
        (["A", "B"], {}),
        (["A", "B", "C"], {}),
    ],
)
def test_letters_are_questions_and_answers_only_together(labels: list[str], roles: dict[str, Role]) -> None:
    assert roles_in_labels(labels) == roles


def spoken(*turns: tuple[str, str]) -> list[Spoken]:
    return [Spoken(label, text, None, None) for label, text in turns]


def between(asks: str, answers: str, times: int = 5) -> list[Spoken]:
    return spoken(*[(asks, b.ASKED), (answers, b.ANSWERED * 3)] * times)


def test_names_of_the_csv_decide_without_a_warning() -> None:
    roles, warnings = resolve_roles(between("Ole Vik", "Kari Moen"), ["Vik, Ole"], b.a_guide())
    assert roles == {"Kari Moen": ANSWERS, "Ole Vik": ASKS}
    assert warnings == ()


def test_names_of_the_csv_count_for_more_than_the_way_of_talking() -> None:
    roles, _ = resolve_roles(between("Ole Vik", "Kari Moen"), ["Kari Moen"], b.a_guide())
    assert roles == {"Kari Moen": ASKS, "Ole Vik": ANSWERS}


def test_an_interviewer_whom_the_csv_forgot_is_found_by_talk_and_said() -> None:
    found = [*between("Ole Vik", "Kari Moen"), *between("Guro Bø", "Kari Moen")]
    roles, (warning,) = resolve_roles(found, ["Ole Vik"], b.a_guide())
    assert roles == {"Kari Moen": ANSWERS, "Ole Vik": ASKS, "Guro Bø": ASKS}
    assert "'Guro Bø'" in warning


def test_two_informants_stay_informants() -> None:
    found = [*between("Ole Vik", "Kari Moen"), *between("Ole Vik", "Guro Bø")]
    roles, warnings = resolve_roles(found, ["Ole Vik"], b.a_guide())
    assert roles == {"Kari Moen": ANSWERS, "Guro Bø": ANSWERS, "Ole Vik": ASKS}
    assert warnings == ()


def test_two_of_each_by_talk() -> None:
    found = [*between("S00", "S01"), *between("S02", "S03")]
    roles, warnings = resolve_roles(found, [], b.a_guide())
    assert roles == {"S00": ASKS, "S01": ANSWERS, "S02": ASKS, "S03": ANSWERS}
    assert len(warnings) == 4


def test_otherwise_the_way_of_talking_decides_and_is_said() -> None:
    roles, warnings = resolve_roles(between("S00", "S01"), [], b.a_guide())
    assert roles == {"S00": ASKS, "S01": ANSWERS}
    assert all("certainty" in warning for warning in warnings)
    assert not any(b.ASKED[:10] in warning for warning in warnings)


def test_the_one_beside_a_labelled_interviewer_answers() -> None:
    roles, warnings = resolve_roles(spoken(("Intervjuer", b.ANSWERED), ("Kari", b.ASKED)), [], b.a_guide())
    assert roles == {"Intervjuer": ASKS, "Kari": ANSWERS}
    assert [warning.split("'")[1] for warning in warnings] == ["Kari"]


def test_a_lone_speaker_has_a_role_and_a_warning() -> None:
    source = Source("x.txt", b"Kari Moen: " + b.ANSWERED.encode() * 3)
    row = Metadata("x", "x01", "KUBU", 3, "leder", "g1")
    interview, turns = read(source, row, b.a_guide(), lambda _: Language.BOKMAAL)
    assert [turn.role for turn in turns] == [ANSWERS]
    assert any("all turns are of one role" in warning for warning in interview.warnings)


def test_cues_without_a_label_go_with_the_speaker_before() -> None:
    cues = [Cue("Hm"), Cue("Går det?", "A"), Cue("Ja", "B"), Cue("da"), Cue(" "), Cue("Fint", "A")]
    carried, without = carry_labels(cues)
    assert [cue.speaker for cue in carried] == ["A", "A", "B", "B", "B", "A"]
    assert without == 2


@pytest.mark.parametrize("content", [b.whisper_srt(), b.whisper_vtt(), b.whisper_json(), b.whisper_tsv()])
def test_files_without_speakers_get_roles_from_the_text(content: str) -> None:
    row = Metadata("x", "x01", "KUBU", 3, "leder", "g1")
    interview, turns = read(Source("x", content.encode()), row, b.a_guide(), lambda _: Language.BOKMAAL)
    assert [turn.role for turn in turns] == [ASKS, ANSWERS] * 2
    assert {turn.speaker for turn in turns} == {""}
    assert "certainty" in interview.warnings[0]
