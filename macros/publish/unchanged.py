"""Whether anything that a build reads or wrote has changed since the last one; if not, nothing is read.

What a build reads is told by names, sizes, times, numbers (inodes) and the environment. A file that was edited
with its size and time of writing kept has another time of change or another number (`kept.signature`). A build
looks before it reads the first file and once more after it wrote the last one, and keeps what it saw only where
both are the same: an edit in the middle of a build is never taken for built.

Little is imported here: this is all that a build without changes costs.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path

from macros.data.git_state import git_files
from macros.files import kept
from macros.files.code import CODE
from macros.files.installed import installed
from macros.files.theme import theme_folder
from macros.publish.lock import alone, alone_in

FORM = 1
"""Version of what is kept."""
PEOPLE = ("mkdocs.yml", "catalogue", "data_packages", "strategy")
"""What people write; the folder of the theme is named by mkdocs.yml."""
ENVIRONMENT = ("HOME", "PATH", "XDG_CONFIG_HOME")
"""What programs ask that a build asks, beside all that begins with GIT_."""
TICK, SECOND = 30_000_000, 2_000_000_000
"""Nanoseconds in which two edits of a file may get the same time, on most disks and on those that count seconds."""
HOLE = "{seconds}"
"""Where a line of a report has the time that the build took."""
_ASKS_MORE = ("!ENV", "INHERIT", "hooks:")
"""What in mkdocs.yml reads more than is looked at here."""


class Look:
    """A portal as it was when somebody looked: a digest of all that a build reads, and the newest change in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._clock = time.time_ns()
        self._sources, self._newest = _seen(_sources(root))

    def report(self, asked: str) -> list[str] | None:
        """Lines that a build has to say which changes nothing; None where it must look closer.

        `asked` is the folder for the site as it was asked for, "" for that of mkdocs.yml. Nobody else works on
        the portal while this is found out.
        """
        started = time.perf_counter()
        raw = kept.load(_file(self.root, asked))
        try:
            if raw.get("form") != FORM or raw["sources"] != self._sources:
                return None
            out = Path(raw["out"])
            with ExitStack() as held:
                held.enter_context(alone(self.root, wait=False))
                held.enter_context(alone_in(out, wait=False))
                if not self._holds(raw, out):
                    return None
        except (OSError, KeyError, TypeError, ValueError):
            return None  # somebody works here, or what is kept says nothing
        # The Czech way of `czech.number`, which need not be imported for this.
        seconds = f"{time.perf_counter() - started:.1f}".removesuffix(".0").replace(".", ",")
        return [str(line).replace(HOLE, seconds, 1) for line in raw["lines"]]

    def _holds(self, raw: Mapping[str, object], out: Path) -> bool:
        """Whether cache and site are as they were left, and nothing of a stopped command is there."""
        return (
            os.path.realpath(str(raw["given"])) == str(out)
            and _seen(_own(self.root, out))[0] == raw["own"]
            and not any(map(os.path.lexists, leftovers(out)))
            and _seen(_published(Path(str(raw["beside"])), out))[0] == raw["published"]
            and _site(out, str(raw["files"]).split("\n")) == raw["site"]
        )

    def keep(
        self, asked: str, given: Path, own: Path, files: Mapping[str, tuple[str, str, str]], lines: list[str]
    ) -> None:
        """Keep that the site is what the sources say, if they are still those of this look.

        `given` is the folder of the site, `own` that of mkdocs.yml, `files` what the manifest says of each file
        of the site, `lines` the next report. OSError where nothing can be written.
        """
        file, out = _file(self.root, asked), Path(os.path.realpath(given))
        again = Look(self.root)
        if again._sources != self._sources or not self._settled() or _asks_more(self.root):
            kept.discard(file)
            return
        paths = sorted(files)
        data = {
            "form": FORM,
            "given": str(given),
            "out": str(out),
            "sources": self._sources,
            "own": _seen(_own(self.root, out))[0],
            "files": "\n".join(paths),
            "site": _digest(files[path][2] for path in paths),
            "beside": str(own),
            "published": _seen(_published(own, out))[0],
            "lines": lines,
        }
        kept.save(file, data)

    def _settled(self) -> bool:
        """Whether the newest change is so old that another one after the look would have had another time."""
        coarse = self._newest % 1_000_000_000 == 0
        return self._newest + (SECOND if coarse else TICK) < self._clock


