"""Commands about cases and projects: `new case`, `new project`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.entry.cli_evaluation import tell
from macros.entry.console import root_option
from macros.entry.saying import say
from macros.publish.lock import hold

if TYPE_CHECKING:
    from macros.data.drafts import Started


@click.command("case")
@click.argument("code", metavar="PRIPAD")
@root_option
def new_case(code: str, root: Path) -> None:
    """Založí předlohy prázdného případu k projití ve složce drafts. PRIPAD je jeho identifikátor. Nic nepřepíše."""
    from macros.load import load_site
    from macros.subjects.cases.scaffold import start_case

    hold(root)
    _started(lambda: start_case(root, load_site(root).site, code))


@click.command("project")
@click.argument("code", metavar="PROJEKT")
@click.argument("region", metavar="KRAJ")
@root_option
def new_project(code: str, region: str, root: Path) -> None:
    """Převezme projekt pro jiný kraj: předlohy ve složce drafts, s prázdnými místy k doplnění. Nic nepřepíše."""
    from macros.load import load_site
    from macros.subjects.cases.scaffold import copy_project

    hold(root)
    _started(lambda: copy_project(root, load_site(root).site, code, region))


def _started(start: Callable[[], Started]) -> None:
    from macros.data.drafts import ScaffoldError
    from macros.data.problems import BadData

    try:
        tell(start())
    except (BadData, ScaffoldError) as error:
        say(str(error), err=True)
        sys.exit(1)
