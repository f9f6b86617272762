import pytest

from kgnlp.ingest.names import is_same_name


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("Østby, Ragnhild", "Ragnhild Østby", True),
        ("RAGNHILD ØSTBY", "Ragnhild Østby", True),
        # one part, either way round
        ("Ragnhild", "Ragnhild Østby", True),
        ("Østby", "Ragnhild Østby", True),
        ("Ragnhild Østby", "Ragnhild", True),
        # middle names left out, shortened, added
        ("Åse Lunde", "Åse Marie Lunde", True),
        ("Åse M. Lunde", "Åse Marie Lunde", True),
        ("Åse Marie Lunde", "Åse Lunde", True),
        # letters that programs lose or write in other ways
        ("Ostby", "Ragnhild Østby", True),
        ("Aase Lunde", "Åse Lunde", True),
        ("Baard Saether", "Bård Sæther", True),
        ("Søren Ødegård", "Soeren Oedegaard", True),
        ("Andre Muller", "André Müller", True),
        # misheard
        ("Ragnhil Østby", "Ragnhild Østby", True),
        # what programs and people write beside names
        ("Ragnhild Østby (ekstern)", "Ragnhild Østby", True),
        ("Ragnhild Østby | KD", "Ragnhild Østby", True),
        ("ragnhild.ostby@evalua.example", "Ragnhild Østby", True),
        # initials
        ("RØ", "Ragnhild Østby", True),
        ("R.Ø.", "Ragnhild Østby", True),
        ("ÅML", "Åse Marie Lunde", True),
        ("ÅL", "Åse Marie Lunde", True),
        # one letter may be anything
        ("R", "Ragnhild Østby", False),
        ("I", "Ivar Ås", False),
        # others with the same first name, the same last name, the same initials
        ("Ragnhild Øvrebø", "Ragnhild Østby", False),
        ("Kari Østby", "Ragnhild Østby", False),
        ("PG", "Ragnhild Østby", False),
        ("Pål Grønvold", "Ragnhild Østby", False),
        # nothing to compare
        ("", "Ragnhild Østby", False),
        ("Ragnhild", "", False),
        ("S00", "Sverre Moe", False),
        ("SPEAKER_00", "Ragnhild Østby", False),
    ],
)
def test_names_are_compared_as_people_and_programs_write_them(label: str, name: str, same: bool) -> None:
    assert is_same_name(label, name) is same
