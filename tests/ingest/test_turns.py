import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kgnlp.domain import Cue, Role
from kgnlp.ingest.turns import canonical, clean, join

cues = st.lists(
    st.builds(Cue, st.text(max_size=40), st.sampled_from(["I", "R", "Åse Lunde", None])), max_size=12
)


@given(cues)
def test_turns_are_the_lines_of_the_canonical_text(found: list[Cue]) -> None:
    spoken = join(found)
    text, turns = canonical(spoken, lambda _: Role.INFORMANT)
    assert [text[turn.start : turn.end] for turn in turns] == (text.split("\n") if turns else [])
    assert unicodedata.is_normalized("NFC", text)
    assert all(turn.text and turn.text == clean(turn.text) for turn in spoken)
    assert all(one.speaker != other.speaker for one, other in itertools.pairwise(spoken))


@given(cues)
def test_no_word_is_lost_or_moved(found: list[Cue]) -> None:
    said = [word for cue in found for word in clean(cue.text).split()]
    kept = [word for turn in join(found) for word in turn.text.split()]
    assert unicodedata.normalize("NFC", " ".join(said)) == " ".join(kept)


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_invisible_characters_go_and_norwegian_letters_stay() -> None:
    assert (
        clean("sam\u00adarbeid\u200b\ufeff pa\u030a  tvers\u00a0av\tØst–Æsøya")
        == "samarbeid på tvers av Øst–Æsøya"
    )


def test_times_of_a_turn_are_those_of_its_first_and_last_cue() -> None:
    (turn,) = join([Cue("Ja", "R", 1.0, 2.0), Cue("", "R", 2.0, 3.0), Cue("nei", "R", 3.0, 4.5)])
    assert (turn.text, turn.begins_s, turn.ends_s) == ("Ja nei", 1.0, 4.5)
