"""Small changes of the site in one step: a second folder with the same files, which changes places with the site.

The twin `.site.rozcestnik-twin` lies beside the site and holds links to the same files. New files are moved into
it, then both change places (renameat2 with RENAME_EXCHANGE), then the former site is brought level by links, so
that nothing old stays on the disk. All of it costs what changed, not what there is.

Nobody is believed: the manifest keeps digests of what the folders of both looked like. Adding, removing or
replacing a file changes the time of its folder, so one look at each folder tells whether others were here. Where
they were, or where a command was stopped, site and twin are compared file by file. A file edited in place is the
same file in both: the manifest's look at the site finds it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from macros.files import kept
from macros.publish import placing
from macros.publish.site_folder import FORM, LIST, WORK, SiteFolder, mark, paths_in
from macros.publish.writing import Entry

_EXCHANGE, _HERE = 2, -100
Looks = dict[str, str]
"""What folders look like from outside, by their paths in the site; "" is the site itself."""


def place(folder: SiteFolder, new: Path, entries: dict[str, Entry], gone: Collection[str]) -> bool:
    """Bring staged files into the site, and take away those that are `gone`, in one step.

    Notes in `entries`, and in those of the folder, what files look like now. False where that cannot be: site and
    `new` are then as they were.
    """
    out, twin = folder.out, placing.twin_of(folder.out)
    found = _level(folder, set(gone) | folder.names) if out.is_dir() else None
    if found is None:
        return False
    site, other = found
    moves = [path for path in entries if os.path.lexists(f"{new}/{path}")]
    with placing.unstopped():
        placing.remove(twin, gone)
        _move_all(new, twin, moves)
        if not exchange(out, twin):
            _move_all(twin, new, [path for path in moves if os.path.lexists(f"{twin}/{path}")])
            return False
        touched = _folders_of([*moves, *gone, LIST])  # links are made beside the list
        folder.twin = []
        with suppress(OSError):  # the new site stands; a twin that is not level is mended by the next build
            _carry_over(folder, twin, site)
            placing.remove(twin, gone)
            _link_all(out, twin, moves)
            folder.twin = _told(_again(out, other, touched), _again(twin, site, touched), touched)
    kept.discard(new)
    placing.seen_now(out, entries)
    return True


def drop(folder: SiteFolder) -> None:
    """Remove the twin where it is ours; what others put into it stays."""
    twin = placing.twin_of(folder.out)
    folder.twin = []
    if _is_ours(folder, twin):
        mine = _mine(folder, twin, paths_in(twin))
        # The list goes last: a removal that was stopped still knows what is ours.
        placing.remove(twin, [*(path for path in mine if path != LIST), LIST])
        with suppress(OSError):
            placing.remove_empty(twin)
        placing.seen_now(folder.out, folder.entries)  # a link less is a change, too


def exchange(folder: Path, other: Path) -> bool:
    """Let two folders change places in one step. False where the system cannot."""
    import ctypes  # only where something changed

    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(_HERE, os.fsencode(folder), _HERE, os.fsencode(other), _EXCHANGE) == 0)


# Whether the twin is what the site is -----------------------------------------------------------------


def _level(folder: SiteFolder, paths: Iterable[str]) -> tuple[Looks, Looks] | None:
    """Make the twin what the site is, and say what both look like.

    None where others have files in one of them, or the disk knows no links.
    """
    out, twin = folder.out, placing.twin_of(folder.out)
    names = _folders_of([*paths, LIST])
    if folder.twin and _is_ours(folder, twin):
        site, other = _looks(out, names), _looks(twin, names)
        touched = folder.twin[2:]
        if folder.twin == _told(site, other, touched) and _same_files(folder, twin, touched):
            return site, other
    site = _looks(out, names)
    if folder.look()[1]:
        drop(folder)
        return None
    there = os.path.lexists(twin)
    if not (_is_ours(folder, twin) and _mend(folder, twin) if there else _make(folder, twin)):
        return None
    placing.seen_now(out, folder.entries)  # a link more changes what a file looks like
    return site, _looks(twin, names)


def _is_ours(folder: SiteFolder, twin: Path) -> bool:
    """Whether this portal made what stands in the twin's place."""
    if twin.is_symlink() or not twin.is_dir() or (twin / LIST).parent.is_symlink():
        return False
    with suppress(OSError):
        if (twin / LIST).samefile(folder.out / LIST):
            return True
    told = kept.load(twin / LIST)
    portals = (folder.portal, kept.load(folder.out / LIST).get("portal"))
    return told.get("form") == FORM and told.get("portal") in portals


def _mine(folder: SiteFolder, twin: Path, paths: Iterable[str]) -> list[str]:
    """Those paths of a twin that are ours: of this site, of the one that the twin was, or of our own folder."""
    listed = set(kept.load(twin / LIST).get("files", ()))
    return [one for one in paths if one.startswith(f"{WORK}/") or folder.ours(one) or mark(one) in listed]


