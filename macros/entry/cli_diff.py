"""The command `diff`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from macros.compare import words
from macros.entry.console import root_option
from macros.entry.saying import say


@click.command(help=words.HELP)
@click.argument("asked", metavar="[OD..DO | OD | STARA NOVA]", nargs=-1)
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help=words.FORMATS,
)
@click.option("--untrusted", is_flag=True, help=words.UNTRUSTED)
def diff(asked: tuple[str, ...], root: Path, form: str, untrusted: bool) -> None:
    """Say what differs between two states of a portal; help is in `words.HELP`."""
    from macros.compare.forms import as_json, as_markdown, as_text
    from macros.compare.sides import NoSide
    from macros.data.problems import BadData
    from macros.entry import building
    from macros.entry.differing import difference

    if len(asked) > 2:
        raise click.UsageError(click.get_current_context().get_usage())
    if refused := building.foreign_code_of(root, untrusted):
        # Nothing else is read: a pattern among it would run over the tables.
        say(str(BadData(refused)), err=True)
        sys.exit(2)
    gc.disable()  # as in a build
    try:
        found = difference(root, asked)
    except NoSide as error:
        say(str(error), err=True)
        sys.exit(2)
    say({"text": as_text, "markdown": as_markdown, "json": as_json}[form](found))
