"""What is wrong with the form of a table: its header, the length of its rows, signs that nobody sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from macros.data import characters
from macros.data.problems import Problem, nearest, problem
from macros.data.schema import Schema
from macros.words.czech import plural

UNREAD = frozenset(
    ("file-enough", "cell-long", "file-quote", "file-quote-after", "file-binary", "file-empty", "header-lost")
)
"""Rules by whose problems a table has fewer rows than its file: the rest, or all of it, could not be read."""


def lost(text: str, problems: list[Problem], file: str, schema: Schema) -> Iterator[Problem]:
    """Say that there is no header; a file that is no text has had its word already."""
    if not any(one.rule == "file-binary" for one in problems):
        rule, row = ("header-lost", 1) if text.strip() else ("file-empty", 0)
        yield problem(file, row, "", rule, order=",".join(schema.names))


def renamed(header: list[str], file: str, schema: Schema) -> tuple[list[str], list[Problem]]:
    """The header as columns are called today, and each name that it had before."""
    today = schema.current(header)
    pairs = zip(header, today, strict=True)
    return today, [problem(file, 1, old, "header-renamed", new=new) for old, new in pairs if old != new]


def align(
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


def signs(file: str, names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Problem]:
    """Say which cells hold what nobody sees, or letters that look like others; `rows` are numbers with cells."""
    for number, row in rows:
        for name, cell in zip(names, row, strict=True):
            if "\n" in cell:
                yield problem(file, number, name, "cell-newline", cell.split("\n")[0] + "…")
            elif not cell.isascii() or not cell.isprintable():
                yield from _signs_in(file, number, name, cell)


def _signs_in(file: str, number: int, name: str, cell: str) -> Iterator[Problem]:
    if "\ufffd" in cell:
        yield problem(file, number, name, "cell-encoding", cell)
    elif characters.INVISIBLE.search(cell):
        yield problem(file, number, name, "cell-control", characters.INVISIBLE.sub("�", cell))
    elif not characters.is_composed(cell):
        yield problem(file, number, name, "cell-composed", characters.composed(cell))
    elif odd := characters.odd_letter(cell):
        word, letter, script = odd
        yield problem(file, number, name, "cell-letters", cell, word=word, letter=letter, script=script)
