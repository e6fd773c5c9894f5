"""Rows of a CSV file, proved against their schema as fast as plain Python can.

The pass here only has to know *whether* a table is right, and turns its columns into values on the
way. What is wrong, in words, is the work of `packages` (frictionless) once something here says no.
A test feeds both with random cells and holds their verdicts against each other.
"""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice, repeat
from operator import add, lt, mul
from pathlib import Path
from typing import IO, Any

from macros.data import characters, mend
from macros.data.columns import Columns, OtherForm, read_columns
from macros.data.form import align, lost, renamed, signs
from macros.data.problems import Problem, enough, problem
from macros.data.schema import Schema
from macros.data.values import all_fit, judge


@dataclass(slots=True)
class Table:
    """One file: cells as text, typed columns and what is wrong with the file's form.

    `texts` holds the cells as text, column by column in the order of the schema, `row_numbers` the number of each row
    as a spreadsheet counts (header = 1), `columns` the same values typed; a cell that could not be read is None
    there. `pools` has the distinct texts of columns whose values repeat. `sound` says that the file obeys its
    schema, keys included.
    """

    package: str
    name: str
    file: str
    schema: Schema
    texts: list[Sequence[str]]
    row_numbers: Sequence[int]
    columns: dict[str, Sequence[Any]]
    problems: list[Problem]
    sound: bool = False
    pools: Mapping[str, Collection[str]] = dataclasses.field(default_factory=dict)
    known_lines: list[str] | None = None
    seal: bytes = b""
    """Digest of the file, its name and its package's description; b"" for a table that was not read from a file."""
    _rows: list[list[str]] | None = dataclasses.field(default=None, init=False)

    @property
    def rows(self) -> list[list[str]]:
        """The cells as text, row by row. Made when first asked for: a large table is better asked for columns."""
        if self._rows is None:
            self._rows = list(map(list, zip(*self.texts, strict=True)))
        return self._rows

    @rows.setter
    def rows(self, rows: list[list[str]]) -> None:
        self.texts, self.pools = _turned(rows, len(self.schema.fields)), {}
        self._rows = rows

    @property
    def lines(self) -> list[str]:
        """The lines of the file below its header; of a large table, the lines that we would write."""
        if self.known_lines is None:
            self.known_lines = mend.write_csv(self.rows).split("\n")[:-1]
        return self.known_lines

    @property
    def missing(self) -> set[str]:
        """Columns that the header lacks; their cells are empty."""
        return {one.column for one in self.problems if one.rule == "header-missing"}

    @property
    def crooked(self) -> set[int]:
        """Rows with too many or too few cells; nobody knows which cell belongs where."""
        return {one.row for one in self.problems if one.rule == "row-length"}

    def cells(self, name: str) -> Sequence[str]:
        """Return one column as the text that stands in the file."""
        return self.texts[self.schema.names.index(name)]

    def distinct(self, name: str) -> Set[str]:
        """Return the different texts of one column."""
        return set(self.said(name))

    def said(self, name: str) -> Collection[str]:
        """Return all texts of one column, each once where they repeat: enough to look at each, and never a copy."""
        pool = self.pools.get(name)
        return self.cells(name) if pool is None else pool

    def values(self, name: str) -> Collection[Any]:
        """Return all values of one column, as `said` does."""
        return self.said(name) if self.columns[name] is self.cells(name) else self.columns[name]

    def by(self, key: str, value: str) -> dict[Any, Any]:
        """One typed column by another, row for row; of rows with one key the last counts."""
        return dict(zip(self.columns[key], self.columns[value], strict=True))

    def by_row(self, name: str) -> dict[int, Any]:
        """A typed column by the numbers of the rows, as a spreadsheet counts them."""
        return dict(zip(self.row_numbers, self.columns[name], strict=True))

    def records(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield (row number, value of each named column) for every row."""
        return zip(self.row_numbers, *(self.columns[name] for name in names), strict=True)

    def problem(self, row: int, column: str, rule: str, value: object = "", **details: object) -> Problem:
        """Make a problem of this file. A keyword `warning=True` makes it a warning."""
        warning = bool(details.pop("warning", False))
        return problem(
            self.file, row, column, rule, "" if value is None else str(value), warning=warning, **details
        )


def read_file(path: Path, package: str, name: str, file: str, schema: Schema) -> Table:
    """Read a CSV file, a large one without holding its bytes. OSError as files raise it; see `read_table`."""
    size = path.stat().st_size
    if size > LARGE:
        with path.open("rb") as opened:
            try:
                return _of_columns(
                    read_columns(opened, schema.names, lines=False), package, name, file, schema
                )
            except OtherForm as other:
                # With its traceback the columns would live on.
                changed = OtherForm(other.at, other.rows)
            if size > APART and (table := _of_part(opened, changed, package, name, file, schema)):
                return table
    return read_table(path.read_bytes(), package, name, file, schema)


def read_table(raw: bytes, package: str, name: str, file: str, schema: Schema) -> Table:
    """Turn the bytes of a CSV file into a `Table`; never raises for what stands in the file."""
    try:
        found = read_columns(io.BytesIO(raw), schema.names, lines=len(raw) <= LARGE)
    except OtherForm:
        return _of_any_form(raw, package, name, file, schema)
    return _of_columns(found, package, name, file, schema)


def _of_columns(found: Columns, package: str, name: str, file: str, schema: Schema) -> Table:
    texts: list[Sequence[str]] = list(found.cells)
    pools = {one: pool for one, pool in zip(schema.names, found.distinct(), strict=True) if pool is not None}
    problems: list[Problem] = []
    if found.lines is None and _hopeless(found, schema):
        texts, pools = [column[: TRIED - 1] for column in texts], {}
        problems.append(problem(file, len(texts[0]) + 1, "", "file-enough"))
    numbers = range(2, len(texts[0]) + 2)
    table = Table(package, name, file, schema, texts, numbers, {}, problems, False, pools, found.lines)
    if found.odd:
        table.problems += enough(signs(file, schema.names, _numbered(table)))
    _judge(table)
    return table


def _of_part(
    opened: IO[bytes], other: OtherForm, package: str, name: str, file: str, schema: Schema
) -> Table | None:
    """A file too large to be taken apart in whole: what is wrong with its beginning, or where its form changes.

    None where nothing is wrong with the form after all.
    """
    opened.seek(0)
    header = opened.readline(LONGEST)
    for at, before in ((0, 0), (other.at, other.rows)):
        opened.seek(at)
        raw = opened.read(PART)
        raw = raw[: raw.rfind(b"\n") + 1] or raw + b"\n"
        table = _of_any_form(header + raw if at else raw, package, name, file, schema)
        if table.problems:
            table.problems[:] = [
                replace(one, row=one.row + before if one.row > 1 else one.row) for one in table.problems
            ]
            table.row_numbers = [number + before for number in table.row_numbers]
            last = table.row_numbers[-1] if table.row_numbers else before + 1
            table.problems.append(problem(file, last, "", "file-enough"))
            return table
    return None


def _of_any_form(raw: bytes, package: str, name: str, file: str, schema: Schema) -> Table:
    """A file whose form is not the right one, and what is wrong with it."""
    text, problems = mend.decode(raw, file)
    if len(text) > LARGE and (endless := _endless(text, file)):
        return _empty(package, name, file, schema, [*problems, endless])
    try:
        parsed, stopped = _parsed(text, schema)
    except csv.Error:
        return _unreadable(text, package, name, file, schema, problems)
    header, rows = (parsed[0], parsed[1:]) if parsed else ([], [])
    if header != schema.names:
        header, found = renamed(header, file, schema)
        problems += found
    numbers: Sequence[int] = range(2, len(rows) + 2)
    width = len(schema.fields)
    if not set(header).intersection(schema.names):
        rows, numbers = [], range(0)
        problems += lost(text, problems, file, schema)
    elif header != schema.names or any(len(row) != width or not any(row) for row in rows):
        rows, numbers, found = align(header, rows, file, schema)
        problems += found
    lines = text.split("\n")[1:-1]
    if stopped:
        lines = lines[: len(parsed) - 1]
        problems.append(problem(file, len(parsed), "", "file-enough"))
    texts = _turned(rows, width)
    table = Table(package, name, file, schema, texts, numbers, {}, problems, known_lines=lines)
    if characters.suspicious(text) or len(lines) != len(rows):
        problems += enough(signs(file, schema.names, _numbered(table)))
    _judge(table)
    return table


def _turned(rows: Sequence[Sequence[str]], width: int) -> list[Sequence[str]]:
    """Rows as columns."""
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _numbered(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    return zip(table.row_numbers, zip(*table.texts, strict=True), strict=True)


def _judge(table: Table) -> None:
    """Fill the typed columns and say whether the table is sound."""
    typed = _type_columns(table)
    table.sound = typed and all(one.warning for one in table.problems) and _keys_hold(table)


def _reader(text: str) -> Any:
    """Read rows; only LF ends a line (str.splitlines would also break at U+0085 or U+2028 in a cell)."""
    csv.field_size_limit(CELL)  # frictionless lifts it for the whole process
    return csv.reader(io.StringIO(text, newline="\n"), strict=True)


def _unreadable(
    text: str, package: str, name: str, file: str, schema: Schema, problems: list[Problem]
) -> Table:
    reader, row, line = _reader(text), 1, 0
    try:
        while next(reader, None) is not None:
            row, line = row + 1, reader.line_num
    except csv.Error as error:
        if "field limit" in str(error):
            problems.append(problem(file, row, "", "cell-long", limit=CELL))
        else:
            # Where nobody closed a quotation mark, the next one, lines below, closes it.
            after = "expected after" in str(error) and reader.line_num == line + 1
            rule = "file-quote-after" if after else "file-quote"
            problems.append(problem(file, row, "", rule))
    return _empty(package, name, file, schema, problems)


def _empty(package: str, name: str, file: str, schema: Schema, problems: list[Problem]) -> Table:
    empty: dict[str, Sequence[Any]] = {name: [] for name in schema.names}
    texts: list[Sequence[str]] = [()] * len(schema.names)
    return Table(package, name, file, schema, texts, range(0), empty, problems, known_lines=[])


CELL = 131_072
"""Characters of a cell."""
LARGE = 5_000_000
"""Bytes from which a file is first tried by its beginning; of one of another form the characters count."""
APART, PART = 40_000_000, 20_000_000
"""Bytes from which a file of another form is not taken apart in whole, and of the part of it that is."""
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
            field, column = schema.field(name), [row[at] for row in rows]
            bad = {cell for cell in set(column) if judge(field, cell)[1] is not None}
            wrong += sum(map(bad.__contains__, column)) if bad else 0
    return wrong


def _hopeless(found: Columns, schema: Schema) -> bool:
    """Whether most of a large file is wrong, by its beginning: the rest is then not looked at."""
    beginning = zip(*(column[: TRIED - 1] for column in found.cells), strict=True)
    return _wrong([schema.names, *map(list, beginning)], schema) > WRONG


def _type_columns(table: Table) -> bool:
    """Fill the typed columns; return whether every value obeys its schema."""
    sound = True
    for field, column in zip(table.schema.fields, table.texts, strict=True):
        said = table.said(field.name)
        if field.type == "string" and all_fit(field, said):
            table.columns[field.name] = column
            continue
        judged = {cell: judge(field, cell) for cell in set(said)}
        sound = sound and all(rule is None for _, rule in judged.values())
        values = {cell: value for cell, (value, _) in judged.items()}
        table.columns[field.name] = list(map(values.__getitem__, column))
    return sound


def _keys_hold(table: Table) -> bool:
    keys: list[tuple[str, ...]] = [(name,) for name in table.schema.names if table.schema.field(name).unique]
    if table.schema.primary_key:
        keys.append(table.schema.primary_key)
    return all(_distinct(table, key) for key in dict.fromkeys([*keys, *table.schema.unique_keys]))


def _distinct(table: Table, key: tuple[str, ...]) -> bool:
    if len(key) == 1:
        values = table.columns[key[0]]
        if table.schema.field(key[0]).type == "string" and all(map(lt, values, islice(values, 1, None))):
            return True  # what goes up never comes back, and most keys go up
        distinct = set(values)
        empty = sum(values.count(one) for one in ("", None) if one in distinct)
        return len(distinct) - ("" in distinct) - (None in distinct) == len(values) - empty
    return len(set(_codes(table, key))) == len(table.row_numbers)


def _codes(table: Table, key: tuple[str, ...]) -> Iterable[int]:
    """A number for each row, the same where the values of some columns are the same: smaller than tuples of them."""
    codes: Iterable[int] = repeat(0)
    for name in key:
        number = {value: at for at, value in enumerate(set(table.values(name)))}
        numbered = map(number.__getitem__, table.columns[name])
        codes = map(add, map(mul, codes, repeat(len(number))), numbered)
    return codes


Tables = dict[tuple[str, str], Table]
"""All tables of a portal by (package, table)."""
