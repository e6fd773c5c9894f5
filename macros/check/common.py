"""What several rules need: values that are surely known, halves of pairs, hints that stay fast."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from itertools import islice

from macros.check import Data
from macros.data.form import UNREAD
from macros.data.problems import nearest
from macros.data.schema import Field, Package
from macros.data.spoken import prose
from macros.data.tables import Table


def complete(table: Table | None, column: str) -> bool:
    """Whether all values of a column could be read, so that what is not there really is missing."""
    if table is None or column in table.missing:
        return False
    return not any(one.rule in UNREAD for one in table.problems)


def known(data: Data, package: str, name: str, column: str) -> set[str] | None:
    """All values of a column; None where they cannot be known, so that no one is blamed for it.

    A value that breaks its own rule is known too: the mistake is said once, where it stands.
    """
    table = data.table(package, name)
    if table is None or column not in table.schema.names or not complete(table, column):
        return None
    return set(table.values(column)) if table.sound else {cell.strip() for cell in table.said(column)}


def halves(table: Table, first: str, second: str) -> Iterator[tuple[int, str]]:
    """Yield (row, missing column) where only one of two columns is filled."""
    for row, one, other in zip(table.row_numbers, table.cells(first), table.cells(second), strict=True):
        if (one == "") != (other == ""):
            yield row, second if one else first


def repeated(keys: Iterable[object], rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield (row, first row) for each key that was there before; None is no key."""
    first: dict[object, int] = {}
    for key, row in zip(keys, rows, strict=True):
        if key is not None and first.setdefault(key, row) != row:
            yield row, first[key]


class Hints:
    """Nearest known values. Looking them up is slow: after twenty values hints are left out."""

    def __init__(self, values: Collection[str]) -> None:
        self._values = values
        self._found: dict[str, str] = {}

    def __call__(self, value: str) -> str:
        """Say which known values look like `value`; "" where none does."""
        if value not in self._found:
            tired = len(self._found) >= 20
            self._found[value] = "" if tired else nearest(value, sorted(filter(None, self._values)))
        return self._found[value]


def schema_file(data: Data, package: Package, name: str) -> str:
    """The file of the schema of a table, as problems name it."""
    path = next(one["schema"] for one in package.descriptor["resources"] if one["name"] == name)
    return (package.folder / str(path)).relative_to(data.root).as_posix()


def free_fields(data: Data) -> Iterator[tuple[Table, Field]]:
    """Yield table and field of each column in which people write what they like, found by the schemas."""
    for table in data.tables.values():
        for field in prose(table):
            yield table, field


def free_texts(
    data: Data, only: Container[tuple[str, str]] | None = None
) -> Iterator[tuple[Table, str, list[str]]]:
    """Yield the columns in which people write what they like: table, column and its texts, once where they repeat.

    They are found by the schemas: text without a pattern, a list of values or a key to elsewhere. Empty
    cells and those that could not be read are left out. `only` names file and column of those that are wanted.
    """
    for table, field in free_fields(data):
        if only is None or (table.file, field.name) in only:
            texts = list(filter(None, table.values(field.name)))
            if texts:
                yield table, field.name, texts


BATCH = 20_000
"""So many texts are joined for one search: millions of them would be as large again as the table."""


def joined(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts line by line, so many at once that one search is worth it."""
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        yield "\n".join(batch)
