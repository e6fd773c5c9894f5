"""Rows of a CSV file, proved against their schema as fast as plain Python can.

The pass here only has to know *whether* a table is right, and turns its columns into values on the
way. What is wrong, in words, is the work of `packages` (frictionless) once something here says no.
A test feeds both with random cells and holds their verdicts against each other.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from macros.data import characters, mend
from macros.data.problems import Problem, enough, nearest, problem
from macros.data.schema import Field, Schema

_INTEGER = re.compile(r"-?[0-9]{1,18}")
# 15 digits at most: that many a float keeps, so that limits mean here what they mean to frictionless.
_NUMBER = re.compile(r"-?(?=[0-9.]{1,16}$)[0-9]{1,15}(\.[0-9]{1,15})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLEAN = {"true": True, "false": False}


@dataclass(slots=True)
class Table:
    """One file: raw cells, typed columns and what is wrong with the file's form.

    `rows` holds the cells as text, `row_numbers` the number of each as a spreadsheet counts (header = 1),
    `columns` the same values typed; a cell that could not be read is None there. `sound` says that the
    file obeys its schema, keys included.
    """

    package: str
    name: str
    file: str
    schema: Schema
    rows: list[list[str]]
    row_numbers: Sequence[int]
    columns: dict[str, Sequence[Any]]
    lines: list[str]
    problems: list[Problem]
    sound: bool

    @property
    def missing(self) -> set[str]:
        """Columns that the header lacks; their cells are empty."""
        return {one.column for one in self.problems if one.rule == "header-missing"}

    @property
    def crooked(self) -> set[int]:
        """Rows with too many or too few cells; nobody knows which cell belongs where."""
        return {one.row for one in self.problems if one.rule == "row-length"}

    def cells(self, name: str) -> list[str]:
        """Return one column as the text that stands in the file."""
        at = self.schema.names.index(name)
        return [row[at] for row in self.rows]

    def records(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield (row number, value of each named column) for every row."""
        return zip(self.row_numbers, *(self.columns[name] for name in names), strict=True)

    def problem(self, row: int, column: str, rule: str, value: object = "", **details: object) -> Problem:
        """Make a problem of this file. A keyword `warning=True` makes it a warning."""
        warning = bool(details.pop("warning", False))
        return problem(
            self.file, row, column, rule, "" if value is None else str(value), warning=warning, **details
        )


def read_table(raw: bytes, package: str, name: str, file: str, schema: Schema) -> Table:
    """Turn the bytes of a CSV file into a `Table`; never raises for what stands in the file."""
    text, problems = mend.decode(raw, file)
    if len(text) > LARGE and (endless := _endless(text, file)):
        return _empty(package, name, file, schema, [*problems, endless])
    try:
        parsed, stopped = _parsed(text, schema)
    except csv.Error:
        return _unreadable(text, package, name, file, schema, problems)
    header, rows = (parsed[0], parsed[1:]) if parsed else ([], [])
    if header != schema.names:
        header, found = _renamed(header, file, schema)
        problems += found
    numbers: Sequence[int] = range(2, len(rows) + 2)
    width = len(schema.fields)
    if not set(header).intersection(schema.names):
        rows, numbers = [], range(0)
        problems += _lost(text, problems, file, schema)
    elif header != schema.names or any(len(row) != width or not any(row) for row in rows):
        rows, numbers, found = _align(header, rows, file, schema)
        problems += found
    lines = text.split("\n")[1:-1]
    if stopped:
        lines = lines[: len(parsed) - 1]
        problems.append(problem(file, len(parsed), "", "file-enough"))
    table = Table(package, name, file, schema, rows, numbers, {}, lines, problems, False)
    if characters.suspicious(text) or len(lines) != len(rows):
        problems += enough(_signs(table))
    proved = _type_columns(table)
    table.sound = proved and not problems and _keys_hold(table)
    return table


def _reader(text: str) -> Iterator[list[str]]:
    """Read rows; only LF ends a line (str.splitlines would also break at U+0085 or U+2028 in a cell)."""
    csv.field_size_limit(CELL)  # frictionless lifts it for the whole process
    return csv.reader(io.StringIO(text, newline="\n"), strict=True)


