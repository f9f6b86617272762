"""A document's paragraphs -> guides with the remarks on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgnlp.guide import Guide, Item, Question, Section
from kgnlp.guide_import import about
from kgnlp.guide_import.blocks import Block, split_guides, split_runs
from kgnlp.guide_import.drafts import DraftQuestion, DraftSection, draft_sections
from kgnlp.guide_import.grammar import LEAST_QUESTIONS, grammar_of, question_share
from kgnlp.guide_import.ids import letters, question_ids
from kgnlp.guide_import.items import mend_items
from kgnlp.guide_import.lines import Line, Notes, Remark, Style
from kgnlp.guide_import.paragraphs import roles_of
from kgnlp.guide_import.roles import Role
from kgnlp.guide_import.wording import is_guide_title, is_question_like

_FEWEST_PLAIN_QUESTIONS = 2  # of a stretch whose questions have no label


@dataclass(frozen=True, slots=True)
class ImportedGuide:
    """A guide with what its document left open."""

    guide: Guide
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Draft:
    title: Line | None
    sections: list[DraftSection]
    notes: Notes

    @property
    def first_line(self) -> int:
        """Number of the line that it begins with."""
        return self.title.number if self.title else self.questions[0].line.number

    @property
    def titled(self) -> bool:
        """Whether its title says that it is a guide."""
        return self.title is not None and is_guide_title(self.title.text)

    @property
    def questions(self) -> list[DraftQuestion]:
        """Its questions, through all sections."""
        return [question for section in self.sections for question in section.questions]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document beside its lines."""

    file_name: str
    role: str | None = None  # None: the titles tell
    year: int | None = None


def build_guides(lines: Sequence[Line], known: Known, notes: Notes) -> list[ImportedGuide]:
    """The guides of a document; none where nothing is put as questions."""
    blocks = split_guides(lines, notes)
    left_out = Notes()
    drafts = _drafts(blocks, LEAST_QUESTIONS, left_out)
    if drafts:
        notes.remarks += left_out.remarks
    else:
        drafts = _topics(blocks)
    guides: list[Guide] = []
    for draft in drafts:
        guides.append(_guide(draft, known, [guide.id for guide in guides]))
    starts = [draft.first_line for draft in drafts]
    for remark in notes.remarks if drafts else ():
        nearest = max((place for place, start in enumerate(starts) if start <= remark.number), default=0)
        drafts[nearest].notes.remarks.append(remark)
    return [
        ImportedGuide(guide, tuple(sorted(draft.notes.remarks, key=lambda remark: remark.number)))
        for guide, draft in zip(guides, drafts, strict=True)
    ]


def _topics(blocks: Sequence[Block]) -> list[_Draft]:
    """Guides that are lists of topics.

    Without a title that says so, the document must hold nothing else, and no chapters (1.1), as reports do.
    """
    chapters = any(
        line.label and line.label.style is Style.DOTTED for block in blocks for line in block.lines
    )
    drafts = _drafts(blocks, 0.0, Notes())
    return [draft for draft in drafts if draft.titled or (len(blocks) == 1 and not chapters)]


def _drafts(blocks: Sequence[Block], least: float, notes: Notes) -> list[_Draft]:
    return [draft for block in blocks if (draft := _draft(block, least, notes)).sections]


def _draft(block: Block, least: float, document: Notes) -> _Draft:
    """What of a block is put as questions; the notes on what is not go to the document."""
    draft = _Draft(block.title, [], Notes())
    if block.title and not block.lines:
        document.add(block.title, "a title with nothing under it", "no guide")
    for run in split_runs(block.lines):
        grammar = grammar_of(run)
        notes = Notes()
        roles = roles_of(run, grammar, notes)
        questions = [line for line, role in zip(run, roles, strict=True) if role is Role.QUESTION]
        too_few = grammar.question is None and len(questions) < _FEWEST_PLAIN_QUESTIONS
        if not questions or too_few or question_share(questions) < least:
            _note_left_out(run, len(questions), document)
            continue
        draft.sections += draft_sections(zip(run, roles, strict=True))
        draft.notes.remarks += notes.remarks
    return draft


def _note_left_out(run: Sequence[Line], counted: int, notes: Notes) -> None:
    if run:
        notes.add(
            run[0],
            f"{len(run)} paragraphs (to {run[-1].number}), {counted} counted, that hardly ask anything",
            "no part of a guide",
        )


def _guide(draft: _Draft, known: Known, taken: Sequence[str]) -> Guide:
    """The draft with ids, and with what its title and wording say of the whole."""
    notes, first = draft.notes, draft.first_line
    stem = Path(known.file_name).stem
    title = draft.title.text if draft.title else stem if any(map(str.isalnum, stem)) else "Guide"
    if draft.title is None:
        notes.add(first, "no title", "the file's name is the title")
    year = known.year or about.year_of(title, stem, first, notes)
    for question in draft.questions:
        mend_items(question, notes)
    _note_topics(draft)
    texts = [question.text for question in draft.questions]
    texts += [item.text for question in draft.questions for item in question.items]
    return Guide(
        id=about.id_of(title, year, taken),
        title=title,
        year=year,
        role=known.role or about.role_of(title, first, notes),
        language=about.language_of(" ".join(texts)),
        sections=_sections(draft, question_ids(draft.questions, notes)),
    )


def _note_topics(draft: _Draft) -> None:
    """Lists of topics among the questions may be meant for the interviewer alone."""
    for section in draft.sections:
        topics = [question for question in section.questions if not is_question_like(question.text)]
        if len(topics) == len(section.questions):
            draft.notes.add(
                topics[0].line,
                f"a section of {len(topics)} lines that ask nothing",
                "they are topics to ask about",
            )
        else:
            for topic in topics:
                if topic.line.label is None or topic.line.label.style is Style.BULLET:
                    draft.notes.add(topic.line, "a line of a list that asks nothing", "it is a question too")


def _sections(draft: _Draft, ids: Sequence[str]) -> tuple[Section, ...]:
    waiting = iter(ids)
    return tuple(
        Section(
            title=section.title,
            lead_in=" ".join(section.lead_in) or None,
            questions=tuple(_question(question, next(waiting)) for question in section.questions),
        )
        for section in draft.sections
    )


def _question(question: DraftQuestion, question_id: str) -> Question:
    return Question(
        id=question_id,
        text=question.text,
        items=tuple(
            Item(id=question_id + letters(number), text=item.text)
            for number, item in enumerate(question.items)
        ),
    )
