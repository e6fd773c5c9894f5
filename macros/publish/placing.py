"""Bringing made files into the site so that it is whole whenever the work is stopped.

swap      a whole new folder beside the site; both change places. Where most files change and all in the
          site is ours. There is no moment of mixture.
twin      new files are moved into a second folder of links to all that did not change, which then changes
          places with the site in one step (`twin`). Where fewer files change and all in the site is ours.
in place  files are staged in the site's own `.rozcestnik/`, then named in a journal, then moved in one
          by one. A move that was stopped is finished by the next command from the journal. Where others
          have files in the site, and where its folder cannot be renamed or exchanged (mount points, disks
          without links).
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.data.problems import BadData, problem
from macros.files import kept
from macros.publish.site_folder import LIST, WORK, SiteFolder, mark, paths_in
from macros.publish.writing import Entry

_UNLINKABLE = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS}
_UNMOVABLE = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM}


def _beside(out: Path) -> tuple[Path, Path]:
    """The folders of a swap: nobody else would name one so."""
    return out.with_name(f".{out.name}.{WORK[1:]}-new"), out.with_name(f".{out.name}.{WORK[1:]}-old")


def twin_of(out: Path) -> Path:
    """The place of the site's twin, see `twin`."""
    return out.with_name(f".{out.name}.{WORK[1:]}-twin")


def half_twin(out: Path) -> Path:
    """The place of a twin that is being made."""
    return out.with_name(f".{out.name}.{WORK[1:]}-half")


def stage(folder: SiteFolder, *, whole: bool) -> Path:
    """An empty place to make files in: beside the site for a swap, else inside, on the same disk."""
    place = _beside(folder.out)[0] if whole else folder.out / WORK / "new"
    kept.discard(place)
    place.mkdir(parents=True)
    return place


def unstage(folder: SiteFolder, new: Path) -> None:
    """Remove what was made for nothing."""
    kept.discard(new)
    if new.parent.name == WORK:
        _sweep(folder.out)


def seen_now(out: Path, entries: dict[str, Entry], only: Collection[str] | None = None) -> None:
    """Note what files look like after they were moved or linked: that changes the time of their last change."""
    for path, (key, seal, _) in entries.items():
        if only is None or path in only:
            entries[path] = (key, seal, kept.signature(os.lstat(f"{out}/{path}")))


def link_rest(folder: SiteFolder, new: Path, paths: Iterable[str]) -> bool:
    """Fill a new folder up to `paths` with links to files of the old one. False on a disk without links."""
    made: set[str] = set()
    for path in paths:
        target = f"{new}/{path}"
        if os.path.lexists(target):
            continue
        above = target.rpartition("/")[0]
        if above not in made:
            os.makedirs(above, exist_ok=True)
            made.add(above)
        try:
            os.link(f"{folder.out}/{path}", target, follow_symlinks=False)
        except OSError as error:
            if error.errno in _UNLINKABLE:
                return False
            raise
    return True


def may_swap(folder: SiteFolder) -> bool:
    """Whether the folder of the site can be renamed: no mount point, and its parent may be written into."""
    out = folder.out
    parent = out.parent
    while not parent.exists():
        parent = parent.parent
    return not out.is_mount() and os.access(parent, os.W_OK | os.X_OK)


def swap(folder: SiteFolder, new: Path) -> bool:
    """Put a whole new site in the place of the old one. False where the system does not let us."""
    out, gone = folder.out, _beside(folder.out)[1]
    with unstopped():
        try:
            if out.exists():
                out.rename(gone)
        except OSError as error:
            if error.errno in _UNMOVABLE:
                return False
            raise
        try:
            new.rename(out)
        except OSError:
            recover(out)
            raise
    if gone.is_dir():
        _clear(out, gone)
    return True


def move_in(folder: SiteFolder, new: Path, paths: Iterable[str], gone: Iterable[str]) -> None:
    """Move staged files into the site and remove those that are `gone`; journal first."""
    out, staged = folder.out, folder.out / WORK / "new"
    if new != staged:
        kept.discard(staged)
        staged.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(new, staged)
    moves = [path for path in paths if os.path.lexists(f"{staged}/{path}")]
    gone = sorted(gone)
    if moves or gone:
        with unstopped():
            kept.save(_journal(out), {"moves": moves, "gone": gone})
            _finish(out)
    _sweep(out)


def check_free(folder: SiteFolder, paths: Iterable[str]) -> None:
    """Raise `BadData` where something that is not ours stands in the way of files to be written."""
    taken, free = set(), set[str]()
    for path in paths:
        above = path.rpartition("/")[0]
        # Nearly all files are ours and stand where they stood.
        if above in free and folder.ours(path) and _is_file(f"{folder.out}/{path}"):
            continue
        if one := _in_the_way(folder, path):
            taken.add(one)
        else:
            free.add(above)
    if taken:
        raise BadData([problem(f"{folder.out}/{one}", 0, "", "out-taken") for one in sorted(taken)])


