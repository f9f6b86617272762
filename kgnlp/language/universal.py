"""Turns NDT's tags into Universal Dependencies, by a map learnt on the sentences that stand in both forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kgnlp.language.treebank import Sentence, Word

# Tags that one and the same key has in Universal Dependencies: part of speech and features.
Universal = tuple[str, str]
# Seen more rarely than this, a key gives way to the next, less special one.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class TagMap:
    """NDT's tag, features, lemma, relation and next word -> part of speech and features of UD."""

    levels: tuple[dict[tuple[str, ...], Universal], ...]  # the most special first

    def convert(self, sentence: Sentence) -> Sentence:
        """The sentence with UD's parts of speech and features."""
        return replace(
            sentence,
            words=tuple(
                _with(word, self._of(_keys(word, following)))
                for word, following in _with_next(sentence.words)
            ),
        )

    def _of(self, keys: Sequence[tuple[str, ...]]) -> Universal:
        for level, key in zip(self.levels, keys, strict=True):
            if key in level:
                return level[key]
        return ("X", "_")


def learn(pairs: Iterable[tuple[Sentence, Sentence]]) -> TagMap:
    """Learn the map from sentences in both forms, NDT first."""
    counts: list[defaultdict[tuple[str, ...], Counter[Universal]]] = []
    for ndt, universal in pairs:
        for (word, following), target in zip(_with_next(ndt.words), universal.words, strict=True):
            keys = _keys(word, following)
            counts = counts or [defaultdict(Counter) for _ in keys]
            for count, key in zip(counts, keys, strict=True):
                count[key][target.pos, target.feats] += 1
    last = len(counts) - 1
    return TagMap(
        tuple(
            {
                key: values.most_common(1)[0][0]
                for key, values in count.items()
                if level == last or values.total() >= _LEAST
            }
            for level, count in enumerate(counts)
        )
    )


def pairs(ndt: Iterable[Sentence], universal: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """The sentences that stand in both forms, word by word the same."""
    by_forms = {sentence.forms: sentence for sentence in universal}
    for sentence in ndt:
        if sentence.forms in by_forms:
            yield sentence, by_forms[sentence.forms]


def _with_next(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    for index, word in enumerate(words):
        yield word, words[index + 1].form.lower() if index + 1 < len(words) else ""


def _keys(word: Word, following: str) -> tuple[tuple[str, ...], ...]:
    before_infinitive = "å" if following == "å" else ""
    tag = (word.pos, word.feats)
    return (
        (word.form.lower(), *tag, word.relation, before_infinitive, word.governs),
        (word.lemma, *tag, word.relation, before_infinitive, word.governs),
        (word.lemma, *tag, before_infinitive, word.governs),
        (*tag, word.relation, before_infinitive, word.governs),
        (word.lemma, *tag, word.relation),
        (word.lemma, *tag),
        (*tag, word.relation, before_infinitive),
        tag,
        (word.pos,),
    )


def _with(word: Word, universal: Universal) -> Word:
    return replace(word, pos=universal[0], feats=universal[1])
