import dataclasses

import pytest

from kgnlp.errors import TableError
from kgnlp.report.material import join
from tests.report.builders import Answer, Interviewed, Tagged, a_codebook, make_material, make_tables

SAID = Interviewed("a01", [Answer("1", "Vi gjør det to ganger.", (Tagged("dublering"),))])


def test_a_tag_knows_its_interview():
    material = make_material(SAID, Interviewed("a02", group="KLIMA"))
    [tag] = material.tagged.to_dict("records")
    assert (tag["interview_id"], tag["group"], tag["phase"], tag["role"]) == ("a01", "KUBU", "3", "leder")
    assert tag["question_id"] == "1"
    assert material.interviews.loc["a01", "informant_words"] == 5
    assert material.interviews.loc["a02", "passages"] == 1


def test_what_is_not_known_of_an_interview_is_empty_text():
    material = make_material(Interviewed("a01", group=None, role=None))
    assert material.interviews.loc["a01", ["group", "role"]].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("codebook", "judged", "states"),
    [
        # in the codebook and judged
        (a_codebook("dublering"), ["dublering"], {"dublering": "current"}),
        # in the codebook, not judged by this model
        (a_codebook("dublering", "ny"), ["dublering"], {"dublering": "current", "ny": "new"}),
        # judged, and not in the codebook any more
        (a_codebook("dublering"), ["dublering", "gammel"], {"dublering": "current", "gammel": "retired"}),
        # marked as retired, with old tags
        (a_codebook("a", "b", retired=["a"]), ["a", "b"], {"b": "current", "a": "retired"}),
        # marked as retired, without tags: nothing to show
        (a_codebook("a", "b", retired=["a"]), ["b"], {"b": "current"}),
    ],
)
def test_states_of_themes(codebook, judged, states):
    answer = Answer("1", "Noe.", tuple(Tagged(theme, tagged=False) for theme in judged))
    themes = make_material(Interviewed("a01", [answer]), codebook=codebook).themes
    assert [(theme.id, theme.state) for theme in themes] == list(states.items())


def test_labels_follow_the_language():
    assert join(make_tables(SAID), a_codebook(), "nn").themes[0].label == "Dublering nn"


@pytest.mark.parametrize(
    ("table", "change", "found"),
    [
        ("tags", lambda t: t.drop(columns="stance"), "table tags without the column stance"),
        ("interviews", lambda t: t.loc[[0, 0]], "1 rows of interviews that repeat interview_id"),
        ("passages", lambda t: t.loc[[0, 0]], "1 rows of passages that repeat passage_id"),
        ("tags", lambda t: t.loc[[0, 0]], "1 rows of tags that repeat passage_id and theme"),
        ("tags", lambda t: t.assign(passage_id="x"), "1 rows of tags with an unknown passage_id"),
        ("segments", lambda t: t.assign(interview_id="x"), "1 rows of segments with an unknown interview_id"),
    ],
)
def test_tables_that_do_not_fit_together_are_an_error(table, change, found):
    tables = make_tables(SAID)
    broken = dataclasses.replace(tables, **{table: change(getattr(tables, table))})
    with pytest.raises(TableError) as error:
        join(broken, a_codebook(), "nb")
    assert error.value.found == found
    assert error.value.action == "Make the tables again: kgnlp run INPUT --output OUT"
