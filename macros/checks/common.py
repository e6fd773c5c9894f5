"""What several rules need: values that are surely known, halves of pairs, hints that stay fast."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from itertools import islice

from macros.checks import Data
from macros.czech import fold
from macros.problems import nearest
from macros.schema import Field
from macros.tables import Table

LEVELS: Mapping[str, tuple[str, str]] = {
    "state": ("states", "code_iso"),
    "region": ("regions", "code_nuts3"),
    "orp": ("orp", "code_csu"),
    "municipality": ("municipalities", "code_csu"),
}
"""Table and column with the codes of each level of territory."""

_UNREAD = {"file-enough", "cell-long", "file-quote", "file-binary", "file-empty", "header-lost"}


def complete(table: Table | None, column: str) -> bool:
    """Whether all values of a column could be read, so that what is not there really is missing."""
    if table is None or column in table.missing:
        return False
    return not any(one.rule in _UNREAD for one in table.problems)


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


class Territories:
    """Codes of one level of territory, and hints for people who wrote a name or another level's code."""

    def __init__(self, data: Data, level: str) -> None:
        self._data, self._level = data, level
        name, column = LEVELS[level]
        self._codes = known(data, "territory", name, column)
        self._nearest = Hints(self._codes or ())

    def has(self, code: str) -> bool:
        """Whether the code exists; True also where the codes cannot be known."""
        return self._codes is None or code in self._codes

    def hint(self, value: str) -> str:
        """Say which code was probably meant; "" where none looks like it."""
        for level, (table, column) in LEVELS.items():
            codes = self._data.values("territory", table, column)
            names = self._data.values("territory", table, "name")
            for code, name in zip(codes, names, strict=True):
                if code == value:
                    return f"{code} je kód úrovně {level} ({name})."
                if level == self._level and name and fold(name) == fold(value):
                    return f"{name} má kód {code}."
        return self._nearest(value)


def free_fields(data: Data) -> Iterator[tuple[Table, Field]]:
    """Yield table and field of each column in which people write what they like, found by the schemas."""
    for table in data.tables.values():
        for field in table.schema.fields:
            if field.type == "string" and not (field.pattern or field.enum or field.reference):
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
