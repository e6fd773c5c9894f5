"""Runs a command and says what it cost: wall time, processor time, memory of the whole process tree."""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

SAMPLE = 0.05
"""Seconds between two looks at the memory."""


class Cost(NamedTuple):
    """Seconds on the wall, seconds of processors (user and system), bytes of the largest single process."""

    seconds: float
    cpu: float
    rss: int


def cost(command: Sequence[str | Path], cwd: Path) -> Cost:
    """Run a command to its end. CalledProcessError, with what it wrote, where it fails."""
    # What earlier runs left to be written to disk must not slow this one down.
    os.sync()
    with tempfile.TemporaryFile() as said:
        _adopt()
        started = time.perf_counter()
        process = _start(command, cwd, said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        _succeed(process, said)
    return Cost(seconds, used.ru_utime + used.ru_stime + _orphans(), used.ru_maxrss * 1024)


def _adopt() -> None:
    """Let orphans of a command become our children: what they cost is told only to who waits for them."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def _orphans() -> float:
    """Wait for processes that a command left behind; return their processor time in seconds."""
    seconds = 0.0
    while True:
        try:
            used = os.wait4(-1, 0)[2]
        except ChildProcessError:
            return seconds
        seconds += used.ru_utime + used.ru_stime


def peak(command: Sequence[str | Path], cwd: Path) -> int:
    """Run a command and return the peak of its memory: PSS of it and its descendants, summed, in bytes.

    Shared pages count once in PSS, so that forked children are not counted twice. Looking costs time:
    a run for memory is never a run for seconds.
    """
    most = 0
    with tempfile.TemporaryFile() as said:
        process = _start(command, cwd, said)
        while process.poll() is None:
            most = max(most, sum(map(_pss, _tree(process.pid))))
            time.sleep(SAMPLE)
        _succeed(process, said)
    return most


def _start(command: Sequence[str | Path], cwd: Path, said: IO[bytes]) -> subprocess.Popen[bytes]:
    # Compiled modules are kept, as on anybody's machine; a machine of developers may be told not to.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(list(map(str, command)), cwd=cwd, stdout=said, stderr=said, env=environment)


def _succeed(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    if process.returncode:
        said.seek(0)
        print(said.read().decode(errors="replace"))
        raise subprocess.CalledProcessError(process.returncode, process.args)


def _tree(pid: int) -> Iterator[int]:
    """The process and all below it. A process may end while we look."""
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(one) for thread in threads for one in (thread / "children").read_text().split()]
    except OSError:
        return
    for child in below:
        yield from _tree(child)


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    lines = (line.split() for line in text.splitlines())
    return sum(int(words[1]) * 1024 for words in lines if words[0] == "Pss:")


class Weight(NamedTuple):
    """Pages (index.html) and their bytes, all files and their bytes, the largest page of a service."""

    pages: int
    page_bytes: int
    files: int
    bytes: int
    largest_service: int


def weigh(site: Path) -> Weight:
    """Count the files of a built site."""
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.name == "index.html"}
    # Lists of services lie one folder higher or lower than the pages of services.
    services = [size for path, size in pages.items() if path.parent.parent == site / "sluzby"]
    return Weight(len(pages), sum(pages.values()), len(sizes), sum(sizes.values()), max(services, default=0))


def times(site: Path) -> dict[str, int]:
    """When each file of a site was written, in nanoseconds."""
    return {
        path.relative_to(site).as_posix(): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file()
    }


def differing(site: Path, other: Path) -> list[str]:
    """Files that two folders do not have alike, byte for byte."""
    names = [
        {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        for root in (site, other)
    ]
    both = names[0] & names[1]
    return sorted(
        (names[0] ^ names[1])
        | {name for name in both if (site / name).read_bytes() != (other / name).read_bytes()}
    )