def _make(folder: SiteFolder, twin: Path) -> bool:
    """Make the twin; it gets its name when it is whole."""
    half = placing.half_twin(folder.out)
    kept.discard(half)
    half.mkdir()
    made, mine, paths = half.stat(), folder.out.stat(), list(paths_in(folder.out))
    if (made.st_uid, made.st_gid, made.st_dev) != (mine.st_uid, mine.st_gid, mine.st_dev):
        half.rmdir()  # the site would get another owner
        return False
    if not placing.link_rest(folder, half, paths):
        kept.discard(half)
        return False
    for name in _folders_of(paths):
        shutil.copystat(f"{folder.out}/{name}", f"{half}/{name}")
    half.rename(twin)
    return True


def _mend(folder: SiteFolder, twin: Path) -> bool:
    """Bring a twin level that differs. False where others have files in it."""
    have, want = _numbers(twin), _numbers(folder.out)
    more = [path for path in have if path not in want]
    files = [path for path in more if not path.endswith("/")]
    if len(_mine(folder, twin, files)) < len(files):
        return False
    placing.remove(twin, files)
    for path in more:
        if path.endswith("/"):
            placing.remove_empty(twin / path)
    _link_all(folder.out, twin, [path for path in want if have.get(path) != want[path]])
    shutil.copystat(folder.out, twin)
    return True


def _numbers(top: Path) -> dict[str, int]:
    """The number (inode) of each file below a folder."""
    return {path: os.lstat(f"{top}/{path}").st_ino for path in paths_in(top)}


def _same_files(folder: SiteFolder, twin: Path, names: Iterable[str]) -> bool:
    """Whether the same files of ours lie in some folders: an edit in the tick of the last build shows no time."""
    for name in names:
        found = _inside(f"{folder.out}/{name}")
        if found != _inside(f"{twin}/{name}"):
            return False
        base = f"{name}/" if name else ""
        if not all(base + one == LIST or mark(base + one) in folder.marks for one in found):
            return False
    return True


def _inside(name: str) -> dict[str, int]:
    """Files in a folder and their numbers; {} where there is no folder."""
    try:
        with os.scandir(name) as entries:
            return {one.name: one.inode() for one in entries if not one.is_dir(follow_symlinks=False)}
    except OSError:
        return {}


# Moving and linking -----------------------------------------------------------------------------------


def _move_all(source: Path, target: Path, paths: Iterable[str]) -> None:
    for path in paths:
        _to_place(f"{source}/{path}", target, path)


def _link_all(source: Path, target: Path, paths: Iterable[str]) -> None:
    """Put links to files into another folder, in the place of what stands there."""
    beside = f"{target}/{LIST}.new"
    for path in paths:
        Path(beside).unlink(missing_ok=True)
        os.link(f"{source}/{path}", beside, follow_symlinks=False)
        _to_place(beside, target, path)


def _to_place(source: str, target: Path, path: str) -> None:
    """Move a file into a folder that was looked at: nearly always its own folder is there."""
    try:
        os.replace(source, f"{target}/{path}")
    except OSError:
        placing.make_way(target, path)
        placing.move(source, f"{target}/{path}")


def _carry_over(folder: SiteFolder, former: Path, before: Looks) -> None:
    """What appeared in the former site after it was looked at is not ours and goes over."""
    for name, looks in _looks(former, before).items():
        if name and looks == before[name]:
            continue
        for one in (former / name).iterdir() if looks else ():
            path = one.relative_to(former).as_posix()
            ours = path in before or folder.ours(path)
            if not ours and not os.path.lexists(folder.out / path):
                (folder.out / path).parent.mkdir(parents=True, exist_ok=True)
                (former / path).rename(folder.out / path)


# What folders look like -------------------------------------------------------------------------------


def _folders_of(paths: Iterable[str]) -> list[str]:
    """The folders in which files lie, those above them, and "", in order."""
    found = {path.rpartition("/")[0] for path in paths}
    left = found
    while left := {name.rpartition("/")[0] for name in left} - found:
        found = found | left
    return sorted(found | {""})


def _looks(top: Path, names: Iterable[str]) -> Looks:
    # Short names below an open folder: the system need not walk down the whole path a thousand times.
    handle = os.open(top, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return {name: _look(name or ".", handle) for name in names}
    finally:
        os.close(handle)


def _look(name: str, handle: int) -> str:
    try:
        found = os.lstat(name, dir_fd=handle)
    except OSError:
        return ""
    return f"{found.st_dev}.{found.st_ino}.{found.st_ctime_ns}"


def _again(top: Path, looks: Looks, names: Iterable[str]) -> Looks:
    """Looks with those of some folders taken again; folders that are no more are left out."""
    return {name: look for name, look in (looks | _looks(top, names)).items() if look}


def _told(site: Looks, twin: Looks, touched: list[str]) -> list[str]:
    """What the manifest keeps: digests of both folders, and the folders that the last build wrote into."""
    return [_digest(site), _digest(twin), *touched]


def _digest(looks: Looks) -> str:
    told = "\n".join(f"{name}\t{looks[name]}" for name in sorted(looks) if looks[name])
    return blake2b(told.encode(), digest_size=16).hexdigest()
