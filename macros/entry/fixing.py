"""What `check --fix` shows of its work: a difference by lines, without the lines that must not be repeated."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from macros.data.confidential import secrets_of, spoken_of
from macros.data.schema import Schema
from macros.data.tables import Table, Tables, read_table


def difference(
    before: bytes, after: bytes, file: str, key: tuple[str, str], schema: Schema, tables: Tables
) -> str:
    """Return the unified difference of a mended table, for people.

    `tables` are those of the portal before the mending, `key` tells which of them the file is. Lines about
    confidential places and their services are told by their numbers only; so are all lines where rows and
    lines cannot be told apart.
    """
    old = before.decode("utf-8", errors="replace").splitlines()
    new = after.decode("utf-8").splitlines()
    mended = dict(tables) | {key: read_table(after, *key, file, schema)}
    secret = _secret_lines(old, tables, key) | _secret_lines(new, mended, key)
    shown = [
        _line(line, secret)
        for line in difflib.unified_diff(old, new, file, f"{file} (opraveno)", "", "", 0, "")
    ]
    return "\n".join(shown)


def _line(line: str, secret: Mapping[str, int]) -> str:
    if line[:1] in "+-" and line[1:] in secret:
        return f"{line[:1]}řádek {secret[line[1:]]} změněn, obsah se nevypisuje"
    return line


def _secret_lines(lines: list[str], tables: Tables, key: tuple[str, str]) -> dict[str, int]:
    """Lines that may not be shown, with their numbers."""
    secrets = secrets_of(tables)
    if not secrets or not _in_scope(tables, key):
        return {}
    table = tables[key]
    numbered = dict(enumerate(lines[1:], start=2))
    closed = set(numbered)
    if _one_line_a_row(table, lines):
        closed = {row for rows in spoken_of(tables, secrets) for file, row in rows if file == table.file}
    return {numbered[row]: row for row in sorted(closed, reverse=True) if row in numbered}


def _in_scope(tables: Tables, key: tuple[str, str]) -> bool:
    """Whether a table speaks of places or services at all."""
    fields = tables[key].schema.fields if key in tables else ()
    refers = any(one.reference and one.reference.package == "services" for one in fields)
    return refers or key[0] == "services"


def _one_line_a_row(table: Table, lines: Collection[str]) -> bool:
    """Whether the row that a report calls N is line N of the file."""
    return bool(table.rows) and len(table.lines) == len(lines) - 1 >= len(table.rows) and not table.crooked