def _unreadable(
    text: str, package: str, name: str, file: str, schema: Schema, problems: list[Problem]
) -> Table:
    reader, row = _reader(text), 1
    try:
        while next(reader, None) is not None:
            row += 1
    except csv.Error as error:
        if "field limit" in str(error):
            problems.append(problem(file, row, "", "cell-long", limit=CELL))
        else:
            problems.append(problem(file, row, "", "file-quote"))
    return _empty(package, name, file, schema, problems)


def _empty(package: str, name: str, file: str, schema: Schema, problems: list[Problem]) -> Table:
    empty: dict[str, Sequence[Any]] = {field: [] for field in schema.names}
    return Table(package, name, file, schema, [], range(0), empty, [], problems, False)


CELL = 131_072
"""Characters of a cell."""
LARGE = 5_000_000
"""Characters from which a file is first tried by its beginning."""
LONGEST = 1_000_000
"""Characters of a line."""
TRIED, WRONG = 20_000, 10_000
"""Rows at the beginning of a large file, and mistakes in them after which the rest is not looked at."""


def _endless(text: str, file: str) -> Problem | None:
    """Say where a line is so long that no table has it; parsing it would take gigabytes."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST:
            return problem(file, number, "", "cell-long", limit=CELL)
    return None


def _parsed(text: str, schema: Schema) -> tuple[list[list[str]], bool]:
    """Rows of a file with its header, and whether it was left in the middle because most of it is wrong."""
    if len(text) <= LARGE:
        return list(_reader(text)), False
    beginning = list(islice(_reader(text), TRIED))
    return (beginning, True) if _wrong(beginning, schema) > WRONG else (list(_reader(text)), False)


def _wrong(parsed: list[list[str]], schema: Schema) -> int:
    """About how many mistakes rows have, by the schema alone."""
    header, width = parsed[0], len(parsed[0])
    rows = [row for row in parsed[1:] if len(row) == width]
    wrong = len(parsed) - 1 - len(rows)
    for at, name in enumerate(header):
        if name in schema.names and header.index(name) == at:
            field = schema.field(name)
            wrong += sum(judge(field, row[at])[1] is not None for row in rows)
    return wrong


def _lost(text: str, problems: list[Problem], file: str, schema: Schema) -> Iterator[Problem]:
    """Say that there is no header; a file that is no text has had its word already."""
    if not any(one.rule == "file-binary" for one in problems):
        rule, row = ("header-lost", 1) if text.strip() else ("file-empty", 0)
        yield problem(file, row, "", rule, order=",".join(schema.names))


def _renamed(header: list[str], file: str, schema: Schema) -> tuple[list[str], list[Problem]]:
    """The header as columns are called today, and each name that it had before."""
    today = schema.current(header)
    pairs = zip(header, today, strict=True)
    return today, [problem(file, 1, old, "header-renamed", new=new) for old, new in pairs if old != new]


def _align(
    header: list[str], rows: list[list[str]], file: str, schema: Schema
) -> tuple[list[list[str]], list[int], list[Problem]]:
    """Bring rows of a file with a wrong header, empty or uneven rows into the schema's order."""
    names, found = schema.names, list(_header_problems(header, file, schema))
    where = {name: header.index(name) for name in names if name in header}
    aligned, numbers = [], []
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            found.append(problem(file, number, "", "row-empty"))
            continue
        if len(row) != len(header):
            found.append(_length_problem(file, number, len(row), len(header)))
        aligned.append([row[where[n]] if n in where and where[n] < len(row) else "" for n in names])
        numbers.append(number)
    return aligned, numbers, found


def _length_problem(file: str, number: int, found: int, expected: int) -> Problem:
    from macros.words.czech import plural

    words = ("buňka", "buňky", "buněk")
    return problem(
        file, number, "", "row-length", found=plural(found, *words), expected=plural(expected, *words)
    )


def _header_problems(header: list[str], file: str, schema: Schema) -> Iterator[Problem]:
    order = ", ".join(schema.names)
    missing = [name for name in schema.names if name not in header]
    extra = [name for name in header if name not in schema.names]
    for name in missing:
        rule = "header-new" if schema.field(name).added else "header-missing"
        yield problem(file, 1, name, rule, order=order)
    for name in extra:
        yield problem(file, 1, name, "header-extra", hint=nearest(name, missing))
    if not missing and not extra and header != schema.names:
        yield problem(file, 1, "", "header-order", order=order)


