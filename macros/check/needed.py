"""Rules about what must be there: packages, tables and columns that the program reads, and what others refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.check import Check, Data, check
from macros.check.common import schema_file
from macros.data.problems import Problem, nearest, problem


@dataclass(frozen=True, slots=True)
class Needed:
    """What the program reads, and the rules that follow from it."""

    columns: Mapping[tuple[str, str], Sequence[str]]
    """Names of the columns of each table, in their order, by package and table."""
    required: Collection[str]
    """Packages without which there is no portal. The others are optional as a whole: their pages are left out."""

    def checks(self) -> tuple[Check, ...]:
        """The rules as checks."""
        return (
            check("descriptor", first=True)(self.columns_there),
            check("package-missing")(self.packages_there),
            check("table-missing", "table-unknown")(self.tables_there),
        )

    def columns_there(self, data: Data) -> Iterator[Problem]:
        """A table has the columns that the program knows, in their order."""
        for package in data.packages.values():
            for name, schema in package.schemas.items():
                known = list(self.columns.get((package.name, name), schema.names))
                if schema.names != known:
                    file = schema_file(data, package, name)
                    reason = f"program čeká sloupce {', '.join(known)}."
                    yield problem(file, 0, "", "descriptor", reason=reason)

    def packages_there(self, data: Data) -> Iterator[Problem]:
        """A package that every portal needs is there, and so is one whose name is only misspelt."""
        optional = {package for package, _ in self.columns} - {*self.required}
        there = {path.name for path in data.root.glob("data_packages/*") if path.is_dir()}
        strange = there - {*self.required, *optional}
        for name in sorted({*self.required, *optional} - there):
            if name in self.required or nearest(name, strange):
                yield problem(f"data_packages/{name}", 0, "", "package-missing", name)

    def tables_there(self, data: Data) -> Iterator[Problem]:
        """A package has every table that the program reads, and no other."""
        for package in data.packages.values():
            file = (package.folder / "datapackage.json").relative_to(data.root).as_posix()
            known = [name for owner, name in self.columns if owner == package.name]
            for name in known:
                if name not in package.schemas:
                    yield problem(file, 0, "", "table-missing", name)
            for name in package.schemas if known else ():
                if name not in known:
                    yield problem(file, 0, "", "table-unknown", name, hint=nearest(name, known))


@check("package-needed")
def referred_there(data: Data) -> Iterator[Problem]:
    """A package to which a filled column refers is there."""
    for table in data.tables.values():
        for field in table.schema.fields:
            target = field.reference.package if field.reference else ""
            if not target or (data.root / "data_packages" / target).is_dir():
                continue
            if any(table.columns[field.name]):
                yield table.problem(0, field.name, "package-needed", target, table=table.name)


RULES: tuple[Check, ...] = (referred_there,)
