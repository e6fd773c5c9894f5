"""Commands that only compare a portal with a register and write nothing: `reconcile rpss`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.data import register_words as words
from macros.entry.console import root_option
from macros.entry.saying import say


@click.group("reconcile")
def reconcile() -> None:
    """Porovná data s registrem a nic nezapíše. Skončí s kódem 1, když je co řešit, 2, když porovnat nejde."""


@reconcile.command("rpss")
@click.argument("file", metavar="RPSS.json", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@root_option
@click.option("--region", multiple=True, help=words.REGION)
@click.option("--codelists", default="", help=words.CODELISTS)
@click.option("--date", default="", help=words.DATE)
@click.option("--pairs", default="", help=words.PAIRS)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help=words.FORMAT,
)
def rpss(
    file: Path, root: Path, region: tuple[str, ...], codelists: str, date: str, pairs: str, shape: str
) -> None:
    """Porovná služby s registrem sociálních služeb: co tu chybí, co skončilo, co se přestěhovalo, co se liší."""
    from macros.data.problems import BadData
    from macros.entry.importing import opened
    from macros.imports.reconciled import SHAPES
    from macros.imports.road import Refused
    from macros.imports.rpss import compared
    from macros.imports.rpss_file import read_register

    try:
        ground = opened(root)
        options = {"codelists": codelists, "date": date, "pairs": pairs}
        done, _ = compared(read_register(file), file, ground, region=region, **options)
    except (BadData, Refused) as error:
        say(str(error), err=True)
        sys.exit(2)
    say(SHAPES[shape](done))
    sys.exit(1 if done.findings else 0)
