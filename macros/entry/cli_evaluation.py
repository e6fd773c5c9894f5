"""Commands about family policies: `new municipality`."""

from __future__ import annotations

from pathlib import Path

import click

from macros.entry.console import root_option
from macros.entry.starting import start


@click.command("municipality")
@click.argument("code", metavar="KOD")
@root_option
def new_municipality(code: str, root: Path) -> None:
    """Založí rodinnou politiku obce podle jejího kódu (ČSÚ): návrh stránky a složku s předlohami. Nic nepřepíše."""
    from macros.subjects.evaluation.scaffold import scaffold

    start(root, lambda site: scaffold(root, site, code))
