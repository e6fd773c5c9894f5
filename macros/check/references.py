"""Rules for every table, told by its schema alone: references, order, trees, dates, periods."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, tee
from operator import gt
from typing import Any

from macros.check import Check, Data, check
from macros.check.common import Hints, known, schema_file
from macros.data import wording
from macros.data.problems import Problem, problem
from macros.data.schema import Field, Reference
from macros.data.tables import Table
from macros.words.czech import fold, plural

MAY_BE_FUTURE = {
    "valid_from",
    "valid_to",
    "deadline",
    "starts",
    "ends",
    "opens",
    "closes",
    "closed_until",
    "valid_on",
    "held_on",
    "next_on",
    "review_on",
}
"""Columns of days that may come."""
_PERIODS = (("valid_from", "valid_to"), ("starts", "ends"), ("opens", "closes"))


@check("descriptor")
def declared(data: Data) -> Iterator[Problem]:
    """A reference in a schema must name a table and a column that its package has."""
    for package in data.packages.values():
        for name, schema in package.schemas.items():
            for field in schema.fields:
                if reason := _undeclared(data, field):
                    file = schema_file(data, package, name)
                    yield problem(file, 0, field.name, "descriptor", reason=reason)


def _undeclared(data: Data, field: Field) -> str:
    target = field.reference
    if target is None or target.package not in data.packages:
        return ""
    schemas = data.packages[target.package].schemas
    if target.resource in schemas and target.field in schemas[target.resource].names:
        return ""
    return f"odkaz vede na sloupec {target.package}/{target.resource}.{target.field}, který neexistuje."


@check("reference")
def reference(data: Data) -> Iterator[Problem]:
    """A value that names a row of another table must exist there; each item of a list by itself."""
    for table in data.tables.values():
        for field in table.schema.fields:
            if field.reference:
                yield from _missing(data, table, field)


def _missing(data: Data, table: Table, field: Field) -> Iterator[Problem]:
    target = field.reference
    values = known(data, target.package, target.resource, target.field) if target else None
    if target is None or values is None:
        return
    strange = set(table.values(field.name)) - values - {"", None}
    wrong = {cell: [item for item in _items(field, cell) if item not in values] for cell in strange}
    if not any(wrong.values()):
        return
    # Thousands of missing values mean one big mistake (a lost file): hints would take minutes and help nobody.
    hint = Hints(values if len(wrong) <= 20 else ())
    for row, cell in table.records([field.name]):
        for item in wrong.get(cell, ()):
            where = f"{target.package}/{target.resource}"
            said = hint(item) or _called(data, target, item)
            yield table.problem(row, field.name, "reference", item, table=where, hint=said)


def _called(data: Data, target: Reference, item: str) -> str:
    """The row of another table whose name begins with what somebody wrote instead of its id; "" for none."""
    table = data.table(target.package, target.resource)
    name = next((one for one in ("name", "title") if table and one in table.schema.names), "")
    if not (table and name and len(item) > 3):
        return ""
    plain = fold(item)
    found = [
        f"{code} ({title})"
        for _, code, title in table.records([target.field, name])
        if code and title and plain in fold(title)
    ]
    return wording.NEAREST + ", ".join(found[:3]) + "." if found else ""


def _items(field: Field, cell: str) -> list[str]:
    separator = field.reference.separator if field.reference else ""
    return cell.split(separator) if separator else [cell]


@check("list-duplicate")
def list_duplicate(data: Data) -> Iterator[Problem]:
    """A list in one cell holds each value once."""
    for table in data.tables.values():
        for field in table.schema.fields:
            if not field.reference or not field.reference.separator:
                continue
            lists = {cell: _items(field, cell) for cell in set(table.values(field.name)) if cell}
            wrong = {cell: items for cell, items in lists.items() if len(set(items)) < len(items)}
            for row, cell in table.records([field.name]) if wrong else ():
                for item in sorted({item for item in wrong.get(cell, ()) if wrong[cell].count(item) > 1}):
                    yield table.problem(row, field.name, "list-duplicate", cell, item=item)


@check("row-order")
def row_order(data: Data) -> Iterator[Problem]:
    """A table with a primary key is sorted by it, code point by code point; a warning, `--fix` sorts."""
    for table in data.tables.values():
        names = table.schema.primary_key
        if not names:
            continue
        columns = [table.cells(name) for name in names]
        keys: Iterable[Any] = columns[0] if len(columns) == 1 else zip(*columns, strict=True)
        if any(map(gt, *_beside(keys))):
            yield from _misplaced(table, list(zip(*columns, strict=True)))


def _beside(keys: Iterable[Any]) -> tuple[Iterable[Any], Iterable[Any]]:
    """Each key but the last, and the one behind it."""
    ones, others = tee(keys)
    return ones, islice(others, 1, None)


def _misplaced(table: Table, keys: Sequence[tuple[str, ...]]) -> Iterator[Problem]:
    at_fault = _out_of_order(keys)
    columns = ", ".join(table.schema.primary_key)
    if len(at_fault) > 3:
        rows = plural(len(at_fault), "řádek", "řádky", "řádků")
        what = f"{rows} z {len(keys)} stojí jinde, než kam patří"
        yield table.problem(0, "", "row-order", warning=True, what=what, columns=columns)
        return
    right = sorted(key for at, key in enumerate(keys) if at not in at_fault)
    for at in sorted(at_fault):
        after = bisect_right(right, keys[at])
        where = f"před „{', '.join(right[after])}“" if after < len(right) else "na konec"
        row, column = table.row_numbers[at], table.schema.primary_key[0]
        if table.columns[column][at] is None:
            # The id itself is wrong and said to be: where it belongs will show when it is right.
            continue
        value, what = ", ".join(keys[at]), f"tento patří {where}"
        yield table.problem(row, column, "row-order", value, warning=True, what=what, columns=columns)


def _out_of_order(keys: Sequence[tuple[str, ...]]) -> set[int]:
    """Return the fewest positions whose removal leaves the rest sorted (patience sorting)."""
    tops: list[tuple[str, ...]] = []
    top_at: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        pile = bisect_right(tops, key)
        before.append(top_at[pile - 1] if pile else -1)
        tops[pile : pile + 1], top_at[pile : pile + 1] = [key], [at]
    kept, at = set(), top_at[-1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return set(range(len(keys))) - kept


@check("cycle")
def cycle(data: Data) -> Iterator[Problem]:
    """A tree (a column that names its own table) never comes back to where it started."""
    for table in data.tables.values():
        for field in table.schema.fields:
            to = field.reference
            if to and not to.separator and (to.package, to.resource) == (table.package, table.name):
                yield from _cycles(table, field.name, to.field)


def _cycles(table: Table, column: str, key: str) -> Iterator[Problem]:
    parent = {one: up for _, one, up in table.records([key, column]) if one and up}
    row_of = {one: row for row, one in table.records([key])}
    done: set[str] = set()
    for start in parent:
        path: dict[str, None] = {}
        node: str | None = start
        while node is not None and node not in done and node not in path:
            path[node] = None
            node = parent.get(node)
        if node is not None and node in path:
            steps = list(path)
            ring = " → ".join([*steps[steps.index(node) :], node])
            yield table.problem(row_of[node], column, "cycle", parent[node], path=ring, parent=column)
        done.update(path)


@check("future")
def future(data: Data) -> Iterator[Problem]:
    """A date tells what happened: only what is planned or valid may lie in the future."""
    today = dt.date.today()
    for table in data.tables.values():
        for field in table.schema.fields:
            if field.type != "date" or field.name in MAY_BE_FUTURE:
                continue
            late = {day for day in set(table.columns[field.name]) if day is not None and day > today}
            for row, day in table.records([field.name]) if late else ():
                if day in late:
                    yield table.problem(row, field.name, "future", day)


@check("period")
def period(data: Data) -> Iterator[Problem]:
    """A period (valid_from and valid_to, starts and ends, opens and closes) does not end before it starts."""
    for table in data.tables.values():
        for first, last in _PERIODS:
            # The hours of a service are times of day in columns of the same name; their rule is their own.
            dates = {one.name for one in table.schema.fields if one.type == "date"}
            if {first, last} <= dates:
                for row, start, end in table.records([first, last]):
                    if start and end and end < start:
                        yield table.problem(row, last, "period", end)


RULES: tuple[Check, ...] = (declared, reference, list_duplicate, row_order, cycle, future, period)
