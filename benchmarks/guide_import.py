"""How much of hand-made guides the import finds in their document.

    python benchmarks/guide_import.py DOCUMENT

An entry counts when text, section and lead-in are the same, at the same id; ``other`` are entries that the
hand-made guide does not have.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kgnlp.guide import Guide, GuideEntry, load_guides
from kgnlp.guide_import import import_guides
from kgnlp.settings import default_settings_file, load_settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path)
    parser.add_argument("--guides", type=Path, default=load_settings(default_settings_file()).guides)
    arguments = parser.parse_args()
    imported = import_guides(arguments.document)
    for guide in load_guides(arguments.guides).values():
        nearest = max(imported, key=lambda one: len(texts(one.guide) & texts(guide)))
        print(f"{guide.id}: {agreement(guide, nearest.guide)}, {len(nearest.remarks)} remarks")


def texts(guide: Guide) -> set[str]:
    return {entry.text for entry in guide.entries()}


def agreement(guide: Guide, found: Guide) -> str:
    wanted, got = entries(guide), entries(found)
    parts = []
    for name, is_item in (("questions", False), ("items", True)):
        ids = [
            question_id for question_id, entry in wanted.items() if (entry.parent_id is not None) == is_item
        ]
        same = sum(
            question_id in got and key(got[question_id]) == key(wanted[question_id]) for question_id in ids
        )
        parts.append(f"{same} of {len(ids)} {name}")
    return f"{', '.join(parts)}, {len(got.keys() - wanted.keys())} other"


def entries(guide: Guide) -> dict[str, GuideEntry]:
    return {entry.question_id: entry for entry in guide.entries()}


def key(entry: GuideEntry) -> tuple[str, str | None, str | None]:
    return entry.text, entry.section, entry.lead_in


if __name__ == "__main__":
    main()
