"""A guide -> YAML as the files in configs/guides."""

from __future__ import annotations

import io

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from kgnlp.guide import Guide, Question, Section

_WIDTH = 1_000_000  # of a line: texts stand on one, as search and version control want it


def to_yaml(guide: Guide) -> str:
    """The guide as readable YAML; ``load_guide`` of it gives the same guide."""
    yaml = YAML(typ="rt")
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    yaml.representer.add_representer(type(None), _null)
    stream = io.StringIO()
    yaml.dump(_guide(guide), stream)
    return stream.getvalue()


def _null(representer: object, _: None) -> object:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")  # type: ignore[attr-defined]


def _guide(guide: Guide) -> CommentedMap:
    return CommentedMap(
        id=guide.id,
        title=guide.title,
        year=guide.year,
        role=guide.role,
        language=guide.language,
        sections=[_section(section) for section in guide.sections],
    )


def _section(section: Section) -> CommentedMap:
    written = CommentedMap(title=section.title)
    if section.lead_in:
        written["lead_in"] = section.lead_in
    written["questions"] = [_question(question) for question in section.questions]
    return written


def _question(question: Question) -> CommentedMap:
    if not question.items:
        return _one_line(DoubleQuotedScalarString(question.id), question.text)
    return CommentedMap(
        id=DoubleQuotedScalarString(question.id),
        text=question.text,
        items=[_one_line(item.id, item.text) for item in question.items],
    )


def _one_line(asked_id: str, text: str) -> CommentedMap:
    """A line such as ``{id: "1", text: "…"}``."""
    line = CommentedMap(id=asked_id, text=DoubleQuotedScalarString(text))
    line.fa.set_flow_style()
    return line
