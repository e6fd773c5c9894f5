"""Rules about what files do in other programs: cells that a spreadsheet computes, boundaries that maps draw."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from macros import formulas, outlines
from macros.checks import Data, Rule
from macros.problems import Problem, problem
from macros.tables import Table


def formula(data: Data) -> Iterator[Problem]:
    """No text begins as a formula of a spreadsheet does."""
    for table in data.tables.values():
        for field in table.schema.fields:
            if field.type == "string" and field.name not in table.missing:
                yield from _formulas(table, field.name)


def _formulas(table: Table, column: str) -> Iterator[Problem]:
    # Nearly every column is passed by its first letters alone.
    if formulas.FIRST.isdisjoint(map(itemgetter(0), filter(None, table.said(column)))):
        return
    for row, cell in zip(table.row_numbers, table.cells(column), strict=True):
        if rule := formulas.formula(cell):
            yield table.problem(row, column, rule, cell, warning=rule == "formula-like")


def boundaries(data: Data) -> Iterator[Problem]:
    """Imported boundaries are whole, and each lies where its territory does."""
    package = data.packages.get("territory")
    for level in outlines.AREA if package else ():
        path = package.folder / "boundaries" / f"{level}.geojson" if package else data.root
        if path.is_file():
            try:
                outlines.of_level(path.read_bytes(), level, _atlas(data))
            except (outlines.BoundaryError, OSError) as error:
                file = path.relative_to(data.root).as_posix()
                yield problem(file, 0, "", "boundaries-file", reason=str(error))


def _atlas(data: Data) -> outlines.Atlas:
    towns, orps = data.table("territory", "municipalities"), data.table("territory", "orp")
    return outlines.Atlas.of(
        (row[1:] for row in towns.records(["code_csu", "lat", "lon"])) if towns else (),
        (row[1:] for row in orps.records(["code_csu", "seat_code_csu"])) if orps else (),
    )


RULES: tuple[Rule, ...] = (formula, boundaries)
