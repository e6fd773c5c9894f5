"""The folder of the built site: whether it may be written into, and what in it is ours.

Two things tell ours from what others put there. The list in the site, `.rozcestnik/files.json`, names the
portal and holds a digest of the path of each file: it goes where the site goes, and says nothing to its
readers, who could learn of drafts from a list of paths. The manifest in `.cache/` knows in addition from
what each file was made and what it looked like. Whatever neither names is never removed or overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.data.paths import refused
from macros.data.problems import BadData, problem
from macros.data.settings import Settings
from macros.files import kept
from macros.publish.writing import Entry, Target

WORK = ".rozcestnik"
"""Our own folder in the site: the list, and for a moment what is to be moved in."""
LIST = f"{WORK}/files.json"
FORM = 2
"""Version of manifest and list."""
_HARMLESS = {WORK, "lost+found"}
"""What a fresh volume holds, and what a first build that was killed leaves behind."""


def refuse(root: Path, out: Path) -> None:
    """Raise `BadData` where a site must not be built."""
    if reason := refused(root, out):
        raise BadData([problem(str(out), 0, "", "out-place", reason=reason)])


def portal_id(settings: Settings) -> str:
    """What tells one portal from another: its address, or its name where it has none."""
    return blake2b((settings.site_url or settings.name).encode(), digest_size=12).hexdigest()


def mark(path: str) -> str:
    """The digest by which the list knows a path."""
    return blake2b(path.encode(), digest_size=8).hexdigest()


def paths_in(folder: Path) -> Iterator[str]:
    """Yield the path of each file and link below a folder, and of each empty folder, with a slash behind it."""
    top = len(str(folder)) + 1
    for place, inner, files in os.walk(folder):
        base = f"{place[top:]}/" if len(place) >= top else ""
        yield from (base + one for one in (*files, *(one for one in inner if Path(place, one).is_symlink())))
        if base and not (inner or files):
            yield base


@dataclass(slots=True)
class SiteFolder:
    """A folder that may be written into, and what is known of it.

    `entries` are files that are on disk as we left them; `names` all paths that the manifest names, also
    those that somebody edited; `marks` what the list in the site holds; `twin` what `twin` keeps.
    """

    out: Path
    memory: Path
    portal: str
    entries: dict[str, Entry] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    twin: list[str] = field(default_factory=list)

    def ours(self, path: str) -> bool:
        """Whether a path of the site is one that this portal wrote."""
        return path in self.names or mark(path) in self.marks or path == LIST

    def look(self) -> tuple[set[str], bool]:
        """Walk through the folder: paths of our files, and whether there is anything that the list lacks."""
        mine, foreign = set(), False
        for path in paths_in(self.out):
            if self.ours(path):
                mine.add(path)
            foreign = foreign or not (path == LIST or mark(path) in self.marks)
        return mine, foreign

    def list_target(self, paths: Iterable[str], marks: Iterable[str] = ()) -> Target:
        """The list of the site as a file to be made: of `paths`, and of `marks` whose paths nobody knows."""
        files = sorted({*map(mark, paths), *marks})
        key = blake2b("".join([self.portal, *files]).encode(), digest_size=16).hexdigest()
        data = {"form": FORM, "portal": self.portal, "files": files}
        return Target(LIST, key, lambda: kept.sealed(data))

    def remember(self, entries: dict[str, Entry]) -> None:
        """Write the manifest."""
        data = {"form": FORM, "portal": self.portal, "files": entries, "twin": self.twin}
        kept.save(self.memory, data)


def site_folder(root: Path, settings: Settings, out: Path) -> SiteFolder:
    """Look at the folder of the site. Raises `BadData` where it holds something else than our site."""
    name = blake2b(str(out).encode(), digest_size=6).hexdigest()
    memory = kept.cache_of(root, f"manifest-{name}.json")
    folder = SiteFolder(out, memory, portal_id(settings))
    raw = _manifest(memory)
    known = raw["files"] if raw else {}
    listed = kept.load(out / LIST)
    if listed.get("form") != FORM or not isinstance(listed.get("files"), list):
        listed = {}
    portals = {folder.portal, raw.get("portal")}
    if listed and listed.get("portal") in portals:
        folder.marks = set(listed["files"])
        folder.names = set(known)
        folder.twin = _strings(raw.get("twin"))
        folder.entries = _unchanged(known, out)
        if listed["portal"] != folder.portal:
            folder.entries.pop(LIST, None)  # the portal has a new address: the list must say so
    elif not _is_empty(out):
        # The list may have been left behind when the site was copied; files as we left them are ours, too.
        folder.entries = {} if listed else _unchanged(known, out)
        if not folder.entries:
            raise BadData([problem(str(out), 0, "", "out-folder")])
        folder.names = set(known)
    return folder


def _strings(found: object) -> list[str]:
    return found if isinstance(found, list) and {*map(type, found)} == {str} else []


def _is_empty(out: Path) -> bool:
    return not out.exists() or all(one.name in _HARMLESS for one in out.iterdir())


def _manifest(memory: Path) -> dict[str, Any]:
    """The manifest as it was written; {} where there is none, or one with paths that leave the site."""
    raw = kept.load(memory)
    files = raw.get("files")
    if raw.get("form") != FORM or not isinstance(files, dict):
        return {}
    whole = all(
        kept.inside(path) and isinstance(entry, list) and len(entry) == 3 and {*map(type, entry)} == {str}
        for path, entry in files.items()
    )
    return raw if whole else {}


def _unchanged(known: dict[str, Any], out: Path) -> dict[str, Entry]:
    """What the manifest knows and is on disk as it was left."""
    base = str(out)
    found: dict[str, Entry] = {}
    for path, (key, seal, seen) in known.items():
        if now := kept.still(f"{base}/{path}", seal, seen):
            found[path] = (key, seal, now)
    return found
