"""One command at a time works on a portal; the next one waits and says for whom.

The lock is one of the system on the portal's folder itself: it needs no file and ends with the process that
holds it, so a killed build leaves nothing behind. (A library for this would want a file, and cost a twentieth
of a rebuild to import.)
"""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

PATIENCE = 600.0
"""Seconds for which a command waits."""
QUIET = 1.0
"""Seconds before it says so."""
_COMMANDS = ("rozcestnik", "mkdocs")


@contextmanager
def alone(root: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of a portal. Raises `BadData` when another command does not end for `PATIENCE` seconds.

    Who holds it already goes on. Who does not `wait` gets a BlockingIOError where another command holds it.
    """
    handle = os.open(root, os.O_RDONLY)
    if any(os.path.sameopenfile(handle, one) for one in _HELD):
        os.close(handle)
        yield
        return
    _HELD.add(handle)
    try:
        _wait(handle, root, PATIENCE if wait else None)
        yield
    finally:
        _HELD.discard(handle)
        os.close(handle)


_HELD: set[int] = set()


@contextmanager
def alone_in(out: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of the place where a site is built: two copies of a portal may build into one folder.

    It is on the folder above, since the site's own changes places with a new one.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    if os.access(out.parent, os.R_OK):
        with alone(out.parent, wait=wait):
            yield
    else:
        yield


def _let_go() -> None:
    """A child has no part in the lock: it may outlive a killed parent, and must not keep others waiting."""
    for handle in _HELD:
        os.close(handle)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go)


def hold(root: Path) -> None:
    """Hold the lock of a portal until the command of click that runs now has ended. Ends it with code 1."""
    import click

    click.get_current_context().with_resource(held(root))


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Hold the lock of a portal; where that is not possible, say why and end the program with code 1."""
    from macros.data.problems import BadData

    with ExitStack() as stack:
        try:
            stack.enter_context(alone(root))
        except BadData as error:
            print(error, file=sys.stderr)
            sys.exit(1)
        yield


def _wait(handle: int, root: Path, patience: float | None) -> None:
    started, said = time.monotonic(), False
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if patience is None:
                raise
            waited = time.monotonic() - started
        except OSError:
            return None  # a disk of the net that knows no locks of folders
        if waited > patience:
            raise _too_long(root, holder(handle))
        if waited > QUIET and not said:
            import click

            click.echo(f"Na portálu právě pracuje {holder(handle)}; čekám, až skončí.", err=True)
            said = True
        time.sleep(0.1)


def _too_long(root: Path, who: str) -> Exception:
    from macros.data.problems import BadData, problem

    return BadData([problem(str(root), 0, "", "locked", holder=who)])


def holder(handle: int) -> str:
    """Who holds the lock of a folder, for people: command and number of the process, as far as it is known."""
    inode = str(os.fstat(handle).st_ino)
    try:
        # "5: FLOCK  ADVISORY  WRITE 1234 fe:00:98765 0 EOF"
        lines = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
        process = next(one[4] for one in lines if one[1] == "FLOCK" and one[5].split(":")[-1] == inode)
        words = Path(f"/proc/{process}/cmdline").read_text(errors="replace").split("\0")
    except (OSError, StopIteration, IndexError):
        return "jiný příkaz"
    at = next((at for at, one in enumerate(words) if Path(one).name in _COMMANDS), None)
    said = " ".join([Path(words[at]).name, *words[at + 1 : at + 2]]) if at is not None else "jiný příkaz"
    return f"{said} (proces {process})"