_EARLIER: list[Look] = []


def look_at(root: Path) -> tuple[Look, bool]:
    """Look at a portal, and whether somebody did so in this process already (`looked`)."""
    found = _EARLIER.pop() if _EARLIER else None
    return (found, True) if found and found.root == root else (Look(root), False)


def looked(look: Look) -> None:
    """Leave a look for the build that follows in this process."""
    _EARLIER[:] = [look]


def leftovers(out: Path) -> Iterator[str]:
    """What a stopped command leaves at a site, see `placing`."""
    yield from (f"{out.parent}/.{out.name}.rozcestnik-{one}" for one in ("new", "old", "half"))
    yield from (f"{out}/.rozcestnik/{one}" for one in ("new", "journal.json"))


def _file(root: Path, asked: str) -> Path:
    name = blake2b(os.fsencode(asked), digest_size=6).hexdigest()
    return kept.cache_of(root, f"unchanged-{name}.json")


# What is looked at ------------------------------------------------------------------------------------

Seen = tuple[str, os.stat_result | None]
"""A name, and what lies there: None where nothing does, or where what it looks like says nothing."""


def _sources(root: Path) -> Iterator[Seen]:
    """All that a build reads outside of its cache and of the site."""
    # The day: what a rule warns of as being to come is past one day.
    told = [
        str(FORM),
        time.strftime("%Y-%m-%d"),
        sys.version,
        *sys.path,
        *installed(),
        str(getattr(os, "geteuid", int)()),
    ]
    told += [f"{name}={os.environ[name]}" for name in sorted(os.environ) if _matters(name)]
    yield "\0".join(told), None
    for path in (*(str(root / one) for one in PEOPLE), theme_folder(root), str(CODE)):
        yield from _walk(path)
    for path in git_files(root):
        yield path, _looks(path)


def _matters(name: str) -> bool:
    return name in ENVIRONMENT or name.startswith("GIT_")


def _own(root: Path, out: Path) -> Iterator[Seen]:
    """What commands keep: leaflets, workbooks, what MkDocs made. What is kept of other folders says nothing."""
    mine = f"manifest-{blake2b(str(out).encode(), digest_size=6).hexdigest()}.json"
    for path, looks in _walk(str(kept.cache_of(root))):
        name = path.rpartition("/")[2]
        if not (name.startswith("unchanged-") or (name.startswith("manifest-") and name != mine)):
            yield path, looks


def _published(own: Path, out: Path) -> Iterator[Seen]:
    """Counts in the portal's own site, which are looked at also where the site is built elsewhere."""
    if os.path.realpath(own) != str(out):
        path = f"{own}/data/indicators/data/observations.csv"
        yield path, _looks(path)
        yield from _walk(f"{own}/ukazatele")


def _walk(path: str) -> Iterator[Seen]:
    """What lies at a path and below it; a link is not followed. What Python compiled says nothing."""
    looks = _looks(path)
    if looks is None or not stat.S_ISDIR(looks.st_mode):
        yield path, looks
        return
    yield f"{path}/", None
    with os.scandir(path) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path, entry.stat(follow_symlinks=False)
        elif entry.name != "__pycache__":
            yield from _walk(entry.path)


def _looks(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except OSError:
        return None


def _seen(found: Iterable[Seen]) -> tuple[str, int]:
    """Digest of what was found, and the time of the newest change in it, in nanoseconds."""
    newest, told = 0, list[str]()
    for path, looks in found:
        if looks is None:
            told.append(path)
            continue
        newest = max(newest, looks.st_ctime_ns, looks.st_mtime_ns)
        told += (path, f"{looks.st_mode}.{kept.signature(looks)}")
    return _digest(told), newest


def looks_of(paths: Iterable[str]) -> str:
    """Digest of what lies at some paths and below them. OSError where a folder cannot be listed."""
    return _seen(one for path in paths for one in _walk(path))[0]


def _site(out: Path, paths: list[str]) -> str:
    """Digest of the looks of the files of a site. OSError where one is not there."""
    base, look, sign = f"{out}/", os.lstat, kept.signature
    return _digest([sign(look(base + path)) for path in paths])


def _digest(told: Iterable[str]) -> str:
    return blake2b("\n".join(told).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _asks_more(root: Path) -> bool:
    text = (root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace")
    return any(one in text for one in _ASKS_MORE)
