"""Commands about family policies: `new municipality`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.entry.console import root_option
from macros.entry.saying import say, told_started
from macros.publish.lock import hold


@click.command("municipality")
@click.argument("code", metavar="KOD")
@root_option
def new_municipality(code: str, root: Path) -> None:
    """Založí rodinnou politiku obce podle jejího kódu (ČSÚ): návrh stránky a složku s předlohami. Nic nepřepíše."""
    from macros.data.edit import Unfit
    from macros.data.problems import BadData
    from macros.load import load_site
    from macros.subjects.evaluation.scaffold import ScaffoldError, scaffold

    hold(root)
    try:
        made = scaffold(root, load_site(root).site, code)
    except (BadData, ScaffoldError, Unfit) as error:
        say(str(error), err=True)
        sys.exit(1)
    told_started(made.written, made.kept, made.steps)
