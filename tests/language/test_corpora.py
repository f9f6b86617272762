import random

import spacy

from kgnlp.language import corpora, universal
from kgnlp.language.treebank import Sentence, Word


def word(form, pos="NOUN", lemma="", feats="_", name="O", relation="", governs=""):
    return Word(form, lemma or form, pos, feats, relation, governs, name, space_after=True)


def sentence(*words, named=True):
    return Sentence(tuple(words), 0, named)


def test_the_map_reads_what_a_word_governs():
    # "har" is an auxiliary where it governs a verb, a verb where it does not.
    auxiliary = word("har", "verb", "ha", "pres", governs="INFV:verb")
    verb = word("har", "verb", "ha", "pres")
    pairs = [
        (sentence(auxiliary), sentence(word("har", "AUX"))),
        (sentence(verb), sentence(word("har", "VERB"))),
    ] * 2
    tags = universal.learn(pairs)
    assert [tags.convert(sentence(w)).words[0].pos for w in (auxiliary, verb)] == ["AUX", "VERB"]


def test_the_map_falls_back_to_the_tag():
    seen = [
        (sentence(word("hus", "subst", feats="fl")), sentence(word("hus", "NOUN", feats="Number=Plur")))
    ] * 2
    converted = universal.learn(seen).convert(sentence(word("båter", "subst", feats="fl", relation="OBJ")))
    assert (converted.words[0].pos, converted.words[0].feats) == ("NOUN", "Number=Plur")


def test_pairs_are_sentences_with_the_same_words():
    one, other = sentence(word("hus")), sentence(word("båt"))
    assert list(universal.pairs([one, other], [sentence(word("hus", "X"))])) == [
        (one, sentence(word("hus", "X")))
    ]


def test_copies_like_speech_are_lower_case_and_keep_the_words():
    document = [sentence(word("Kari", "PROPN", name="B-PER"), word("kom", "VERB"), word(".", "PUNCT"))] * 50
    copies = corpora.like_speech(document, random.Random(1))
    words = [w.form for s in copies for w in s.words if w.pos != "PUNCT"]
    assert words == ["kari", "kom"] * 50
    marks = sum(w.pos == "PUNCT" for s in copies for w in s.words)
    assert 0 < marks < 25
    assert copies[0].words[0].name == "B-PER"


def test_a_sentence_of_marks_alone_has_no_copy():
    document = [sentence(word("!", "PUNCT"))] * 20
    assert len(corpora.like_speech(document, random.Random(1))) < 20


def test_speech_says_nothing_of_names():
    # Were every word said to be outside a name, training on speech would unlearn names.
    doc = corpora.to_doc([sentence(word("oslo", "PROPN"), named=False)], spacy.blank("nb").vocab)
    assert not doc.has_annotation("ENT_IOB")


def test_truth_of_a_document():
    doc = corpora.to_doc(
        [sentence(word("Kari", "PROPN", name="B-PER")), sentence(word("kom", "VERB", "komme", "Tense=Past"))],
        spacy.blank("nb").vocab,
    )
    assert [s.text for s in doc.sents] == ["Kari", "kom"]
    assert [(e.text, e.label_) for e in doc.ents] == [("Kari", "PER")]
    assert (doc[1].lemma_, str(doc[1].morph)) == ("komme", "Tense=Past")
