import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgnlp.report.quotes import PER_STANCE, Piece, Quote, cut_into_pieces, strongest
from tests.report.builders import Answer, Interviewed, Tagged, make_material

LONG_ENOUGH = "Dette svaret er langt nok til å stå helt alene uten spørsmålet foran."


def said(*tags: Tagged, text: str = LONG_ENOUGH, **changes: object) -> Answer:
    return Answer("2a", text, tags, **changes)


def quotes_of(*interviews: Interviewed) -> dict[str, list[Quote]]:
    return strongest(make_material(*interviews), "dublering")


def shown(quote: Quote) -> str:
    return "".join(piece.text for piece in quote.pieces)


def test_a_quote_knows_its_place_and_not_the_speaker():
    answer = said(Tagged("dublering", "positive", ("stå helt alene",), probability=0.9), begins_s=3845.0)
    [quote] = quotes_of(Interviewed("a01", [Answer("1", "Først."), answer]))["positive"]
    place = (quote.interview_id, quote.group, quote.phase, quote.role, quote.question_id, quote.time)
    assert place == ("a01", "KUBU", "3", "leder", "2a", "1:04:05")
    assert (quote.probability, quote.stance_probability) == (0.9, 0.8)
    assert shown(quote) == LONG_ENOUGH
    assert [piece.text for piece in quote.pieces if piece.evidence] == ["stå helt alene"]
    assert "Kari" not in repr(quote)


def test_what_is_outside_the_guide_and_without_times_is_quoted_too():
    [quote] = quotes_of(Interviewed("a01", [Answer(None, LONG_ENOUGH, (Tagged("dublering"),))]))["negative"]
    assert (quote.question_id, quote.time) == (None, None)


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        # the more probable
        ({"a01": said(Tagged("dublering", probability=0.7)), "a02": said(Tagged("dublering"))}, "a02"),
        # a sure one before one that needs review
        (
            {
                "a01": said(Tagged("dublering", probability=0.99, needs_review=True)),
                "a02": said(Tagged("dublering", probability=0.6)),
            },
            "a02",
        ),
        # a whole answer before a word
        (
            {
                "a01": said(Tagged("dublering", probability=0.99), text="Ja."),
                "a02": said(Tagged("dublering", probability=0.6)),
            },
            "a02",
        ),
        # equals in the order of the ids
        ({"a02": said(Tagged("dublering")), "a01": said(Tagged("dublering"))}, "a01"),
    ],
)
def test_which_quote_comes_first(answers, first):
    quotes = quotes_of(*(Interviewed(name, [answer]) for name, answer in answers.items()))
    assert quotes["negative"][0].interview_id == first


def test_one_interview_does_not_fill_a_theme():
    talkative = Interviewed("a01", [said(Tagged("dublering", probability=0.99))] * 5)
    brief = Interviewed("a02", [said(Tagged("dublering", probability=0.5))])
    found = quotes_of(talkative, brief)["negative"]
    assert [quote.interview_id for quote in found] == ["a01", "a02", "a01"]
    assert len(found) == PER_STANCE


def test_both_sides_are_quoted_and_what_is_not_tagged_is_not():
    stances = ["negative", "positive", "neutral", "mixed"]
    answers = [said(Tagged("dublering", stance)) for stance in stances]
    quotes = quotes_of(Interviewed("a01", [*answers, said(Tagged("dublering", "negative", tagged=False))]))
    assert {stance: len(found) for stance, found in quotes.items()} == dict.fromkeys(stances, 1)


def test_a_long_answer_is_cut_around_its_evidence():
    text = "før " * 300 + "dette er det " + "etter " * 300
    [quote] = quotes_of(
        Interviewed("a01", [said(Tagged("dublering", evidence=("dette er det",)), text=text)])
    )["negative"]
    assert quote.cut_before
    assert quote.cut_after
    assert len(shown(quote).split()) == 110
    assert shown(quote) in text
    assert [piece.text for piece in quote.pieces if piece.evidence] == ["dette er det"]


@pytest.mark.parametrize(
    ("text", "cut_before", "cut_after"),
    [
        # evidence at the very start, at the very end, and none
        ("dette er det " + "ord " * 300, False, True),
        ("ord " * 300 + "dette er det", True, False),
    ],
)
def test_evidence_at_an_end_of_a_long_answer(text, cut_before, cut_after):
    answer = said(Tagged("dublering", evidence=("dette er det",)), text=text)
    [quote] = quotes_of(Interviewed("a01", [answer]))["negative"]
    assert (quote.cut_before, quote.cut_after) == (cut_before, cut_after)
    assert "dette er det" in shown(quote)
    assert len(shown(quote).split()) == 110


@given(st.text(min_size=1, max_size=60), st.data())
def test_pieces_are_the_text_and_evidence_is_its_spans(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), unique=True, max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pieces = cut_into_pieces(text, spans, start, end)
    assert "".join(piece.text for piece in pieces) == text[start:end]
    marked = "".join(piece.text for piece in pieces if piece.evidence)
    assert marked == "".join(text[i] for i in range(start, end) if any(a <= i < b for a, b in spans))


def test_overlapping_evidence_is_marked_once():
    evidence = ("svaret er langt", "er langt nok", "nok til")
    [quote] = quotes_of(Interviewed("a01", [said(Tagged("dublering", evidence=evidence))]))["negative"]
    assert [piece for piece in quote.pieces if piece.evidence] == [Piece("svaret er langt nok til", True)]
