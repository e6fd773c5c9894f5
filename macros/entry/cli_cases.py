"""Commands about cases and projects: `new case`, `new project`."""

from __future__ import annotations

from pathlib import Path

import click

from macros.entry.console import root_option
from macros.entry.starting import start


@click.command("case")
@click.argument("code", metavar="PRIPAD")
@root_option
def new_case(code: str, root: Path) -> None:
    """Založí předlohy prázdného případu k projití ve složce drafts. PRIPAD je jeho identifikátor. Nic nepřepíše."""
    from macros.subjects.cases.scaffold import start_case

    start(root, lambda site: start_case(root, site, code))


@click.command("project")
@click.argument("code", metavar="PROJEKT")
@click.argument("region", metavar="KRAJ")
@root_option
def new_project(code: str, region: str, root: Path) -> None:
    """Převezme projekt pro jiný kraj: předlohy ve složce drafts, s prázdnými místy k doplnění. Nic nepřepíše."""
    from macros.subjects.cases.scaffold import copy_project

    start(root, lambda site: copy_project(root, site, code, region))