def _signs(table: Table) -> Iterator[Problem]:
    for number, row in zip(table.row_numbers, table.rows, strict=True):
        for name, cell in zip(table.schema.names, row, strict=True):
            if "\n" in cell:
                yield table.problem(number, name, "cell-newline", cell.split("\n")[0] + "…")
            elif not cell.isascii() or not cell.isprintable():
                yield from _signs_in(table, number, name, cell)


def _signs_in(table: Table, number: int, name: str, cell: str) -> Iterator[Problem]:
    if "\ufffd" in cell:
        yield table.problem(number, name, "cell-encoding", cell)
    elif characters.INVISIBLE.search(cell):
        yield table.problem(number, name, "cell-control", characters.INVISIBLE.sub("�", cell))
    elif not characters.is_composed(cell):
        yield table.problem(number, name, "cell-composed", characters.composed(cell))
    elif odd := characters.odd_letter(cell):
        word, letter, script = odd
        yield table.problem(number, name, "cell-letters", cell, word=word, letter=letter, script=script)


def _type_columns(table: Table) -> bool:
    """Fill the typed columns; return whether every value obeys its schema."""
    proved = True
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.schema.fields)
    for field, column in zip(table.schema.fields, columns, strict=True):
        distinct = set(column)
        if field.type == "string" and _proved(field, distinct):
            table.columns[field.name] = column
            continue
        judged = {cell: judge(field, cell) for cell in distinct}
        proved = proved and all(rule is None for _, rule in judged.values())
        table.columns[field.name] = [judged[cell][0] for cell in column]
    return proved


def _proved(field: Field, distinct: set[str]) -> bool:
    """Say whether every value of a text column obeys its schema; only whole-column steps, no loop of ours."""
    filled = distinct - {""}
    if field.required and "" in distinct:
        return False
    if field.enum and not filled.issubset(field.enum):
        return False
    if field.max_length and max(map(len, filled), default=0) > field.max_length:
        return False
    if field.pattern and not all(map(field.regex.fullmatch, filled)):
        return False
    return filled == set(map(str.strip, filled))


def judge(field: Field, cell: str) -> tuple[Any, str | None]:
    """Read one cell: its value and None, or None and the rule that it breaks.

    An empty cell is "" in a string column and None elsewhere.
    """
    if cell == "":
        return ("" if field.type == "string" else None), "required" if field.required else None
    if cell != cell.strip():
        return None, "cell-space"
    value = _READERS[field.type](cell)
    if value is None:
        return None, f"type-{field.type}"
    return (value, None) if (rule := _limits(field, cell, value)) is None else (None, rule)


def _limits(field: Field, cell: str, value: Any) -> str | None:
    if field.enum and cell not in field.enum:
        return "enum"
    if field.pattern and not field.regex.fullmatch(cell):
        return "pattern"
    if field.max_length and len(cell) > field.max_length:
        return "max-length"
    if field.minimum is not None and value < field.minimum:
        return "minimum"
    if field.maximum is not None and value > field.maximum:
        return "maximum"
    return None


def _date(cell: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cell) if _DATE.fullmatch(cell) else None
    except ValueError:
        return None


_READERS: dict[str, Callable[[str], Any]] = {
    "string": lambda cell: cell,
    "integer": lambda cell: int(cell) if _INTEGER.fullmatch(cell) else None,
    "number": lambda cell: float(cell) if _NUMBER.fullmatch(cell) else None,
    "boolean": _BOOLEAN.get,
    "date": _date,
}


def _keys_hold(table: Table) -> bool:
    keys: list[tuple[str, ...]] = [(name,) for name in table.schema.names if table.schema.field(name).unique]
    if table.schema.primary_key:
        keys.append(table.schema.primary_key)
    return all(_distinct(table, key) for key in [*keys, *table.schema.unique_keys])


def _distinct(table: Table, key: tuple[str, ...]) -> bool:
    if len(key) == 1:
        values: Sequence[Any] = [cell for cell in table.columns[key[0]] if cell not in ("", None)]
    else:
        values = list(zip(*(table.columns[name] for name in key), strict=True))
    return len(set(values)) == len(values)
