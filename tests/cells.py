"""Changes every cell of a portal, one at a time, and asks the build which pages it would make again.

A build keeps a page whose key is as it was. So for each change that leaves the data sound: wherever the
key of a file is the old one, its bytes must be the old ones too. That holds both ways, so a filled cell
stands for an emptied one and a deleted row for an added one.

Keys are asked of each change alone. Bytes, which cost more, are asked of several changes at once where none
can hide another (`Portal.stale`), and `compare` proves that none does.
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from macros.data.mend import write_csv
from macros.data.problems import BadData
from macros.data.schema import Field, Package, Reference
from macros.data.settings import Settings, read_settings
from macros.data.values import judge
from macros.load import load_site
from macros.page.family import Page
from macros.publish import story as publish
from macros.publish.writing import Target
from macros.subjects.territory.codes import LEVELS
from macros.texts.bundle import Bundle
from macros.texts.gather import gather
from tests.haste import Tables, hurry
from tests.portals import read_package

Table = tuple[str, str]
Rows = list[list[str]]

ORP, MUNICIPALITIES = ("territory", "orp"), ("territory", "municipalities")
AREAS = ("indicators", "areas")
PLACES = {AREAS, *(("territory", name) for name, _ in LEVELS.values())}

FIXED = {
    "capacity/report_clients.service",
    "capacity/report_grants.service",
    "capacity/report_grants.year",
    "capacity/reports.(row)",
    "capacity/reports.service",
    "capacity/reports.year",
    "cases/case_actors.case",
    "cases/project_roles.project",
    "cases/project_steps.project",
    "evaluation/assessments.set",
    "evaluation/assessments.values_from",
    "evaluation/criteria.set",
    "evaluation/phases.(row)",
    "evaluation/phases.assessment",
    "evaluation/phases.phase",
    "evaluation/ratings.assessment",
    "evaluation/ratings.descriptor",
    "evaluation/ratings.phase",
    "evaluation/scale_levels.(row)",
    "evaluation/scale_levels.set",
    "indicators/cost_items.unit",
    "indicators/indicators.part_by",
    "meetings/fair_blocks.fair",
    "meetings/fair_stands.(row)",
    "meetings/fair_stands.fair",
    "meetings/fair_stands.position",
    "meetings/fair_talks.block",
    "meetings/items.meeting",
    "meetings/votes.meeting",
    "network/reachability.found",
    "services/hours.nonstop",
    "services/places.confidential",
    "strategy/nodes.depth",
    "strategy/nodes.strategy",
    "strategy/strategies.(row)",
    "strategy/strategies.id",
    "territory/orp.region_nuts3",
    "territory/states.code_iso",
}
"""Columns in which no cell can be changed alone: others of the row or of another table, or mkdocs.yml, say the same."""


class Edit(NamedTuple):
    """One cell (or with `column` -1 one row) to be changed, and what may stand there instead, by way."""

    table: Table
    row: int
    column: int
    values: tuple[tuple[str, str], ...]


class Sound(NamedTuple):
    """A change that leaves the data sound: the tables with it, and the files that a build would keep."""

    edit: Edit
    value: str
    tables: dict[Table, Rows]
    kept: dict[str, Target]


@dataclass
class Found:
    """What came out: columns with an example of a page that would stay old, and how much was tried."""

    stale: dict[str, str] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    changed: int = 0


class Portal:
    """The tables of a portal in memory and on disk, and its site as the build first made it."""

    def __init__(self, root: Path, bundle: Bundle, read: Tables) -> None:
        self.root, self.bundle, self.read = root, bundle, read
        self.settings: Settings = read_settings(root)
        self.packages = {one.name: one for one in map(read_package, _folders(root))}
        self.rows: dict[Table, Rows] = {}
        self._named: dict[tuple[Table, int], tuple[tuple[Table, int, str], ...]] = {}
        for package in self.packages.values():
            for name in package.schemas:
                text = self.path((package.name, name)).read_text(encoding="utf-8")
                self.rows[package.name, name] = list(csv.reader(io.StringIO(text, newline="\n")))
                assert write_csv(self.rows[package.name, name]) == text
        self.site = load_site(root, self.settings).site
        self.out = root / "site"
        publish.publish(root, self.site, lambda: bundle, self.out, jobs=1)
        self.before = {one.path: (one.key, (self.out / one.path).read_bytes()) for one in self.targets()}
        # The search for cycles leaves alone what stays, and looks for sites that went less often.
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000)

    def path(self, table: Table) -> Path:
        package: Package = self.packages[table[0]]
        return package.folder / package.path(table[1])

    def fields(self, table: Table) -> tuple[Field, ...]:
        return self.packages[table[0]].schemas[table[1]].fields

    def targets(self) -> list[Target]:
        """What the build would look at: it is stopped where it begins to compare and to write."""

        class Stop(Exception):
            targets: list[Target]

        def stop(*words: Any) -> Any:
            found = Stop()
            found.targets = listed(*words)[0]
            raise found

        listed, publish.all_targets = publish.all_targets, stop
        try:
            publish.publish(self.root, self.site, lambda: self.bundle, self.out)
        except Stop as found:
            return found.targets
        finally:
            publish.all_targets = listed
        raise AssertionError("the build has no list of its files any more")

    @contextmanager
    def written(self, tables: dict[Table, Rows]) -> Iterator[None]:
        """These tables stand on the disk for a while."""
        for table, rows in tables.items():
            self.path(table).write_text(write_csv(rows), encoding="utf-8")
        self.read.changed = frozenset(tables)
        try:
            yield
        finally:
            for table in tables:
                self.path(table).write_text(write_csv(self.rows[table]), encoding="utf-8")

    def kept(self, tables: dict[Table, Rows]) -> dict[str, Target] | None:
        """Files that a build would keep with these tables; None where they are not sound."""
        with self.written(tables):
            try:
                # The last site is kept until the next one is there, as a new object could take its id.
                self.site = load_site(self.root, self.settings).site
                found = self.targets()
            except BadData:
                return None
        return {one.path: one for one in found if self.before.get(one.path, ("",))[0] == one.key}

    def differ(self, tables: dict[Table, Rows], files: Iterable[Target]) -> list[str]:
        """Paths of those files that with these tables are not what they were."""
        with self.written(tables):
            return [one.path for one in files if self.before[one.path][1] != one.make()]

    def stale(self, group: list[Sound]) -> Iterator[tuple[Sound, list[str]]]:
        """Paths that a build would wrongly keep after each change alone.

        A file is asked of all changes at once only if each of them alone leaves its key as it is, so no change
        makes anew what another leaves old. Then its old bytes after all changes are its old bytes after each:
        they are of different rows and columns, so none takes back what another did (`diagonals`). Everything
        else is asked of each change alone: files that any of them makes anew, and files that differ.
        """
        fine: set[str] = set()
        if (joined := self._joined(group)) and (together := self.kept(joined)) is not None:
            asked = set(together).intersection(*(one.kept for one in group))
            fine = asked - set(self.differ(joined, (together[path] for path in sorted(asked))))
        for one in group:
            yield one, self.differ(one.tables, (file for path, file in one.kept.items() if path not in fine))

    def _joined(self, group: list[Sound]) -> dict[Table, Rows] | None:
        """The tables with all changes; None for a single one, and where two change the same cell or rows go."""
        cells: dict[tuple[Table, int, int], str] = {}
        for one in group:
            for table, rows in one.tables.items():
                if len(rows) != len(self.rows[table]):
                    return None
                for at, (row, old) in enumerate(zip(rows, self.rows[table], strict=True)):
                    for column in (n for n, cell in enumerate(row) if cell != old[n]):
                        if (table, at, column) in cells:
                            return None
                        cells[table, at, column] = row[column]
        joined = {table: [list(row) for row in self.rows[table]] for table, _, _ in cells}
        for (table, at, column), cell in cells.items():
            joined[table][at][column] = cell
        return joined if len(group) > 1 else None

    def edits(self) -> Iterator[Edit]:
        """Every cell and every row."""
        for table, (_, *rows) in self.rows.items():
            for column, one in enumerate(self.fields(table)):
                others = list(dict.fromkeys(row[column] for row in rows))
                for at, row in enumerate(rows, start=1):
                    values: dict[str, str] = {}
                    for way, value in self._values(one, row[column], others):
                        if value != row[column] and judge(one, value)[1] is None:
                            values.setdefault(value, way)
                    yield Edit(table, at, column, tuple((way, value) for value, way in values.items()))
            for at in range(1, len(rows) + 1):
                yield Edit(table, at, -1, (("row", ""),))

    def _values(self, field: Field, cell: str, others: list[str]) -> Iterator[tuple[str, str]]:
        """What may stand in a cell instead, the likeliest first, each with the way that it was found."""
        target = (field.reference.package, field.reference.resource) if field.reference else ("", "")
        if field.reference and target in self.rows:
            at = [known.name for known in self.fields(target)].index(field.reference.field)
            known = [row[at] for row in self.rows[target][1:]]
            if separator := field.reference.separator:
                parts = cell.split(separator) if cell else []
                yield "less", separator.join(parts[:-1])
                yield from (
                    ("more", separator.join([*parts, other])) for other in known if other not in parts
                )
            yield from (("known", other) for other in known)
        elif cell:
            yield from (("new", value) for value in _OTHERS[field.type](cell))
            yield from (("enum", value) for value in field.enum)
        if field.name == "territory_code":
            yield from (("code", row[0]) for name in LEVELS for row in self._territories(name)[1:])
        if field.name == "new_path":
            yield "page", f"sluzby/{self.rows['services', 'services'][1][0]}/"
        yield from (("other", value) for value in others)
        yield "example", field.example
        yield "empty", ""

    def _territories(self, level: str) -> Rows:
        """The table with the territories of a level."""
        return self.rows["territory", LEVELS[level][0]] if level in LEVELS else self.rows[AREAS]

    def changed(self, edit: Edit, value: str) -> dict[Table, Rows]:
        """The tables with one cell changed. A changed id is changed wherever it is named."""
        old = self.rows[edit.table][edit.row][edit.column]
        tables = {edit.table: [list(row) for row in self.rows[edit.table]]}
        tables[edit.table][edit.row][edit.column] = value
        for table, column, separator in self._referring(edit):
            rows = tables.setdefault(table, [list(row) for row in self.rows[table]])
            for row in rows[1:]:
                parts = row[column].split(separator) if separator else [row[column]]
                row[column] = separator.join(value if part == old else part for part in parts)
        names = [one.name for one in self.fields(edit.table)]
        if names[edit.column] == "level" and "territory_code" in names:
            codes = names.index("territory_code")
            tables[edit.table][edit.row][codes] = self._territories(value)[1][0] if value else ""
        if edit.table in (ORP, MUNICIPALITIES):
            self._regions_of_orps(tables)
        return tables

    def _regions_of_orps(self, tables: dict[Table, Rows]) -> None:
        """A municipality repeats the region of its ORP."""
        orps, towns = ([one.name for one in self.fields(table)] for table in (ORP, MUNICIPALITIES))
        region = {row[0]: row[orps.index("region_nuts3")] for row in tables.get(ORP, self.rows[ORP])}
        rows = tables.setdefault(MUNICIPALITIES, [list(row) for row in self.rows[MUNICIPALITIES]])
        for row in rows[1:]:
            row[towns.index("region_nuts3")] = region[row[towns.index("orp_code_csu")]]

    def _referring(self, edit: Edit) -> tuple[tuple[Table, int, str], ...]:
        """Columns that name the values of a column: table, number, separator of lists."""
        key = edit.table, edit.column
        if key not in self._named:
            self._named[key] = tuple(self._find_referring(edit))
        return self._named[key]

    def _find_referring(self, edit: Edit) -> Iterator[tuple[Table, int, str]]:
        name = self.fields(edit.table)[edit.column].name
        for table in self.rows:
            for at, one in enumerate(self.fields(table)):
                if one.reference == Reference(
                    *edit.table, name, one.reference.separator if one.reference else ""
                ):
                    yield table, at, one.reference.separator
                elif one.name == "territory_code" and edit.column == 0 and edit.table in PLACES:
                    yield table, at, ""

    def without(self, edit: Edit) -> dict[Table, Rows]:
        """The tables without one row, and without the rows that only make sense with it."""
        tables: dict[Table, Rows] = {}
        waiting = [(edit.table, self.rows[edit.table][edit.row])]
        while waiting:
            table, gone = waiting.pop()
            tables[table] = [row for row in tables.get(table, self.rows[table]) if row != gone]
            for column in range(len(gone)):
                for other, at, separator in self._referring(Edit(table, 0, column, ())):
                    kept: Rows = []
                    for row in tables.get(other, self.rows[other]):
                        parts = row[at].split(separator) if separator else [row[at]]
                        if gone[column] not in parts:
                            kept.append(row)
                        elif separator or not self.fields(other)[at].required:
                            rest = separator.join(part for part in parts if part != gone[column])
                            kept.append([*row[:at], rest, *row[at + 1 :]])
                        else:
                            kept.append(row)
                            waiting.append((other, row))
                    tables[other] = kept
        return tables

    def told(self, edit: Edit, value: str, found: list[str]) -> str:
        row = self.rows[edit.table][edit.row]
        what = f"without „{','.join(row)[:80]}“" if edit.column < 0 else f"„{row[edit.column]}“ → „{value}“"
        return f"{what} keeps {', '.join(found[:3])}{f' and {len(found) - 3} more' * (len(found) > 3)}"

    def name(self, edit: Edit) -> str:
        column = self.fields(edit.table)[edit.column].name if edit.column >= 0 else "(row)"
        return f"{'/'.join(edit.table)}.{column}"


def _integers(cell: str) -> Iterator[str]:
    yield from (str(int(cell) + 1), str(int(cell) - 1), str(int(cell) + 100))


def _numbers(cell: str) -> Iterator[str]:
    whole, _, rest = cell.partition(".")
    yield f"{whole}.{(int(rest or 0) + 1):0{max(1, len(rest))}d}"


def _dates(cell: str) -> Iterator[str]:
    day = dt.date.fromisoformat(cell)
    yield from ((day + dt.timedelta(days=days)).isoformat() for days in (-1, 1, 40, -400))


def _texts(cell: str) -> Iterator[str]:
    yield cell + "x"
    yield cell + " navíc"
    yield cell.removesuffix(".") + " navíc."
    # Codes: another last digit.
    yield from (cell[:-1] + digit for digit in "0123456789")
    yield cell.removesuffix("/") + "x/"


_OTHERS: dict[str, Callable[[str], Iterator[str]]] = {
    "integer": _integers,
    "number": _numbers,
    "boolean": lambda cell: iter(("false" if cell == "true" else "true",)),
    "date": _dates,
    "string": _texts,
}


def _folders(root: Path) -> list[Path]:
    return [path.parent for path in sorted((root / "data_packages").glob("*/datapackage.json"))]


def prove(root: Path, jobs: int = min(8, os.cpu_count() or 1)) -> Found:
    """Try every cell and row of the portal in `root`, in several processes, each in a copy of its own."""
    bundle = gather(root, root / ".cache" / "bundle")
    copies = [root.with_name(f"{root.name}-{job}") for job in range(jobs)]
    for copy in copies:
        shutil.copytree(root, copy)
    with get_context("fork").Pool(jobs) as pool:
        parts = pool.starmap(_prove, [(copy, bundle, job, jobs) for job, copy in enumerate(copies)])
    found = Found()
    tried = set().union(*(part[1] for part in parts))
    done = set().union(*(part[2] for part in parts))
    for stale, _, _, changed in parts:
        found.stale |= stale
        found.changed += changed
    found.never = tried - done
    return found


def compare(root: Path, every: int) -> list[tuple[str, list[str], list[str]]]:
    """Make every page forget most of what it reads, and ask some groups of changes at once and one by one.

    For each change that leaves a page old: which it is, the pages found at once, and those found alone.
    """
    bundle = gather(root, root / ".cache" / "bundle")
    with get_context("fork").Pool(1) as pool:
        return pool.apply(_compare, (root, bundle, every))


def _compare(root: Path, bundle: Bundle, every: int) -> list[tuple[str, list[str], list[str]]]:
    Page.key = lambda page, site, common: common + page.family.name.encode()  # type: ignore[method-assign]
    portal, ways = Portal(root, bundle, hurry()), dict[str, str]()
    compared = []
    for group in [one for one in diagonals(portal.edits()) if len(one) > 1][::every]:
        sound = [one for edit in group if (one := _sound(portal, edit, ways))]
        for one, together in list(portal.stale(sound)):
            ((_, alone),) = portal.stale([one])
            if together or alone:
                compared.append((portal.told(one.edit, one.value, alone), sorted(together), sorted(alone)))
    return compared


def _prove(root: Path, bundle: Bundle, job: int, jobs: int) -> tuple[dict[str, str], set[str], set[str], int]:
    portal = Portal(root, bundle, hurry())
    stale: dict[str, str] = {}
    edits = list(portal.edits())
    ways: dict[str, str] = {}
    changed = 0
    for group in list(diagonals(edits))[job::jobs]:
        sound = [one for edit in group if (one := _sound(portal, edit, ways))]
        changed += len(sound)
        for one, found in portal.stale(sound):
            if found:
                stale.setdefault(portal.name(one.edit), portal.told(one.edit, one.value, found))
    return stale, {portal.name(one) for one in edits}, set(ways), changed


def _sound(portal: Portal, edit: Edit, ways: dict[str, str]) -> Sound | None:
    """The first change that leaves the data sound; the way that led to one in this column before goes first."""
    name = portal.name(edit)
    for way, value in sorted(edit.values[:MOST], key=lambda pair: pair[0] != ways.get(name)):
        tables = portal.without(edit) if way == "row" else portal.changed(edit, value)
        if (kept := portal.kept(tables)) is not None:
            ways[name] = way
            return Sound(edit, value, tables, kept)
    return None


def diagonals(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Every edit once, in groups of one table in which no two are of one row or of one column.

    Cells of a column may take back what others of it do (one more here, one less there, two that change
    places), and so may those of a row (what ended does not show its new name). A whole row is for itself.
    """
    tables: dict[Table, dict[tuple[int, int], Edit]] = {}
    for one in edits:
        if one.column < 0:
            yield [one]
        else:
            tables.setdefault(one.table, {})[one.row, one.column] = one
    for cells in tables.values():
        rows, columns = (len({cell[side] for cell in cells}) for side in (0, 1))
        for at in range(max(rows, columns)):
            line = range(min(rows, columns))
            if rows >= columns:
                group = [cells[1 + (at + step) % rows, step] for step in line]
            else:
                group = [cells[1 + step, (at + step) % columns] for step in line]
            yield from (group[first : first + TOGETHER] for first in range(0, len(group), TOGETHER))


TOGETHER = 8
"""So many changes at most are asked at once."""
MOST = 20
"""So many values are tried for a cell before it is given up."""
