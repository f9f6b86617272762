"""``kgnlp guide``: the interview guides that interviews are cut by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kgnlp.guide import Guide
    from kgnlp.yaml_file import Fault

app = typer.Typer(
    no_args_is_help=True,
    help="Interview guides: list them, show one, check a file, or make one from a Word document, text, "
    "Markdown or saved web page. docs/guides.md tells how a guide is written.",
)

Folder = Annotated[
    Path | None,
    typer.Option(
        "--guides",
        exists=True,
        file_okay=False,
        help="Folder of the guides; the one in configs/pipeline.yaml where not given.",
    ),
]


@app.command(name="list")
def list_guides(guides: Folder = None) -> None:
    """List the guides: id, year, role, language, how many questions and items, title.

    Exit code: 0 done; 1 a guide is not as it must be; 2 wrong usage.
    """
    for guide in _load(guides).values():
        questions = sum(entry.parent_id is None for entry in guide.entries())
        items = len(guide.entries()) - questions
        counts = f"{questions} questions, {items} items"
        typer.echo(f"{guide.id}  {guide.year}  {guide.role}  {guide.language}  {counts}  {guide.title}")


@app.command()
def show(
    guide_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of the guide, as `kgnlp guide list` says it.")
    ],
    guides: Folder = None,
) -> None:
    """Show a guide: its sections, lead-ins, questions and items with their ids.

    Exit code: 0 done; 1 a guide is not as it must be; 2 there is none with that id.
    """
    found = _load(guides)
    if guide_id not in found:
        raise typer.BadParameter(f"{guide_id} is none of {', '.join(sorted(found))}", param_hint="ID")
    _show(found[guide_id])


@app.command()
def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            exists=True,
            dir_okay=False,
            help="Guides, YAML files such as in configs/guides.",
        ),
    ],
) -> None:
    """Explain all faults of guide files, by line and column, with what to do about each.

    Warnings are what may be a slip: questions with nearly the same text, very short ones, list marks
    left in a text. They alone don't make a file faulty.

    Exit code: 0 no faults, perhaps warnings; 1 faults; 2 wrong usage.
    """
    from kgnlp.guide_check import check_guide

    faulty = 0
    for file in files:
        faults = check_guide(file)
        count = sum(fault.severity == "fault" for fault in faults)
        for fault in faults:
            _print_fault(file.name, fault)
        typer.echo(f"{file.name}: {count} faults, {len(faults) - count} warnings")
        faulty += count > 0
    if faulty:
        raise typer.Exit(1)


@app.command(name="import")
def import_document(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", exists=True, dir_okay=False, help="A .docx, .txt, .md, .html or .mhtml file."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help="Folder to write ID.yaml into, such as configs/guides. Without it, they are only printed.",
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(help="Role of the informants, where the title does not tell: leder, medarbeider …"),
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=1900, max=2200, help="Year of the guide, where the title does not tell.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a guide that is there already.")] = False,
) -> None:
    """Make guides from a document with numbered questions and their items.

    A document may hold several guides and other text. What it leaves open, such as broken
    numbering, is said line by line with what was assumed: read the remarks before you use the result.

    Exit code: 0 done, perhaps with remarks; 1 no guide found, or the file can't be read; 2 wrong usage.
    """
    from kgnlp.guide_import import import_guides, to_yaml

    if role is not None and not any(map(str.isalnum, role)):
        raise typer.BadParameter("a role without letters", param_hint="--role")
    imported = import_guides(file, role=role, year=year)
    targets = [output / f"{one.guide.id}.yaml" for one in imported] if output else []
    there = [target.name for target in targets if target.exists()]
    if there and not force:
        raise typer.BadParameter(
            f"{', '.join(there)} there already; --force writes over", param_hint="--output"
        )
    for place, one in enumerate(imported):
        guide = one.guide
        for remark in one.remarks:
            typer.secho(f"{guide.id}: {remark}", fg="yellow", err=True)
        _warn(guide)
        if targets:
            targets[place].parent.mkdir(parents=True, exist_ok=True)
            targets[place].write_text(to_yaml(guide), "utf-8")
            typer.echo(
                f"{targets[place]}: {len(guide.entries())} questions and items, {len(one.remarks)} remarks"
            )
        else:
            typer.echo(("---\n" if place else "") + to_yaml(guide), nl=False)


def _load(folder: Path | None) -> dict[str, Guide]:
    from kgnlp.guide import load_guides
    from kgnlp.settings import default_settings_file, load_settings

    return load_guides(folder or load_settings(default_settings_file()).guides)


def _show(guide: Guide) -> None:
    typer.secho(f"{guide.title} ({guide.id}, {guide.year}, {guide.role}, {guide.language})", bold=True)
    for section in guide.sections:
        typer.echo("")
        if section.title:
            typer.secho(section.title, bold=True)
        if section.lead_in:
            typer.echo(f"  {section.lead_in}")
        for question in section.questions:
            typer.echo(f"  {question.id}  {question.text}")
            for item in question.items:
                typer.echo(f"      {item.id}  {item.text}")


def _warn(guide: Guide) -> None:
    """Say what the check says of the guide as it will be written."""
    from kgnlp.guide_check import check_text
    from kgnlp.guide_import import to_yaml

    for fault in check_text(to_yaml(guide)):
        _print_fault(f"{guide.id}.yaml", fault)


def _print_fault(name: str, fault: Fault) -> None:
    typer.secho(f"{name}, {fault}", fg="red" if fault.severity == "fault" else "yellow", err=True)
