"""What the sections on review, warnings and grounds show."""

import pytest

from kgnlp.report import FileNotice, Measured, ModelFacts, NoticeKind, grounds, notices, review
from kgnlp.report.counts import count_by_dimensions
from kgnlp.report.messages import load_messages
from tests.report.builders import VERSION, Answer, Interviewed, Tagged, a_context, make_material

M = load_messages("nb")
UNSURE = Tagged("dublering", needs_review=True)


def test_review_counts_passages_once_and_tags_by_theme():
    twice = Answer("1", "Begge.", (UNSURE, Tagged("toppforankring", tagged=False, needs_review=True)))
    material = make_material(
        Interviewed("a01", [twice, Answer(None, "Én.", (UNSURE,))]),
        Interviewed("a02", [Answer("2", "Ingen.", (Tagged("dublering"),))]),
    )
    found = review.find(material)
    assert found.passages == 2
    assert found.by_theme == (("dublering", 2), ("toppforankring", 1))
    [row] = found.interviews
    assert (row.interview_id, row.passages) == ("a01", 2)
    assert row.themes == ("dublering", "toppforankring")
    assert row.questions == ("", "1")


def test_review_lists_the_interviews_with_most_first_and_counts_the_rest():
    many = [
        Interviewed(f"a{n:02}", [Answer("1", "Svar.", (UNSURE,))] * (2 if n == 50 else 1)) for n in range(60)
    ]
    found = review.find(make_material(*many))
    assert found.interviews[0].interview_id == "a50"
    assert (len(found.interviews), found.interviews_left_out) == (review.MOST_INTERVIEWS, 20)


def test_file_notices_stand_by_kind_in_norwegian_order():
    given = tuple(
        FileNotice(name, kind)
        for name, kind in [
            ("å.txt", NoticeKind.NO_ROW),
            ("z.txt", NoticeKind.NO_ROW),
            ("b.txt", NoticeKind.UNREADABLE),
        ]
    )
    found = notices.of_files(given)
    assert {kind: [n.file for n in ns] for kind, ns in found.items()} == {
        NoticeKind.NO_ROW: ["z.txt", "å.txt"],
        NoticeKind.UNREADABLE: ["b.txt"],
    }


def test_warnings_that_differ_in_numbers_only_stand_as_one():
    material = make_material(
        Interviewed("a10", warnings=("3 lines before the first speaker were left out",)),
        Interviewed(
            "a9",
            warnings=("12 lines before the first speaker were left out", "No times", "S00 asks", "S01 asks"),
        ),
        Interviewed("a11", warnings=("3 lines before the first speaker were left out",)),
    )
    first, second, *speakers = notices.of_interviews(material)
    assert (first.interviews, first.numbers_differ) == (("a9", "a10", "a11"), True)
    assert (second.text, second.interviews, second.numbers_differ) == ("No times", ("a9",), False)
    # a number in a label tells who, not how many
    assert [group.text for group in speakers] == ["S00 asks", "S01 asks"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("a docx file that ends after 312 bytes, not the whole of it", True),
        ("The speaker says that the group is there.", True),
        ("Decoded as Windows-1252", True),
        ("a whole Word file", True),
        ("Filen er ikke hel, og kan ikke leses", False),
        # nothing to go by: the page's own language
        ("2024-02-13", False),
    ],
)
def test_which_messages_are_english(text, english):
    assert notices.is_english(text) is english


def explain(*models: ModelFacts, tags: int = 40) -> list[grounds.ModelGrounds]:
    answers = [Answer("1", "Svar.", (Tagged("dublering"),)) for _ in range(tags)]
    material = make_material(Interviewed("a01", answers))
    return grounds.explain(material, count_by_dimensions(material), a_context(models=models), M)


def test_synthetic_training_data_is_called_synthetic():
    [model] = explain(ModelFacts(VERSION, 60, True, 60, True, True, {}))
    text = " ".join(model.sentences)
    assert "Den er trent på 60 syntetiske intervjuer." in text
    assert "målt på 60 syntetiske intervjuer, ved kryssvalidering" in text
    assert "oppdiktet" in text


def test_real_training_data_is_not():
    [model] = explain(ModelFacts(VERSION, 1, False, 20, False, False, {}, question_accuracy=0.815))
    text = " ".join(model.sentences)
    assert "Den er trent på 1 intervju." in text
    assert "målt på 20 intervjuer, som ikke var med i treningen" in text
    assert "82\u00a0% av replikkene" in text
    assert "yntetisk" not in text


def test_interviews_that_the_model_was_trained_on_are_counted():
    [model] = explain(ModelFacts(VERSION, 60, True, 60, True, True, {}, trained_on=frozenset({"a01", "a77"})))
    assert "1 av intervjuene i rapporten var med i treningen" in " ".join(model.sentences)
    [model] = explain(ModelFacts(VERSION, 60, True, 60, True, True, {}, trained_on=frozenset({"a77"})))
    assert "var med i treningen" not in " ".join(model.sentences)


def test_what_precision_and_recall_mean_for_the_counts():
    [model] = explain(
        ModelFacts(VERSION, 60, True, 60, True, True, {"dublering": Measured(0.75, 0.6, 0.35, 80)})
    )
    assert model.table is not None
    assert model.table.bodies[0].rows == (("Dublering", "0,35", "75\u00a0%", "60\u00a0%", "80"),)
    # 40 tagged, of which 30 right; 30 are 60 % of 50, so 20 are missed
    assert model.readings == (
        "Dublering: av 40 passasjer er om lag 30 riktig merket, og om lag 20 som skulle vært merket, "
        "mangler.",
    )


@pytest.mark.parametrize(
    "measured",
    [
        Measured(None, None, None),
        # a theme that is never found: what is missed is not known
        Measured(0.5, 0.0, 0.9, 3),
    ],
)
def test_what_is_not_measured_is_not_claimed(measured):
    [model] = explain(ModelFacts(VERSION, 60, True, 60, True, True, {"dublering": measured}))
    assert model.readings == ()


def test_a_version_that_nothing_is_known_of_is_said_to_be():
    known, unknown = explain(ModelFacts("a-known", 60, True, 60, True, True, {}))
    assert known.version == "a-known"
    assert unknown.version == VERSION
    assert "ikke kjent" in " ".join(unknown.sentences)
    assert unknown.table is None
