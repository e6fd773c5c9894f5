"""The one editor of the tables of packages: rows in, sorted files out.

Tables come as they were read, rows are put, changed and removed by the names of their columns, and what comes
out are files as `check --fix` would write them, together with every change. Nothing touches the disk but
`write`, which puts all files in their places or none.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from macros.data import edit_words as words
from macros.data.confidential import secrets_of, spoken_of
from macros.data.form import UNREAD
from macros.data.mend import write_csv
from macros.data.tables import Table, Tables, read_table
from macros.words.czech import plural

Key = tuple[str, ...]
_FORM = UNREAD | {"row-length", "cell-encoding"}
"""What makes a table unfit to be written anew: something in it would be lost."""


class Unfit(Exception):
    """A table that is not there or cannot be written anew without loss; the text says so in Czech."""


class Change(NamedTuple):
    """One change: a cell, or a whole row, whose `column` is "".

    `before` is "" for a new row and `after` for a removed one; else they hold the line of the file. `key` is that
    of the row as it was, of a new one as it is. `row` counts as a spreadsheet does: in the file as it was, of a new
    row in the file as it will be.
    """

    file: str
    key: Key
    column: str
    before: str
    after: str
    row: int


class Row:
    """A row that may be changed; its cells are texts by the names of their columns. KeyError for another name."""

    __slots__ = ("_rows", "cells", "origin")

    def __init__(self, rows: Rows, cells: list[str], origin: int = -1) -> None:
        self._rows, self.cells, self.origin = rows, cells, origin

    def __getitem__(self, column: str) -> str:
        return self.cells[self._rows.at[column]]

    def __setitem__(self, column: str, cell: str) -> None:
        self.cells[self._rows.at[column]] = cell
        if column in self._rows.key_columns:
            self._rows.forget()

    def update(self, cells: Mapping[str, str]) -> list[str]:
        """Set some cells; return the columns that changed."""
        changed = [name for name, cell in cells.items() if self[name] != cell]
        for name in changed:
            self[name] = cells[name]
        return changed

    @property
    def key(self) -> Key:
        """The cells by which the row is known, see `Schema.key_columns`."""
        return tuple(self[name] for name in self._rows.key_columns)


class Rows:
    """The rows of one table that is edited."""

    def __init__(self, table: Table) -> None:
        self.table, schema = table, table.schema
        self.at = {name: at for at, name in enumerate(schema.names)}
        self.key_columns = schema.key_columns
        self._rows = [Row(self, list(cells), at) for at, cells in enumerate(table.rows)]
        self._known: dict[Key, Row] | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(tuple(self._rows))

    def forget(self) -> None:
        """Look rows up anew: the key of one has changed."""
        self._known = None

    def get(self, *key: str) -> Row | None:
        """The row of that key, None where there is none; the first where the file has two."""
        if self._known is None:
            self._known = {}
            for row in self._rows:
                self._known.setdefault(row.key, row)
        return self._known.get(key)

    def add(self, cells: Mapping[str, str]) -> Row:
        """Add a row; columns that are not named are empty. KeyError for a column that the table does not have.

        A row of the same key is never overwritten: two of one key are a mistake that `check` names.
        """
        if strange := cells.keys() - self.at.keys():
            raise KeyError(*sorted(strange))
        row = Row(self, [cells.get(name, "") for name in self.at])
        self._rows.insert(self._place(row), row)
        if self._known is not None:
            self._known.setdefault(row.key, row)
        return row

    def _place(self, row: Row) -> int:
        """In a table without a primary key, which nobody sorts, a new row stands with those that it belongs to."""
        if self.table.schema.primary_key:
            return len(self._rows)
        first = self.key_columns[0]
        mine = [at for at, one in enumerate(self._rows) if one[first] == row[first]]
        if mine:
            return mine[-1] + 1
        later = (at for at, one in enumerate(self._rows) if one[first] > row[first])
        return next(later, len(self._rows))

    def put(self, cells: Mapping[str, str]) -> Row:
        """Change the row that has the key of these cells, or add one. KeyError where the key is not whole."""
        row = self.get(*(cells[name] for name in self.key_columns))
        if row is None:
            return self.add(cells)
        row.update(cells)
        return row

    def remove(self, row: Row) -> None:
        """Take a row out. ValueError where it is not there."""
        self._rows.remove(row)
        self.forget()

    def sorted(self) -> list[Row]:
        """The rows as the file has them: sorted by the primary key, where there is one."""
        key = self.table.schema.primary_key
        return sorted(self._rows, key=lambda row: [row[name] for name in key])

    def file(self) -> bytes:
        """The bytes of the file."""
        return write_csv([self.table.schema.names, *(row.cells for row in self.sorted())]).encode()

    def changes(self) -> Iterator[Change]:
        """Every change: first of rows that were there, in their order, then new rows as the file will have them."""
        file, names, numbers = self.table.file, self.table.schema.names, self.table.row_numbers
        kept = {row.origin: row for row in self._rows if row.origin >= 0}
        for at, before in enumerate(self.table.rows):
            key, row = tuple(before[self.at[name]] for name in self.key_columns), kept.get(at)
            if row is None:
                yield Change(file, key, "", _line(before), "", numbers[at])
            elif row.cells != before:
                for name, old, new in zip(names, before, row.cells, strict=True):
                    if old != new:
                        yield Change(file, key, name, old, new, numbers[at])
        for number, row in enumerate(self.sorted(), start=2):
            if row.origin < 0:
                yield Change(file, row.key, "", "", _line(row.cells), number)


def _line(cells: Sequence[str]) -> str:
    return write_csv([list(cells)]).removesuffix("\n")


class Edit:
    """Tables of a portal as they were read, and what is changed in them."""

    def __init__(self, tables: Tables) -> None:
        self.before = tables
        self._open: dict[tuple[str, str], Rows] = {}

    def rows(self, package: str, name: str) -> Rows:
        """The rows of a table, to be changed. `Unfit` where there is none or its file would lose something."""
        key = package, name
        if key not in self._open:
            if key not in self.before:
                raise Unfit(words.MISSING.format(package=package, table=name))
            fit(self.before[key])
            self._open[key] = Rows(self.before[key])
        return self._open[key]

    def changes(self) -> list[Change]:
        """Every change, table by table in the order of the portal."""
        return [one for key in self.before if key in self._open for one in self._open[key].changes()]

    def files(self) -> dict[str, bytes]:
        """The files of the tables that are changed, by their paths in the portal."""
        return {one.table.file: one.file() for one in self._changed().values()}

    def tables(self) -> Tables:
        """All tables as they will be, the changed ones read anew from their bytes."""
        now = dict(self.before)
        for key, rows in self._changed().items():
            now[key] = read_table(rows.file(), *key, rows.table.file, rows.table.schema)
        return now

    def _changed(self) -> dict[tuple[str, str], Rows]:
        return {key: rows for key, rows in self._open.items() if next(rows.changes(), None)}

    def told(self) -> list[str]:
        """Every change as a Czech line. Rows about confidential places are named by their numbers only."""
        secret = self._secret()
        return [_told(one, (one.file, one.row, _kind(one) == "new") in secret) for one in self.changes()]

    def _secret(self) -> set[tuple[str, int, bool]]:
        """Rows that no report repeats, secret before or after: file, number as in `Change`, whether it is new."""
        before, after = _closed(self.before), _closed(self.tables())
        found = {(file, number, False) for file, number in before}
        for rows in self._open.values():
            table = rows.table
            for number, row in enumerate(rows.sorted(), start=2):
                if (table.file, number) in after:
                    new = row.origin < 0
                    found.add((table.file, number if new else table.row_numbers[row.origin], new))
        return found


def _closed(tables: Tables) -> set[tuple[str, int]]:
    secrets = secrets_of(tables)
    return set[tuple[str, int]]().union(*spoken_of(tables, secrets)) if secrets else set()


def counted(changes: Sequence[Change]) -> str:
    """How many rows are new, changed and removed, as Czech words; "" for no change."""
    rows = {(one.file, one.row, _kind(one)) for one in changes}
    number = Counter(kind for _, _, kind in rows)
    nouns = {"new": words.NEW_ROWS, "changed": words.CHANGED_ROWS, "gone": words.GONE_ROWS}
    return ", ".join(plural(number[kind], *noun) for kind, noun in nouns.items() if number[kind])


def _kind(change: Change) -> str:
    return "changed" if change.column else "gone" if change.before else "new"


def _told(change: Change, secret: bool) -> str:
    told = {"new": words.NEW, "changed": words.CELL, "gone": words.GONE}[_kind(change)]
    key = ", ".join(part for part in change.key if part)
    if secret:
        return words.SECRET.format(file=change.file, number=change.row)
    return told.format(
        file=change.file, key=key, column=change.column, before=change.before, after=change.after
    )


# Files ------------------------------------------------------------------------------------------------


def fit(table: Table) -> None:
    """Raise `Unfit` for a table from which writing it anew would lose something."""
    strange = sorted(
        one.rule for one in table.problems if one.rule in _FORM or one.rule.startswith("header-")
    )
    if strange:
        raise Unfit(words.UNFIT.format(file=table.file, rule=strange[0]))


def write(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Put files into a portal by their paths in it: all of them or none. Return the paths of those that differ.

    All are written beside the old ones first and then brought in, each in one step. OSError where one cannot be
    written; what was there before stands there again then.
    """
    paths = {file: root / file for file in files}
    before = {file: path.read_bytes() if path.is_file() else None for file, path in paths.items()}
    changed = [file for file, raw in files.items() if before[file] != raw]
    done: list[str] = []
    try:
        for file in changed:
            paths[file].parent.mkdir(parents=True, exist_ok=True)
            _beside(paths[file]).write_bytes(files[file])
        for file in changed:
            _beside(paths[file]).replace(paths[file])
            done.append(file)
    except BaseException:
        for file in done:
            _back(paths[file], before[file])
        raise
    finally:
        for file in changed:
            with contextlib.suppress(OSError):
                _beside(paths[file]).unlink(missing_ok=True)
    return changed


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _back(path: Path, raw: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if raw is None:
            path.unlink()
        else:
            path.write_bytes(raw)
