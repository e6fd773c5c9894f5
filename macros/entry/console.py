"""What all commands share: the option that names the portal, and how something is said."""

from __future__ import annotations

from pathlib import Path

import click

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Složka portálu (ta, kde je mkdocs.yml).",
)


def say(text: str, *, err: bool = False) -> None:
    """Print a text that may hold words of others."""
    from macros.data.characters import printable

    click.echo(printable(text), err=err)
