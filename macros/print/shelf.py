"""Documents that a command prints and builds take over: kept in the cache with a manifest of what they were made from.

A shelf is a folder `.cache/rozcestnik/<name>/` and its manifest `<name>.json`. The command makes what is missing or
has another key, in parallel (`bring`). A build takes what still says what the data say and throws the rest away
(`current`): a place that has become secret must not stay on paper. To put the data of a thousand documents together
takes as long as the rest of a rebuild, so documents come in groups, and a group is looked at only where anything
that it reads has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from macros.files import kept as keep
from macros.files.made import Made
from macros.print.press import Job, Progress
from macros.print.press import made as made_by_press

FORM = 2
"""Version of the manifest."""


class Done(NamedTuple):
    """What was done: number of files there are, of those made now, and of those removed."""

    files: int
    made: int
    removed: int

    def plus(self, other: Done) -> Done:
        """Both together."""
        return Done(self.files + other.files, self.made + other.made, self.removed + other.removed)


class Kept(NamedTuple):
    """What was made: key, digest and looks of each file by its name; what each group reads."""

    files: dict[str, tuple[str, str, str]]
    reads: dict[str, str]

    def key(self, name: str) -> str:
        """Key of a document, "" where none is kept."""
        return self.files[name][0] if name in self.files else ""


class Shelf(NamedTuple):
    """Documents of one sort in the cache of a portal; names have no slash."""

    cache: Path
    name: str

    @property
    def folder(self) -> Path:
        """Where the documents are."""
        return self.cache / self.name

    def remembered(self) -> Kept:
        """What was made and is still there as it was left."""
        raw = keep.load(self._manifest)
        if raw.get("form") != FORM or not isinstance(raw.get("files"), dict):
            return Kept({}, {})
        known: dict[str, tuple[str, str, str]] = {}
        for name, (key, seal, seen) in raw["files"].items():
            if "/" not in name and (now := keep.still(f"{self.folder}/{name}", seal, seen)):
                known[name] = (key, seal, now)
        return Kept(known, raw["reads"])

    def bring(
        self,
        wanted: list[Job],
        *,
        reads: Mapping[str, str] | None = None,
        jobs: int | None = None,
        progress: Progress | None = None,
    ) -> Done:
        """Make what is missing or has another key; what nobody wants any more goes.

        `reads` is what the groups read (as for `current`), so that a build need not put the data together again; None
        where `wanted` is a part of the documents, and the others stay.
        """
        before, partly = self.remembered(), reads is None
        known, done = before.files, before.reads
        made = dict(known) if partly else {one.name: known[one.name] for one in wanted if one.name in known}
        todo = [one for one in wanted if before.key(one.name) != one.key]
        target = keep.made_folder(self.folder)
        try:
            for number, (job, _) in enumerate(made_by_press(target, todo, jobs), start=1):
                file = target / job.name
                made[job.name] = (job.key, keep.digest(file.read_bytes()), keep.signature(file.lstat()))
                if progress:
                    progress(number, len(todo))
            done = done if reads is None else dict(reads)
        finally:
            # Also when it was stopped in the middle: what is done need not be done again.
            self._save(Kept(made, done))
        gone = [file for file in sorted(target.iterdir()) if file.name not in made]
        for file in gone:
            keep.discard(file)
        return Done(len(made), len(todo), len(gone))

    def current(
        self,
        names: Iterable[str],
        reads: Callable[[], Mapping[str, str]],
        jobs: Callable[[str], Iterable[Job]],
        path: Callable[[str], str],
    ) -> tuple[list[Made], int]:
        """Kept documents that still say what the data say, for the site, and how many there are to make.

        `names` are those of all documents, `reads` gives a digest a group, `jobs` the jobs of a group, `path` where
        in the site a document stands.
        """
        known, wanted = self.remembered(), set(names)
        if not known.files:
            return [], len(wanted)
        stale, now = known.files.keys() - wanted, dict(reads())
        for group, digest in now.items():
            if known.reads.get(group) != digest:
                keys = {one.name: one.key for one in jobs(group)}
                stale |= {name for name, key in keys.items() if known.key(name) not in ("", key)}
        left = {name: one for name, one in known.files.items() if name not in stale}
        if stale or known.reads != now:
            for name in stale:
                keep.discard(self.folder / name)
            self._save(Kept(left, now))
        ready = [
            Made(path(name), bytes.fromhex(left[name][0]), (self.folder / name).read_bytes, True)
            for name in sorted(left)
        ]
        return ready, len(wanted) - len(left)

    @property
    def _manifest(self) -> Path:
        return self.cache / f"{self.name}.json"

    def _save(self, kept: Kept) -> None:
        keep.save(self._manifest, {"form": FORM, **kept._asdict()})
