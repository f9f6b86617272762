from kgnlp.language import card
from kgnlp.language.evaluate import Quality

QUALITIES = [
    Quality(
        "ud-nob-test",
        like_speech=False,
        scores={"upos": 96.25, "features": 95.0, "lemma": 97.0, "sentences": 93.0, "entities": 75.0},
    ),
    Quality(
        "lia-test",
        like_speech=True,
        scores={"upos": 94.0, "features": None, "lemma": 95.0, "sentences": 50.0, "entities": None},
    ),
]


def test_the_table_sets_measured_goal_and_published_beside_each_other():
    table = card.table(QUALITIES)
    assert "| bokmål | 96,2 | 95,0 | 97,0 | 93,0 | 75,0 |" in table
    # A set without truth for a score has a dash, not a nought.
    assert "| tale (LIA), som talegjenkjenning | 94,0 | – | 95,0 | 50,0 | – |" in table
    assert "| mål, bokmål | 97,0 | – | 97,2 | 94,0 | 78,0 |" in table
    assert "nb_core_news_sm" in table


def test_the_card_warns_of_missed_names():
    assert "overser navn" in card.text("1", QUALITIES, 9000.0, 700000)
