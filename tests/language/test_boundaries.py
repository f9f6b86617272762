"""Learnt boundaries that are taken back."""

import pytest
import spacy
from spacy.tokens import Doc

from kgnlp.language.boundaries import mend

VOCAB = spacy.blank("nn").vocab


# words with the learnt boundaries as |, and those that stay
@pytest.mark.parametrize(
    ("learnt", "stays"),
    [
        # a relative clause in what is written as one sentence
        ("Det er de nye | den forrige lederen hentet .", "Det er de nye den forrige lederen hentet ."),
        ("Nei , | det er slik .", "Nei , det er slik ."),
        ("Han kom i år | 2029 har han slutta .", "Han kom i år 2029 har han slutta ."),
        # dialogue and quotation marks before the capital
        ("- Det er de nye | vi hentet .", "- Det er de nye vi hentet ."),
        # a heading: what follows has a capital
        ("Færre møter | Gruppen samles sjeldnere .", "Færre møter | Gruppen samles sjeldnere ."),
        # a mark ends a sentence, whatever follows
        ("Vi møtes . | og så går vi .", "Vi møtes . | og så går vi ."),
        ("Vi møtes ... | og så går vi .", "Vi møtes ... | og så går vi ."),
        ("Det er ( vel ) | og så går vi .", "Det er ( vel ) | og så går vi ."),
        # raw speech recognition: no capital, or no mark at the end
        ("det er bra | så går vi .", "det er bra | så går vi ."),
        ("Det er bra | så går vi", "Det er bra | så går vi"),
        # a whole answer with one capital and one full stop
        ("Det " + "er bra så " * 20 + "| vi går .", "Det " + "er bra så " * 20 + "| vi går ."),
        ("", ""),
    ],
)
def test_boundaries(learnt: str, stays: str) -> None:
    words = learnt.split()
    starts = [place == 0 or words[place - 1] == "|" for place in range(len(words)) if words[place] != "|"]
    doc = mend(Doc(VOCAB, [word for word in words if word != "|"], sent_starts=starts))
    sentences = [[token.text for token in sentence] for sentence in doc.sents]
    assert sentences == [part.split() for part in stays.split("|") if part]
