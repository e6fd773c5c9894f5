"""The two states that are compared: commits taken out of git, the work tree, or folders."""

from __future__ import annotations

import io
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.check.history import base_of, git
from macros.compare import words
from macros.data.packages import read_all
from macros.data.remembered import Remembered
from macros.data.schema import Package, Schema
from macros.data.settings import Settings, read_settings
from macros.data.tables import Table, Tables
from macros.data.wording import UNKNOWN_BASE

SOURCES = ("data_packages", "catalogue", "strategy", "mkdocs.yml")
"""What is read of a portal: data, texts, settings."""
_LARGEST = 300_000_000


class NoSide(Exception):
    """What was asked for is not there; the text says so in Czech."""


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a portal."""

    root: Path
    name: str
    packages: dict[str, Package]
    tables: Tables
    settings: Settings
    lost: tuple[str, ...] = ()
    """Packages whose folder is there and that nobody can read."""

    @property
    def sound(self) -> bool:
        """Whether its tables obey their schemas and its settings are right; rules across tables are not asked."""
        whole = not self.lost and not self.settings.problems
        return whole and all(table.sound for table in self.tables.values())


@dataclass(frozen=True, slots=True)
class Sides:
    """Before and after, and which other files differ between two states of one repository."""

    before: Side
    after: Side
    others: tuple[str, ...] = field(default=())


def sides(root: Path, asked: tuple[str, ...], folder: Path) -> Sides:
    """Open what was asked for: `A..B`, one name or number of git against the work tree in `root`, or two folders.

    Commits are unpacked into `folder`. With names of git, the state before is the commit at which the branch left A.
    `NoSide` where something is not there.
    """
    if len(asked) == 2:
        first, second = (Path(one) for one in asked)
        for one in (first, second):
            if not (one / "data_packages").is_dir():
                raise NoSide(words.NO_FOLDER.format(one))
        return _read(first, str(first), second, str(second))
    if not git(root, "rev-parse", "--git-dir"):
        raise NoSide(words.NO_REPOSITORY.format(root.resolve()))
    start, dots, end = asked[0].partition("..") if asked else ("HEAD", "", "")
    end = end.removeprefix(".")
    new = _commit(root, end or "HEAD") if dots else ""
    old = _left(root, _commit(root, start or "HEAD"), new)
    before = _unpacked(root, old, start or "HEAD", folder / "before")
    after = _unpacked(root, new, end or "HEAD", folder / "after") if dots else root
    found = _read(before, start or "HEAD", after, end or "HEAD" if dots else str(root))
    return Sides(found.before, found.after, _others(root, old, new))


def _commit(root: Path, ref: str) -> str:
    named = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not (commit := named.decode("ascii", "replace").strip()):
        raise NoSide(UNKNOWN_BASE.format(ref))
    return commit


def _left(root: Path, old: str, new: str) -> str:
    """The commit at which a branch left another one, or the end of that one where git cannot tell."""
    if not new:
        return base_of(root, old)
    return git(root, "merge-base", old, new).decode("ascii", "replace").strip() or old


def _unpacked(root: Path, commit: str, ref: str, folder: Path) -> Path:
    """Take the sources of a portal out of a commit; links and anything but files and folders stay behind."""
    listed = git(root, "ls-tree", "-z", "--name-only", commit, "--", *SOURCES).decode("utf-8", "replace")
    names = [one for one in listed.split("\0") if one in SOURCES]
    if "data_packages" not in names:
        raise NoSide(words.NO_DATA.format(ref))
    folder.mkdir(parents=True)
    raw = git(root, "archive", "--format=tar", commit, "--", *names)
    if len(raw) > _LARGEST:
        raise NoSide(words.NO_DATA.format(ref))
    with tarfile.open(fileobj=io.BytesIO(raw)) as packed:
        whole = [one for one in packed.getmembers() if one.isfile() or one.isdir()]
        packed.extractall(folder, members=whole, filter="data")
    return folder


def _others(root: Path, old: str, new: str) -> tuple[str, ...]:
    """Files outside of data and texts that differ."""
    commits = (old, new) if new else (old,)
    listed = git(root, "diff", "--name-only", "-z", "--no-renames", "--relative", *commits, "--")
    names = listed.decode("utf-8", "replace").split("\0")
    return tuple(one for one in names if one and one.split("/")[0] not in SOURCES)


def _read(before: Path, named: str, after: Path, called: str) -> Sides:
    new = _side(after, called, Remembered())
    return Sides(_side(before, named, _Same(new.tables)), new)


def _side(root: Path, name: str, known: Remembered) -> Side:
    packages, tables, _ = read_all(root, known)
    folders = {one.name for one in (root / "data_packages").iterdir() if one.is_dir()}
    read = {package.folder.name for package in packages.values()}
    lost = tuple(
        sorted(one for one in folders - read if (root / "data_packages" / one / "datapackage.json").exists())
    )
    return Side(root, name, packages, tables, read_settings(root), lost)


class _Same(Remembered):
    """Lends tables of the other side: what bears the same seal is the same file, and is not read again."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._tables = tables

    def table(self, package: str, name: str, file: str, schema: Schema, seal: bytes) -> Table | None:
        """The table of the other side where its bytes and its package are the same."""
        found = self._tables.get((package, name))
        same = found is not None and found.sound and found.seal == seal and found.file == file
        return found if same else None


# Files that are no tables -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    """A file that differs: lines that came and went; None for both where it is not text."""

    path: str
    before: bool
    after: bool
    came: int | None = None
    went: int | None = None


def files(both: Sides) -> Iterator[File]:
    """Yield texts, settings, schemas and other files of the sources that differ, but for the tables themselves."""
    was, now = (dict(_files(side)) for side in (both.before, both.after))
    tables = {table.file for side in (both.before, both.after) for table in side.tables.values()}
    for path in sorted((was.keys() | now.keys()) - tables):
        old, new = was.get(path), now.get(path)
        before, after = (one.read_bytes() if one else b"" for one in (old, new))
        if before == after and bool(old) == bool(new):
            continue
        came = went = None
        if not any(b"\0" in raw or _not_text(raw) for raw in (before, after)):
            lines = [Counter(raw.splitlines()) for raw in (before, after)]
            went, came = sum((lines[0] - lines[1]).values()), sum((lines[1] - lines[0]).values())
        yield File(path, bool(old), bool(new), came, went)


def _files(side: Side) -> Iterator[tuple[str, Path]]:
    for name in SOURCES:
        where = side.root / name
        found = [where] if where.is_file() else sorted(where.rglob("*")) if where.is_dir() else []
        for path in found:
            parts = path.relative_to(side.root)
            if (
                path.is_file()
                and not path.is_symlink()
                and not any(one.startswith(".") for one in parts.parts)
            ):
                yield parts.as_posix(), path


def _not_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
