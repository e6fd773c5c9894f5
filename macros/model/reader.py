"""Tables as rows of their classes, for those who link them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from macros.data.tables import Table, Tables

Read = Callable[[str, str], list[Any]]
"""Rows of a table by package and name; none where the portal has no such table."""


MANY = 50_000
"""From so many rows on equal texts of all tables become one object."""


class Reader:
    """Gives tables as rows of their class."""

    def __init__(self, tables: Tables, rows: Mapping[tuple[str, str], Any]) -> None:
        self._tables, self._rows = tables, rows
        self._texts: dict[str, str] = {}
        # Of a country this saves 30 MB; of a region it would cost more time than it saves memory.
        self._many = sum(len(table.row_numbers) for table in tables.values()) > MANY

    def __call__(self, package: str, name: str) -> list[Any]:
        """Rows of a table; none where the portal has no such table."""
        table: Table | None = self._tables.get((package, name))
        if table is None:
            return []
        columns = [table.columns[column] for column in table.schema.names]
        if self._many:
            columns = list(map(self._shared, columns))
        return list(
            map(self._rows[package, name]._make, zip(*columns, table.row_numbers, table.lines, strict=True))
        )

    def newest(self, dated: Iterable[tuple[str, str, str]]) -> dt.date | None:
        """The newest day in columns, given as (package, table, column); None where no row has one."""
        known = [(self._tables.get((package, table)), column) for package, table, column in dated]
        days = (day for table, column in known if table for day in table.columns[column])
        return max((day for day in days if day is not None), default=None)

    def _shared(self, column: Sequence[Any]) -> Sequence[Any]:
        """A column with equal texts as one object: ids, sources, days and hours stand in thousands of rows."""
        if not column or not isinstance(column[0], str):
            return column
        return [self._texts.setdefault(cell, cell) for cell in column]
