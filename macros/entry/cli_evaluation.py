"""Commands about family policies: `new municipality`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.entry.console import root_option
from macros.entry.saying import say
from macros.publish.lock import hold

if TYPE_CHECKING:
    from macros.data.drafts import Started


@click.command("municipality")
@click.argument("code", metavar="KOD")
@root_option
def new_municipality(code: str, root: Path) -> None:
    """Založí rodinnou politiku obce podle jejího kódu (ČSÚ): návrh stránky a složku s předlohami. Nic nepřepíše."""
    from macros.data.drafts import ScaffoldError
    from macros.data.edit import Unfit
    from macros.data.problems import BadData
    from macros.load import load_site
    from macros.subjects.evaluation.scaffold import scaffold

    hold(root)
    try:
        made = scaffold(root, load_site(root).site, code)
    except (BadData, ScaffoldError, Unfit) as error:
        say(str(error), err=True)
        sys.exit(1)
    tell(made)


def tell(made: Started) -> None:
    """Say what was written, what stays, and what to do next."""
    for path in made.written:
        say(f"Založeno: {path}")
    for path in made.kept:
        say(f"Už tam bylo, nechávám: {path}")
    say("\nCo dál:")
    for number, step in enumerate(made.steps, start=1):
        say(f"  {number}. {step}")
