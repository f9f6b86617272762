"""``kgnlp review``: the review of a run in the browser."""

from __future__ import annotations

import getpass
import re
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kgnlp.cli.options import Config, settings_of

if TYPE_CHECKING:
    from kgnlp.explanation import Explanation
    from kgnlp.guide import Guide
    from kgnlp.review.desk import Measured
    from kgnlp.review.store.database import Database
    from kgnlp.settings import Settings
    from kgnlp.tables import Store


class AccountKind(StrEnum):
    """What an account may do."""

    CODER = "coder"
    LEAD = "lead"


class PageForm(StrEnum):
    """Written form of the pages."""

    NB = "nb"
    NN = "nn"


Out = Annotated[
    Path,
    typer.Argument(metavar="OUT", exists=True, file_okay=False, help="Output folder of kgnlp run."),
]
Host = Annotated[
    str,
    typer.Option(help="Address to be reached at. Others than loopback need accounts, and TLS or a proxy."),
]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes one that is free.")]
DatabaseAddress = Annotated[
    str | None,
    typer.Option(
        envvar="KGNLP_REVIEW_DATABASE",
        help="postgresql://USER:PASSWORD@HOST/NAME, better given by the environment than on the command "
        "line. Without it, decisions are kept in OUT/review/decisions.sqlite.",
    ),
]
Certificate = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="TLS certificate, a PEM file.")
]
PrivateKey = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Its private key, a PEM file.")
]
Proxy = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Name that browsers call a proxy on this machine by, which brings TLS and hands requests on.",
    ),
]
AddAccount = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Make an account and stop; the password is asked for, or read from input."
    ),
]
KindOf = Annotated[AccountKind, typer.Option("--role", help="Role of the account that is made.")]
Language = Annotated[PageForm, typer.Option(help="Bokmål or nynorsk, until someone chooses in the page.")]


def review(
    out: Out,
    host: Host = "127.0.0.1",
    port: Port = 8321,
    database: DatabaseAddress = None,
    certificate: Certificate = None,
    private_key: PrivateKey = None,
    behind_proxy: Proxy = None,
    add_account: AddAccount = None,
    role: KindOf = AccountKind.CODER,
    language: Language = PageForm.NB,
    config: Config = None,
) -> None:
    """See, correct and decide on the tags of a run in the browser.

    Prints the address to open. Alone on a laptop nothing more is needed. Where several are to work at
    once, make accounts first; then everyone logs in.

    Exit code: 0 ended; 1 it can't be started so; 2 wrong usage.
    """
    from kgnlp.review.serve import ServeOptions, serve
    from kgnlp.review.store import open_database

    store = open_database(out.resolve() / "review", database)
    if add_account is not None:
        _make_account(store, add_account, role)
        return
    options = ServeOptions(
        host=host,
        port=port,
        certificate=certificate,
        private_key=private_key,
        proxy_name=behind_proxy,
        local_name=_own_name(),
        language=language.value,
    )
    desk = _desk(out.resolve(), store, config)
    serve(desk, options, lambda address: typer.echo(f"Review: {address} (Ctrl+C ends it)"))


def _desk(out: Path, database: Database, config: Path | None) -> Any:
    from kgnlp.codebook import load_codebook
    from kgnlp.guide import load_guides
    from kgnlp.review.desk import Desk
    from kgnlp.tables import Store

    settings = settings_of(config)
    tables = Store(out)
    guides = load_guides(settings.guides)
    versions = tables.manifest().get("versions", {})
    return Desk(
        tables,
        database,
        load_codebook(settings.codebook),
        guides,
        _measured(settings.models, versions.get("model", "")),
        _explainer(tables, settings, guides),
    )


def _explainer(
    tables: Store, settings: Settings, guides: Mapping[str, Guide]
) -> Callable[[str], Explanation]:
    """What explains passages; models are not loaded before someone asks why."""

    def explain(passage_id: str) -> Explanation:
        from kgnlp.run.explain import Explainer

        return Explainer(tables, settings, guides)(passage_id)

    return explain


def _measured(models: Path, version: str) -> Measured:
    """What training measured of the model version that set the tags; nothing where it is not there."""
    from kgnlp.errors import ModelError
    from kgnlp.review.desk import Measured, MeasuredTheme
    from kgnlp.training import registry

    try:
        metrics: Mapping[str, Any] = registry.manifest(models, version).metrics
    except ModelError:
        return Measured(version)
    themes = {
        theme: MeasuredTheme(values["threshold"], values["precision"])
        for theme, values in metrics["themes"].items()
    }
    return Measured(version, bool(metrics["synthetic"]), int(metrics["interviews"]), themes)


def _make_account(database: Database, name: str, kind: AccountKind) -> None:
    from kgnlp.review.store.accounts import AccountRole, AccountStore

    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    account = AccountStore(database).make(name, AccountRole(kind.value), password)
    typer.echo(f"Account {account.name} ({account.role}) made")


def _own_name() -> str:
    """The reviewer's name where there are no accounts: that of this machine's user."""
    try:
        name = getpass.getuser().lower()
    except (KeyError, OSError):
        return "local"
    return re.sub(r"[^a-z0-9._-]", "", name)[:40] or "local"
