"""What lies in the folders that people write: plain files and folders, nothing that leads elsewhere.

A symbolic link would publish what lies outside of the portal, and whoever opens a pipe waits for ever. So
nobody walks these folders by himself: `strange` names what may not be there, `files` gives what may be opened.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from macros.data.faults import fault
from macros.data.problems import Problem, problem

FOLDERS = ("catalogue", "data_packages", "overrides", "strategy")
"""Folders of a portal that anybody may change by a pull request."""
TEXTS = {"catalogue": "", "strategy": "strategie/"}
"""Folders of hand-written texts, and where in the site each stands."""
SETTINGS = "mkdocs.yml"
SOURCES = (*FOLDERS, "macros", "tests", ".cache")
"""Folders of a portal that no site may be built into."""
_KINDS = {
    stat.S_IFLNK: "symbolický odkaz",
    stat.S_IFIFO: "roura (FIFO)",
    stat.S_IFSOCK: "soket",
    stat.S_IFCHR: "zařízení",
    stat.S_IFBLK: "zařízení",
}
_ODD_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\\]")


def strange(root: Path) -> list[Problem]:
    """Return a problem for each path that may not be there; nothing is opened and no link is followed."""
    found = [one for name in (*FOLDERS, SETTINGS) for one in _strange(root, root / name)]
    if (root / SETTINGS).is_dir():
        found.append(problem(SETTINGS, 0, "", "fault-folder"))
    return sorted(found)


def files(root: Path, folder: str, suffix: str = "") -> Iterator[Path]:
    """Yield every plain file below `root/folder` whose name ends with `suffix`, in the order of paths."""
    found = [path for path, mode in _walk(root / folder) if stat.S_ISREG(mode) and path.name.endswith(suffix)]
    yield from sorted(found)


def _strange(root: Path, start: Path) -> Iterator[Problem]:
    try:
        for path, mode in _walk(start):
            file = path.relative_to(root).as_posix()
            kind = _KINDS.get(stat.S_IFMT(mode), "")
            if _ODD_NAME.search(path.name):
                yield problem(_ODD_NAME.sub("�", file), 0, "", "path-name")
            elif kind:
                yield problem(file, 0, "", "path-link", kind=kind)
    except OSError as error:
        yield fault(error, str(start))


def _walk(start: Path) -> Iterator[tuple[Path, int]]:
    """Yield a path with its mode (as `lstat` says it) and all that lies below it; links are not entered."""
    try:
        mode = start.lstat().st_mode
    except FileNotFoundError:
        return
    yield start, mode
    if not stat.S_ISDIR(mode):
        return
    with os.scandir(start) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path), entry.stat(follow_symlinks=False).st_mode


def refused(root: Path, out: Path) -> str:
    """Why a site must not be built into `out`, in Czech, "" where it may. Nothing is touched."""
    root, out = root.resolve(), out.resolve()
    if out == root:
        return "je to složka portálu"
    if out in (Path(out.anchor), Path.home()):
        return "je to kořen disku nebo domovská složka"
    if out in root.parents:
        return "leží v ní složka portálu"
    if ".git" in out.parts:
        return "je to složka gitu"
    for name in SOURCES:
        source = root / name
        if out.is_relative_to(source) or out.is_relative_to(source.resolve()):
            return f"ve složce {name} jsou zdroje portálu"
    first = out.relative_to(root).parts[0] if out.is_relative_to(root) else ""
    if first.startswith(".") or first.casefold() in SOURCES:
        return f"ve složce {first} jsou zdroje portálu nebo soubory programů"
    if out.exists() and not out.is_dir():
        return "je tam soubor, ne složka"
    return ""
