"""Rules about what files do in other programs: cells that a spreadsheet computes."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.files import formulas


@check("formula-like", "formula-runs")
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


RULES: tuple[Check, ...] = (formula,)
