import numpy as np
import spacy

from kgnlp.language.embedding import affix_embed


def test_a_stored_embedding_answers_as_before():
    nlp = spacy.blank("nb")
    docs = [nlp.make_doc("Han møtte Kari"), nlp.make_doc("")]
    layer = affix_embed(16, 8, 50, 30, 20, 10)
    layer.initialize(X=docs)
    stored = affix_embed(16, 8, 50, 30, 20, 10).from_bytes(layer.to_bytes())
    before, after = layer.predict(docs), stored.predict(docs)
    # An empty text has no rows, and does not break the batch.
    assert [rows.shape for rows in before] == [(3, 16), (0, 16)]
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


def test_words_with_one_ending_share_a_part():
    nlp = spacy.blank("nb")
    features = affix_embed(16, 8, 50, 30, 20, 10).layers[0]
    first, second = features.predict([nlp.make_doc("lederne"), nlp.make_doc("Brukerne")]).dataXd
    shared = (first == second).sum()
    # -ne, -rne and -erne are shared, and that both are nouns; the rest is not.
    assert shared == 4