def _in_the_way(folder: SiteFolder, path: str) -> str:
    """The path that is not ours and keeps a file from its place, "" where there is none."""
    file = folder.out / path
    if link := _link_above(folder.out, path):
        return link
    if _is_folder(file):
        below = [f"{path}/{one}" for one in paths_in(file)]
        return "" if all(one.endswith("/") or folder.ours(one) for one in below) else path
    if os.path.lexists(file):
        return "" if folder.ours(path) else path
    for above in reversed(_folders(path)):
        if _is_folder(folder.out / above):
            return ""
        if os.path.lexists(folder.out / above) and not folder.ours(above):
            return above
    return ""


def _is_file(name: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(name).st_mode)
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _link_above(base: Path, path: str) -> str:
    """The first link on the way from a folder to a file in it, "" where there is none.

    Whoever put a link there has his files behind it: nothing is written or removed through one.
    """
    top = os.fspath(base)
    return next((above for above in _folders(path) if _is_link(f"{top}/{above}")), "")


def _is_link(name: str) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(name).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _folders(path: str) -> list[str]:
    """The folders above a file, the outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def recover(out: Path) -> None:
    """Finish or undo what a stopped command left: before anything else, whichever command comes first."""
    new, gone = _beside(out)
    if gone.is_symlink():
        gone.unlink()  # a link is no folder that a swap left: what it leads to belongs to somebody else
    elif gone.is_dir():
        if not out.exists() or not any(out.iterdir()):
            gone.rename(out)
        else:
            _clear(out, gone)
    kept.discard(new)
    kept.discard(half_twin(out))
    if _is_folder(out / WORK):
        with unstopped():
            _finish(out)
        _sweep(out)


def _clear(out: Path, gone: Path) -> None:
    """Remove the old site; what appeared in it while the new one was made is not ours and goes over."""
    listed = set(kept.load(gone / LIST).get("files", ()))
    for path in list(paths_in(gone)):
        if mark(path) in listed:
            (gone / path).unlink()
        elif path != LIST and not path.endswith("/") and not os.path.lexists(out / path):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (gone / path).rename(out / path)
    # The list goes last: a clearing that was stopped still knows what is ours.
    if {one for one in paths_in(gone) if not one.endswith("/")} <= {LIST}:
        shutil.rmtree(gone)


def _journal(out: Path) -> Path:
    return out / WORK / "journal.json"


def _finish(out: Path) -> None:
    """Do what the journal says, as far as it is not done yet."""
    told = kept.load(_journal(out))
    moves, gone = told.get("moves", ()), told.get("gone", ())
    if not all(map(kept.inside, (*moves, *gone))):
        return
    remove(out, gone)
    made: set[str] = set()
    for path in moves:
        above = path.rpartition("/")[0]
        if above not in made:
            if _link_above(out, f"{WORK}/new/{path}"):
                continue
            make_way(out, path)
            made.add(above)
        move(f"{out}/{WORK}/new/{path}", f"{out}/{path}")


def make_way(out: Path, path: str) -> None:
    """Make the folders above a file."""
    for folder in _folders(path):
        # What stands here and is no folder was found to be ours when the journal was written.
        if not _is_folder(out / folder):
            (out / folder).unlink(missing_ok=True)
    (out / path).parent.mkdir(parents=True, exist_ok=True)


def move(source: str, target: str) -> None:
    """Move a file; nothing where it has been moved already."""
    try:
        os.replace(source, target)
    except IsADirectoryError:
        remove_empty(Path(target))
        os.replace(source, target)
    except FileNotFoundError:
        if os.path.lexists(source):
            raise


def remove_empty(folder: Path) -> None:
    """Remove a folder that holds nothing but folders. OSError where it holds a file."""
    for place, _, _ in os.walk(folder, topdown=False):
        Path(place).rmdir()


def _sweep(out: Path) -> None:
    """Remove journal and stage, the journal first: without it the rest says nothing."""
    if _is_folder(out / WORK):
        _journal(out).unlink(missing_ok=True)
        kept.discard(out / WORK / "new")
        if not any((out / WORK).iterdir()):
            (out / WORK).rmdir()


def remove(out: Path, paths: Iterable[str]) -> None:
    """Remove files that no longer belong to the site, and folders that are empty then."""
    for path in paths:
        target = out / path
        if _link_above(out, path):
            continue
        try:
            target.unlink(missing_ok=True)
        except (NotADirectoryError, IsADirectoryError):
            continue  # somebody put something else there
        for folder in target.parents:
            if folder == out or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


@contextmanager
def unstopped() -> Iterator[None]:
    """Let Ctrl+C and a polite end wait for the few milliseconds in which files change places."""
    came: list[int] = []
    before = {}
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            before[one] = signal.signal(one, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        for number in came:
            signal.raise_signal(number)
