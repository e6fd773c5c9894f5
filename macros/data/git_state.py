"""Files by which git knows what was committed and what is to be: as long as they look the same, so do its answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_OF_TREE = ("HEAD", "index", "config.worktree", "reftable/tables.list")
_OF_ALL = ("config", "packed-refs", "info/attributes", "reftable/tables.list")
_LINKS = 5
"""So many names a name may stand for."""


def git_files(root: Path) -> Iterator[str]:
    """Yield every file that the answer to `git diff HEAD` or `git ls-files` in a folder depends on.

    Work trees of their own (`git worktree`) have a part of them elsewhere. Some of the files may not be there.
    """
    home = os.environ.get("HOME", "")
    config = os.environ.get("XDG_CONFIG_HOME", f"{home}/.config")
    yield from (f"{home}/.gitconfig", f"{config}/git/config", f"{config}/git/attributes", "/etc/gitconfig")
    real = root.resolve()
    for folder in (real, *real.parents):
        own = folder / ".git"
        yield f"{folder}/.gitattributes"
        if own.is_dir():
            yield from _of_repository(own)
            return
        yield str(own)
        if own.is_file():
            yield from _of_repository(folder / _first(own).removeprefix("gitdir:").strip())
            return


def _of_repository(tree: Path) -> Iterator[str]:
    common = tree / _first(tree / "commondir")
    yield from (f"{tree}/{one}" for one in _OF_TREE)
    yield from (f"{common}/{one}" for one in _OF_ALL)
    name = "HEAD"
    for _ in range(_LINKS):
        told = _first(tree / name) or _first(common / name)
        if not told.startswith("ref:"):
            return
        name = told.removeprefix("ref:").strip()
        yield from (f"{tree}/{name}", f"{common}/{name}")


def _first(path: Path) -> str:
    """The first line of a file, "" where there is none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    except OSError:
        return ""
