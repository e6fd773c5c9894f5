"""Reads all packages of a portal and lets frictionless say what is wrong with them.

The only importer of frictionless, and only when a word about an error is needed or `check` asks for
the published contract: importing it costs half a second that a build of sound data never pays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.problems import Problem, nearest, problem
from macros.schema import Field, Package, read_package
from macros.tables import Table, judge, read_table

Tables = dict[tuple[str, str], Table]
"""All tables of a portal by (package, table)."""


def read_all(root: Path) -> tuple[dict[str, Package], Tables, list[Problem]]:
    """Read every package under `data_packages/`: descriptors, tables and problems of form.

    Tables that are not sound are explained by frictionless. Nothing is raised for bad data.
    """
    packages, tables, problems = {}, {}, []
    for path in sorted((root / "data_packages").glob("*/datapackage.json")):
        try:
            package = _package(path.parent)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error) as error:
            file = path.relative_to(root).as_posix()
            problems.append(problem(file, 0, "", "descriptor", reason=str(error)))
            continue
        packages[package.name] = package
        for name in package.schemas:
            table = _read(root, package, name)
            if isinstance(table, Problem):
                problems.append(table)
            else:
                tables[package.name, name] = table
    for package in packages.values():
        mine = [table for table in tables.values() if table.package == package.name]
        problems += [one for table in mine for one in table.problems]
        # Only what is not sound: frictionless needs seconds where `tables` needs hundredths.
        problems += explain(package, [table for table in mine if not table.sound])
    return packages, tables, problems


def _package(folder: Path) -> Package:
    package = read_package(folder)
    for schema in package.schemas.values():
        for field in schema.fields:
            re.compile(field.pattern)
    return package


def _read(root: Path, package: Package, name: str) -> Table | Problem:
    path = package.folder / package.path(name)
    file = path.relative_to(root).as_posix()
    if not path.is_file():
        return problem(file, 0, "", "file-missing")
    return read_table(path.read_bytes(), package.name, name, file, package.schemas[name])


def explain(package: Package, tables: list[Table]) -> list[Problem]:
    """Validate the tables of one package with frictionless and say every mistake as a `Problem`.

    Cells that frictionless takes but the canonical form forbids ("1_000", " 5") are added, and so are
    `uniqueKeys`, which it ignores.
    """
    problems = [one for table in tables for one in _by_frictionless(package, table)]
    # A missing column is said once, in the header, not again in every row.
    shapes = [one for table in tables for one in table.problems]
    missing = {(one.file, one.column) for one in shapes if one.rule == "header-missing"}
    problems = [one for one in problems if (one.file, one.column) not in missing]
    seen = {(one.file, one.row, one.column) for one in problems}
    for table in tables:
        problems += [one for one in _by_form(table) if _new(one, seen, missing)]
        problems += _unique_keys(table)
    return problems


def _new(one: Problem, seen: set[tuple[str, int, str]], missing: set[tuple[str, str]]) -> bool:
    return (one.file, one.row, one.column) not in seen and (one.file, one.column) not in missing


def _by_frictionless(package: Package, table: Table) -> Iterator[Problem]:
    from frictionless import Checklist, Resource, Schema

    names = table.schema.names
    raw = next(one for one in package.descriptor["resources"] if one["name"] == table.name)
    path = package.folder / raw["schema"]
    schema = Schema.from_descriptor(str(path))
    # Keys to other tables are ours to check, across packages; frictionless would read each table again.
    schema.foreign_keys = []
    resource = Resource(data=[names, *table.rows], schema=schema)
    report = resource.validate(Checklist(), limit_errors=100_000)
    for one in report.tasks[0].errors if report.tasks else report.errors:
        yield _problem(table, one)


def _problem(table: Table, error: Any) -> Problem:
    number = getattr(error, "row_number", 0) or 0
    row = table.row_numbers[number - 2] if number >= 2 else number
    if error.type in ("primary-key", "unique-error"):
        return _duplicate(table, number, error)
    column = getattr(error, "field_name", "")
    if not column:
        return table.problem(row, "", "descriptor", reason=error.message)
    field, value = table.schema.field(column), str(error.cell or "")
    rule = _rule(field, error)
    return table.problem(row, column, rule, value, **_details(field, value, rule))


def _rule(field: Field, error: Any) -> str:
    if error.type == "type-error":
        return f"type-{field.type}"
    match = re.match(r'constraint "(\w+)"', error.note)
    return {"maxLength": "max-length"}.get(name := match[1] if match else "pattern", name)


def _details(field: Field, value: str, rule: str) -> dict[str, object]:
    details: dict[str, object] = {"title": field.title, "example": field.example}
    if rule == "enum":
        details |= {"allowed": ", ".join(field.enum), "hint": nearest(value, field.enum, "Nejbližší: ")}
    limits = {"minimum": field.minimum, "maximum": field.maximum, "max-length": field.max_length}
    return details | ({"limit": limits[rule]} if rule in limits else {})


def _duplicate(table: Table, number: int, error: Any) -> Problem:
    columns = [error.field_name] if error.type == "unique-error" else list(table.schema.primary_key)
    at = [table.schema.names.index(name) for name in columns]
    keys = [[row[i] for i in at] for row in table.rows]
    first = table.row_numbers[keys.index(keys[number - 2])]
    return table.problem(
        table.row_numbers[number - 2], columns[0], "unique", ", ".join(keys[number - 2]), first=first
    )


def _by_form(table: Table) -> Iterator[Problem]:
    for at, field in enumerate(table.schema.fields):
        rules = {cell: judge(field, cell)[1] for cell in {row[at] for row in table.rows}}
        if not any(rules.values()):
            continue
        for number, row in zip(table.row_numbers, table.rows, strict=True):
            if rule := rules[row[at]]:
                yield table.problem(number, field.name, rule, row[at], **_details(field, row[at], rule))


def _unique_keys(table: Table) -> Iterator[Problem]:
    for key in table.schema.unique_keys:
        at = [table.schema.names.index(name) for name in key]
        first: dict[tuple[str, ...], int] = {}
        for number, row in zip(table.row_numbers, table.rows, strict=True):
            values = tuple(row[i] for i in at)
            if values in first:
                details = {"columns": ", ".join(key), "first": first[values]}
                yield table.problem(number, key[0], "unique-key", ", ".join(values), **details)
            first.setdefault(values, number)
