"""The option of all commands: which portal they are about."""

from __future__ import annotations

from pathlib import Path

import click

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Složka portálu (ta, kde je mkdocs.yml).",
)
