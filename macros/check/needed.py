"""Rules about what must be there: packages and tables that the program reads, and what others refer to."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data, Rule
from macros.data.problems import Problem, nearest, problem

REQUIRED = ("codelists", "services", "situations", "territory")
"""Packages without which there is no portal. The others are optional as a whole: their pages are then left out."""


def packages_there(data: Data) -> Iterator[Problem]:
    """A package that every portal needs is there, and so is one whose name is only misspelt."""
    from macros.model.rows import ROWS

    optional = {package for package, _ in ROWS} - {*REQUIRED}
    there = {path.name for path in data.root.glob("data_packages/*") if path.is_dir()}
    strange = there - {*REQUIRED, *optional}
    for name in sorted({*REQUIRED, *optional} - there):
        if name in REQUIRED or nearest(name, strange):
            yield problem(f"data_packages/{name}", 0, "", "package-missing", name)


def tables_there(data: Data) -> Iterator[Problem]:
    """A package has every table that the program reads (macros/model/rows.py), and no other."""
    from macros.model.rows import ROWS

    for package in data.packages.values():
        file = (package.folder / "datapackage.json").relative_to(data.root).as_posix()
        known = [name for owner, name in ROWS if owner == package.name]
        for name in known:
            if name not in package.schemas:
                yield problem(file, 0, "", "table-missing", name)
        for name in package.schemas if known else ():
            if name not in known:
                yield problem(file, 0, "", "table-unknown", name, hint=nearest(name, known))


def referred_there(data: Data) -> Iterator[Problem]:
    """A package to which a filled column refers is there."""
    for table in data.tables.values():
        for field in table.schema.fields:
            target = field.reference.package if field.reference else ""
            if not target or (data.root / "data_packages" / target).is_dir():
                continue
            if any(table.columns[field.name]):
                yield table.problem(0, field.name, "package-needed", target, table=table.name)


RULES: tuple[Rule, ...] = (packages_there, tables_there, referred_there)
