"""A folder of results that a command writes whole: beside first, then both change places."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from macros.files.kept import discard
from macros.publish.twin import exchange


def foreign(folder: Path, mine: Callable[[str], bool]) -> list[str]:
    """What in a folder is not of this command: nothing where the folder is not there."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        return [folder.name]
    paths = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir())
    return [one for one in paths if not mine(one)]


def swap_in(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder in place of all that is there. Where writing fails, it stays as it was."""
    folder = folder.resolve()
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        for name, raw in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        if not folder.exists():
            beside.rename(folder)
        elif not exchange(folder, beside):
            former = folder.with_name(f".{folder.name}.{os.getpid()}.old")
            folder.rename(former)
            beside.rename(folder)
            discard(former)
    finally:
        discard(beside)
