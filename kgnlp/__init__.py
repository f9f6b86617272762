"""Text mining over interview transcripts for government evaluators.

The stages, in the order that the data takes; each has one public verb:

1. :mod:`kgnlp.ingest`    ``read``      a transcript file -> an interview and its turns
2. :mod:`kgnlp.language`  ``analyse``   texts -> sentences, lemmas, parts of speech, names
3. :mod:`kgnlp.segment`   ``segment``   turns -> segments by guide question
4. :mod:`kgnlp.themes`    ``tag``       passages -> tags with stance, evidence, probability
5. :mod:`kgnlp.tables`    ``publish``   rows -> parquet, all or nothing
6. :mod:`kgnlp.report`    ``write``     tables -> one page for people

:mod:`kgnlp.training` makes the models that 3 and 4 use; :mod:`kgnlp.run` puts the stages together.
"""
