"""Makes files and writes them into a folder beside the site; `placing` brings them in."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateError

from macros.data.problems import BadData, Problem, problem
from macros.files.beside import beside
from macros.files.kept import digest, signature
from macros.print.press import PressError

Entry = tuple[str, str, str]
"""What the manifest says of a file: key, digest of its bytes, and what it looks like (`kept.signature`)."""
Progress = Callable[[int, int], None]
"""Called with the number of files made and the number to make."""

WORTH_FORKING = 60
"""From this number of files on a second process gains more than it costs."""


@dataclass(frozen=True, slots=True)
class Target:
    """One file of the site: its path, its key and how its bytes are made."""

    path: str
    key: str
    make: Callable[[], bytes]


Last = Callable[[Mapping[str, Entry]], Target]
"""The file that is made of what was written of the others."""


class WrongMacros(BadData):
    """Macros of one text are wrong; other texts may have mistakes, too."""


def write(
    folder: Path,
    targets: list[Target],
    old: dict[str, Entry],
    jobs: int | None,
    progress: Progress | None,
) -> dict[str, Entry]:
    """Make files and write them into a folder, in several processes where there are many.

    Those whose bytes are still what `old` says are not written. Raises `BadData`.
    """
    jobs = jobs or (min(2, os.cpu_count() or 1) if len(targets) >= WORTH_FORKING else 1)
    if jobs == 1:
        return write_part(str(folder), targets, old, progress)
    shares = _Shares(str(folder), targets, old, jobs)
    waiting = [beside(shares.take) for _ in range(jobs - 1)]
    done = shares.take(progress)
    for answer in waiting:
        done |= answer()
    gc.unfreeze()
    entries = {path: entry for part in done.values() for path, entry in part.items()}
    # What is wrong is said here, and what a process did that was killed is done here.
    again = [partial(write_part, str(folder), share, old, None) for share in shares.left(done)]
    return entries | _joined(again)


def _joined(parts: Iterable[Callable[[], dict[str, Entry]]]) -> dict[str, Entry]:
    """What several parts of the work wrote; wrong macros of all of them are said together."""
    entries: dict[str, Entry] = {}
    wrong: list[Problem] = []
    for part in parts:
        try:
            entries |= part()
        except WrongMacros as error:
            wrong += error.problems
    if wrong:
        raise WrongMacros(wrong)
    return entries


SHARE = 40
"""So many files a process takes at once, at most: few enough that all end at the same time."""


class _Shares:
    """Files in shares that several processes take, one after the other, until none is left.

    The numbers of the shares lie in a pipe that all of them read; each is read once.
    """

    def __init__(self, folder: str, targets: list[Target], old: dict[str, Entry], jobs: int) -> None:
        self._folder, self._old, self._files, self._parent = folder, old, len(targets), os.getpid()
        most = max(1, min(SHARE, len(targets) // (8 * jobs)), len(targets) // _MOST)
        self.all = _shares(targets, most)
        self._numbers, writing = os.pipe()
        os.write(writing, b"".join(number.to_bytes(_TICKET, "big") for number in range(len(self.all))))
        os.close(writing)

    def take(self, progress: Progress | None = None) -> dict[int, dict[str, Entry]]:
        """Write share by share until none is left; what was written, by the number of the share.

        Shares with mistakes are left out. `progress` counts the files of all processes.
        """
        done: dict[int, dict[str, Entry]] = {}
        while ticket := os.read(self._numbers, _TICKET):
            if os.getpid() != self._parent and os.getppid() != self._parent:
                os._exit(1)  # the build was killed, and the next one may already be at work
            number = int.from_bytes(ticket, "big")
            try:
                done[number] = write_part(self._folder, self.all[number], self._old, None)
            except WrongMacros:
                continue  # other texts may have mistakes, too
            except Exception:
                break  # it will be said when this share is tried once more
            if progress:
                progress(self._files * (number + 1) // len(self.all), self._files)
        return done

    def left(self, done: Iterable[int]) -> list[list[Target]]:
        """The shares that nobody wrote, when all have ended."""
        os.close(self._numbers)
        return [self.all[number] for number in sorted({*range(len(self.all))} - {*done})]


_TICKET, _MOST = 4, 10_000
"""Bytes of the number of a share, and how many of them a pipe surely holds."""


def _shares(targets: list[Target], most: int = SHARE) -> list[list[Target]]:
    """Cut the files into shares, costly ones first (pictures and indexes are the last targets).

    Files with the same key are made of one piece of work and stay together.
    """
    shares: list[list[Target]] = [[]]
    for one in reversed(targets):
        if len(shares[-1]) >= most and shares[-1][-1].key != one.key:
            shares.append([])
        shares[-1].append(one)
    return shares


def write_part(
    folder: str, targets: list[Target], old: dict[str, Entry], progress: Progress | None
) -> dict[str, Entry]:
    """Make and write files in this process, as `write` does."""
    entries: dict[str, Entry] = {}
    made: set[str] = set()
    wrong: list[Problem] = []
    for number, target in enumerate(targets, start=1):
        try:
            raw = _made(target)
        except WrongMacros as error:
            wrong += error.problems
            continue
        seal = digest(raw)
        before = old.get(target.path)
        if before is not None and before[1] == seal:
            entries[target.path] = (target.key, seal, before[2])
            continue
        entries[target.path] = (target.key, seal, _write_file(folder, target.path, raw, made))
        if progress and number % 200 == 0:
            progress(number, len(targets))
    if wrong:
        raise WrongMacros(wrong)
    return entries


def _made(target: Target) -> bytes:
    """Make a file; a mistake in a template is said with the page and the line of the template."""
    try:
        return target.make()
    except PressError as error:
        raise BadData([problem(target.path, 0, "", "document-error", reason=str(error))]) from error
    except TemplateError as error:
        frames = [one for one in extract_tb(error.__traceback__) if one.filename.endswith(".html")]
        where = f"{Path(frames[-1].filename).name}, řádek {frames[-1].lineno}" if frames else "?"
        raise BadData(
            [problem(target.path, 0, "", "page-error", template=where, reason=str(error))]
        ) from error


def _write_file(folder: str, path: str, raw: bytes, made: set[str]) -> str:
    """Write one file and return what it looks like; folders are made once."""
    name = f"{folder}/{path}"
    parent = name.rpartition("/")[0]
    if parent not in made:
        try:
            os.mkdir(parent)  # noqa: PTH102 (a Path for each of twenty thousand folders costs more)
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(parent, exist_ok=True)
        made.add(parent)
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    left = memoryview(raw)
    try:
        # On a disk that is nearly full a part is written without a word; only the next try is refused.
        while left:
            left = left[os.write(handle, left) :]
        return signature(os.fstat(handle))
    finally:
        os.close(handle)
