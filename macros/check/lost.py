"""Rules about rows that got lost: a file that was cut off looks like a sound, shorter one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.check import Check, Data, check
from macros.check.common import complete
from macros.check.history import Columns, changed_files, committed
from macros.data.problems import Problem
from macros.data.schema import Schema
from macros.data.tables import Table
from macros.words.czech import plural

FEW = 3
"""So many rows gone from the very end are worth a word."""
MANY = 20
"""So many rows, if they are more than a fifth of the table, are an error where they stood at its end."""
Key = tuple[str, ...]


@check("rows-lost-at-end", "rows-lost-many")
def rows_lost(data: Data) -> Iterator[Problem]:
    """Rows that the last commit has do not vanish in a block, above all not from the end of a file."""
    changed = changed_files(data)
    for table in data.tables.values():
        if table.file in changed and not table.missing:
            before = _keys(table.schema, committed(data, table))
            if before:
                yield from _lost(table, before)


def protection(package: str, name: str, column: str) -> Check:
    """A check of a column whose `true` protects people: the way out, the secret address, the hidden small count."""

    def protection_off(data: Data) -> Iterator[Problem]:
        """What protected people in the last commit does not stop to without a word."""
        table = data.table(package, name)
        if table is None or table.file not in changed_files(data) or not complete(table, "id"):
            return
        before = committed(data, table)
        if not {"id", column}.issubset(before):
            return
        known = dict(zip(before["id"], before[column], strict=True))
        for row, code, now in table.records(["id", column]):
            if now is False and known.get(code) == "true":
                yield table.problem(row, column, "protection-off", "false", warning=True)

    # Answers of rules are kept by their names (`watching`), so no two may have the same.
    protection_off.__qualname__ = f"protection_off({package}/{name}.{column})"
    return check("protection-off")(protection_off)


def _lost(table: Table, before: list[Key]) -> Iterator[Problem]:
    names = table.schema.key_columns
    here = set(zip(*(table.cells(name) for name in names), strict=True))
    lost = [key for key in before if key not in here]
    tail = next((at for at, key in enumerate(reversed(before)) if key in here), len(before))
    many = len(lost) >= MANY and len(lost) * 5 > len(before)
    first = ", ".join(before[len(before) - tail]) if tail else ""
    if tail >= FEW and _ends_there(table, names, before[: len(before) - tail]):
        grave = many and tail >= MANY
        said = plural(tail, "řádek", "řádky", "řádků")
        yield table.problem(0, names[0], "rows-lost-at-end", first, count=said, warning=not grave)
    elif many:
        said = f"{plural(len(lost), 'řádek', 'řádky', 'řádků')} z {len(before)}"
        yield table.problem(0, names[0], "rows-lost-many", ", ".join(lost[0]), count=said, warning=True)


def _ends_there(table: Table, names: Sequence[str], kept: list[Key]) -> bool:
    """Whether the file now ends with a row that the last commit has before the lost ones: nothing replaced them."""
    last = tuple(table.cells(name)[-1] for name in names) if table.rows else None
    return last is None or last in kept


def _keys(schema: Schema, columns: Columns) -> list[Key]:
    """The key of each row of the last commit; none where it had other columns."""
    names = schema.key_columns
    if not set(names).issubset(columns):
        return []
    return list(zip(*(columns[name] for name in names), strict=True))


RULES: tuple[Check, ...] = (rows_lost,)
