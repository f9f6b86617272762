"""Items put right: inside a sentence, with a beginning that they share, or with their question's repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgnlp.guide_import.clauses import bare_stem, clause_must_follow, is_fragment, lacks_subject
from kgnlp.guide_import.drafts import DraftItem, DraftQuestion
from kgnlp.guide_import.lines import Notes
from kgnlp.guide_import.wording import is_complete

_INLINE = re.compile(r"(?:(?<=\s)|(?<=^))\(?([a-h]|[1-9]|i{1,3}|iv|vi?)\)\s+")
_COUNTS = ("abcdefgh", "123456789", ("i", "ii", "iii", "iv", "v", "vi"))
_JOINING = re.compile(r"[\s,;]*(?:\b(?:og|eller|and|or)\b)?[\s,;]*$")
_MOST_STEM_WORDS = 3  # "kjernegruppen", "arbeidet i kjernegruppen"
_LEAST_STEM_WORDS = 3  # a repeated beginning of fewer words is chance


def mend_items(question: DraftQuestion, notes: Notes) -> None:
    """Put the items of a question right, and note what was taken for granted."""
    if not question.items:
        _split_inline(question, notes)
        return
    mended: list[DraftItem] = []
    for item in question.items:
        mended += _with_parts(item, notes)
    question.items = _without_stems(question, mended, notes)
    _drop_repeated_stem(question, notes)


def _with_parts(item: DraftItem, notes: Notes) -> list[DraftItem]:
    """An item whose parts complete it becomes one item a part; one that is complete keeps them."""
    if not item.parts:
        return [item]
    if is_complete(item.text):
        notes.add(item.line, f"an item with {len(item.parts)} points under it", "they belong to its text")
        return [DraftItem(item.line, f"{item.text} {'; '.join(item.parts)}")]
    notes.add(item.line, f"an item that {len(item.parts)} points complete", "each with it is an item")
    stem = bare_stem(item.text)
    return [DraftItem(item.line, f"{stem} {part}".strip()) for part in item.parts]


def _without_stems(question: DraftQuestion, items: list[DraftItem], notes: Notes) -> list[DraftItem]:
    """The beginning that the next items share, where it stands as an item of its own, goes to them."""
    result: list[DraftItem] = []
    place = 0
    while place < len(items):
        item = items[place]
        last = _last_completed(question, items, place)
        if last == place:
            result.append(item)
        else:
            stem = bare_stem(item.text)
            notes.add(
                item.line,
                "an item that is the beginning of a sentence",
                f"the next {last - place} items go on with it (check where it ends)",
            )
            for part in items[place + 1 : last + 1]:
                if not lacks_subject(part.text, item.text):
                    notes.add(
                        part.line, "an item without a verb of its own", "it has the same beginning (check it)"
                    )
                result.append(DraftItem(part.line, f"{stem} {part.text}"))
        place = last + 1
    return result


def _last_completed(question: DraftQuestion, items: list[DraftItem], place: int) -> int:
    """The last item that goes on with the one at a place; the place itself where none does."""
    text = items[place].text
    is_open = text.endswith(("…", "...", ":"))
    if not (is_open or (clause_must_follow(question.text) and _is_bare(text))):
        return place
    last = place
    for number in range(place + 1, len(items)):
        if lacks_subject(items[number].text, text):
            last = number
        elif not _begins_clause(items[number].text):
            break
    return last


def _is_bare(text: str) -> bool:
    """Whether a text is too little for a clause: a few words without any mark at their end."""
    return len(text.split()) <= _MOST_STEM_WORDS and text[-1:].isalnum()


def _begins_clause(text: str) -> bool:
    """Whether a text begins like the object of a sentence whose verb stands in the item before."""
    return bool(re.match(r"(?:hv|kv|wh)\w+\b|how\b|om\b", text)) and is_fragment(text)


def _drop_repeated_stem(question: DraftQuestion, notes: Notes) -> None:
    stem = bare_stem(re.split(r"(?<=[.!?])\s+", question.text)[-1])
    if len(stem.split()) < _LEAST_STEM_WORDS:
        return
    for item in question.items:
        rest = item.text[len(stem) :].strip(" …:")
        if item.text.casefold().startswith(stem.casefold()) and any(map(str.isalnum, rest)):
            notes.add(item.line, "an item that repeats the beginning of its question", "only the rest counts")
            item.text = rest


def _split_inline(question: DraftQuestion, notes: Notes) -> None:
    """Items such as "a) … b) … c) …" inside the sentence; the question keeps it whole."""
    found = list(_INLINE.finditer(question.text))
    marks = max((_counted(found, count) for count in _COUNTS), key=len)
    if len(marks) < 2:
        return
    ends = [mark.start() for mark in marks[1:]] + [len(question.text)]
    texts = [question.text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    texts = [_JOINING.sub("", text) for text in texts[:-1]] + [_cut_last(texts)]
    if not all(any(map(str.isalnum, text)) for text in texts):
        return
    notes.add(
        question.line,
        f"{len(texts)} items inside a sentence",
        "the last of them ends at the first mark after it",
    )
    question.items = [DraftItem(question.line, text) for text in texts]


def _counted(found: list[re.Match[str]], count: Sequence[str]) -> list[re.Match[str]]:
    """The marks that go on in a way of counting without a gap, from its first."""
    marks: list[re.Match[str]] = []
    for mark in found:
        if len(marks) < len(count) and mark[1] == count[len(marks)]:
            marks.append(mark)
    return marks


def _cut_last(texts: list[str]) -> str:
    """The last of them without the end of the sentence that belongs to all."""
    last = texts[-1].strip()
    if "?" in texts[0]:
        return last
    return re.split(r"[,;.?]", last, maxsplit=1)[0].strip()
