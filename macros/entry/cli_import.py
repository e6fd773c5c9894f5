"""The group `rozcestnik import`: a command for each import of the portal, made of what the import declares."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from macros.entry.console import root_option
from macros.entry.saying import say

if TYPE_CHECKING:
    from macros.imports.road import Import, Option


class Imports(click.Group):
    """Commands that are made when they are asked for: no other command pays for loading the imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all imports."""
        return sorted(_imports())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one import, None where there is none of that name."""
        one = _imports().get(cmd_name)
        return _command(one) if one else None


def _imports() -> dict[str, Import[Any]]:
    from macros.imports.every import IMPORTS

    return {one.name: one for one in IMPORTS}


def _command(road: Import[Any]) -> click.Command:
    from macros.imports.words import DRY_RUN

    def called(root: Path, file: Path, dry_run: bool, **options: Any) -> None:
        from macros.entry.importing import run

        def complain(text: str) -> None:
            say(text, err=True)

        if not run(road, root, file, options, dry_run=dry_run, say=say, complain=complain):
            sys.exit(1)

    command = click.command(road.name, help=road.help)(called)
    for option in reversed(road.options):
        command = optional(option)(command)
    command = click.option("--dry-run", is_flag=True, help=DRY_RUN)(command)
    foreign = click.Path(exists=True, dir_okay=False, path_type=Path)
    return root_option(click.argument("file", metavar=road.takes, type=foreign)(command))


def optional(option: Option) -> Callable[[click.Command], click.Command]:
    """The decorator of click for a choice that an import declares."""
    kind: dict[str, Any] = {"type": type(option.default)}
    if isinstance(option.default, bool):
        kind = {"is_flag": True}
    elif option.default == ():
        kind = {"type": str, "multiple": True}
    return click.option(
        f"--{option.name.replace('_', '-')}",
        option.name,
        default=option.default,
        show_default=option.shown,
        help=option.help,
        **kind,
    )
