"""The spaCy pipeline: sentences, lemmas, parts of speech, names."""
