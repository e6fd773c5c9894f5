"""Reads all packages of a portal and lets frictionless say what is wrong with them.

The only importer of frictionless, and only when a word about an error is needed or `check` asks for
the published contract: importing it costs half a second that a build of sound data never pays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.data import wording
from macros.data.confidential import hush
from macros.data.descriptors import open_package
from macros.data.faults import fault
from macros.data.mend import mend_cell
from macros.data.office import computed
from macros.data.paths import strange
from macros.data.problems import ENOUGH, MORE, Problem, enough, nearest, problem
from macros.data.remembered import Remembered
from macros.data.schema import Field, Package
from macros.data.tables import LARGE, Table, Tables, read_file, read_table
from macros.data.values import judge
from macros.files.kept import signature

LARGEST = 250_000_000
"""Bytes of a table: a million rows fit in well; what is no table at all may take twenty times as much memory."""


def read_all(
    root: Path, remembered: Remembered | None = None
) -> tuple[dict[str, Package], Tables, list[Problem]]:
    """Read every package under `data_packages/`: descriptors, tables and problems of form.

    Tables that are not sound are explained by frictionless. No problem repeats what a confidential place
    must not tell. Nothing is raised for bad data.
    """
    packages: dict[str, Package] = {}
    known = remembered or Remembered()
    tables: Tables = {}
    problems: list[Problem] = []
    for package in _packages(root, problems):
        packages[package.name] = package
        for name in package.schemas:
            table = _read(root, package, name, known)
            if isinstance(table, Problem):
                problems.append(table)
            else:
                tables[package.name, name] = table
    for package in packages.values():
        mine = [table for table in tables.values() if table.package == package.name]
        problems += [one for table in mine for one in table.problems]
        # Only what is not sound: frictionless needs seconds where `tables` needs hundredths.
        problems += explain(package, [table for table in mine if not table.sound])
    return packages, tables, hush(problems, tables)


def readable_packages(root: Path) -> list[Package]:
    """The packages whose descriptors are sound; `read_all` says what is wrong with the others."""
    return list(_packages(root, []))


def _packages(root: Path, problems: list[Problem]) -> Iterator[Package]:
    """Yield each package that may be read; what is wrong with the others is added to `problems`."""
    problems += strange(root)
    refused = [f"{one.file}/" for one in problems]
    for folder in _folders(root):
        inside = f"{folder.relative_to(root).as_posix()}/"
        if any(file.startswith(inside) for file in refused):
            continue
        package = open_package(root, folder)
        if isinstance(package, Package):
            yield package
        else:
            problems += package


def _folders(root: Path) -> list[Path]:
    """Folders of packages; a link is none."""
    where = root / "data_packages"
    if where.is_symlink() or not where.is_dir():
        return []
    return [one for one in sorted(where.iterdir()) if one.is_dir() and not one.is_symlink()]


def _read(root: Path, package: Package, name: str, known: Remembered) -> Table | Problem:
    path = package.folder / package.path(name)
    file = path.relative_to(root).as_posix()
    try:
        if path.stat().st_size > LARGEST:
            return problem(file, 0, "", "file-large", most=LARGEST // 1_000_000)
        if path.stat().st_size > LARGE:
            return _read_large(path, package, name, file, known)
        raw = path.read_bytes()
    except FileNotFoundError:
        return problem(file, 0, "", "file-missing")
    except OSError as error:
        return replace(fault(error), file=file)
    schema = package.schemas[name]
    seal = _sealing(package, file, raw).digest()
    if found := known.table(package.name, name, file, schema, seal):
        return found
    table = read_table(raw, package.name, name, file, schema)
    table.seal = seal
    known.keep(table)
    return table


def _read_large(path: Path, package: Package, name: str, file: str, known: Remembered) -> Table:
    """A table that is read piece by piece. It is not kept, but rules need not be asked again about it."""
    looks = signature(path.stat())
    table = read_file(path, package.name, name, file, package.schemas[name])
    if known.keeps:
        sealing = _sealing(package, file)
        with path.open("rb") as opened:
            while piece := opened.read(1 << 20):
                sealing.update(piece)
        # Somebody may have written meanwhile: then nobody knows what was read.
        table.seal = sealing.digest() if signature(path.stat()) == looks else b""
    return table


def _sealing(package: Package, file: str, raw: bytes = b"") -> blake2b:
    """The digest of a file with its name and all that its package says, begun with `raw`."""
    return blake2b(raw, digest_size=12, key=blake2b(file.encode() + package.seal).digest())


def explain(package: Package, tables: list[Table]) -> list[Problem]:
    """Validate the tables of one package with frictionless and say every mistake as a `Problem`.

    Cells that frictionless takes but the canonical form forbids ("1_000", " 5") are added, and so are
    `uniqueKeys`, which it ignores. Of a large table that is sound it is asked about the beginning: it would need
    minutes for what `tables` has proved.
    """
    return [one for table in tables for one in _explain(package, table)]


def _explain(package: Package, table: Table) -> list[Problem]:
    rows = len(table.row_numbers)
    if table.sound and rows > WHOLE:
        return list(_by_frictionless(package, table, SAMPLE))
    # Frictionless is slow in words; what it would say of a large table that is wrong is said by `_by_form`.
    small = table.sound or rows <= EXPLAINED
    problems = list(_by_frictionless(package, table, rows)) if small else list(enough(_repeated(table)))
    seen = {(one.row, one.column) for one in problems}
    problems += [one for one in _by_form(table) if (one.row, one.column) not in seen]
    problems += enough(_unique_keys(table))
    # What the header or the length of a row already says is not said again cell by cell.
    missing, crooked = table.missing, table.crooked
    return [one for one in problems if one.column not in missing and one.row not in crooked]


def _by_frictionless(package: Package, table: Table, rows: int) -> Iterator[Problem]:
    from frictionless import Checklist, FrictionlessException, Resource, Schema

    names = table.schema.names
    raw = next(one for one in package.descriptor["resources"] if one["name"] == table.name)
    try:
        schema = Schema.from_descriptor(str(package.folder / raw["schema"]))
    except FrictionlessException as error:
        reason = "; ".join(str(one.note) for one in error.reasons) or str(error)
        yield table.problem(0, "", "descriptor", reason=reason)
        return
    # Keys to other tables are ours to check, across packages; frictionless would read each table again.
    schema.foreign_keys = []
    asked = map(list, zip(*(column[:rows] for column in table.texts), strict=True))
    resource = Resource(data=[names, *asked], schema=schema)
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
    # A space too many breaks patterns and lists, too; what helps is to hear of the space.
    rule = "cell-space" if value != value.strip() else _rule(field, error)
    return table.problem(row, column, rule, value, **_details(field, value, rule))


def _rule(field: Field, error: Any) -> str:
    if error.type == "type-error":
        return f"type-{field.type}"
    match = re.match(r'constraint "(\w+)"', error.note)
    return {"maxLength": "max-length"}.get(name := match[1] if match else "pattern", name)


def _details(field: Field, value: str, rule: str) -> dict[str, object]:
    details: dict[str, object] = {"title": field.title, "example": field.example}
    mended = mend_cell(field, value)
    mendable = mended != value and judge(field, mended)[1] is None
    details["fix"] = "Opraví to i rozcestnik check --fix." if mendable else ""
    if rule == "pattern":
        details["fix"] = wording.WRITE.format(mended) if mendable else _lost_of(field, value)
    if rule == "enum":
        hint = wording.WRITE.format(mended) if mendable else nearest(value, field.enum, "Nejbližší: ")
        details |= {"allowed": ", ".join(field.enum), "hint": hint}
    if rule in ("minimum", "maximum") and field.name in ("lat", "lon"):
        details["fix"] = _off_the_map(field.name, value)
    limits = {"minimum": field.minimum, "maximum": field.maximum, "max-length": field.max_length}
    return details | ({"limit": limits[rule]} if rule in limits else {})


def _off_the_map(name: str, value: str) -> str:
    """What probably happened to a latitude or a longitude that lies elsewhere; "" where nobody can tell."""
    try:
        size = abs(float(value))
    except ValueError:
        return ""
    if 48 <= size <= 52 if name == "lon" else 12 <= size <= 19:
        return wording.SWAPPED if not value.startswith("-") else wording.NO_MINUS
    if value.startswith("-"):
        return wording.METRES if size > 1000 else wording.NO_MINUS
    digits = value.replace(".", "")
    if size > 1000 and (digits[:2] in ("48", "49", "50", "51") if name == "lat" else digits[:2] in _LON):
        return wording.POINT.format(f"{digits[:2]}.{digits[2:]}")
    return wording.METRES if size > 1000 else wording.NOWHERE


_LON = ("12", "13", "14", "15", "16", "17", "18")


def _lost_of(field: Field, value: str) -> str:
    """What a value of the wrong shape has lost, "" where nobody can tell."""
    if computed(value):
        return wording.COMPUTED
    if field.pattern.startswith("^https?://") and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value):
        return wording.NO_SCHEME.format(value)
    if field.pattern == "^[0-9]{8}$" and re.fullmatch("[0-9]{5,7}", value):
        return wording.ZEROS
    return ""


def _duplicate(table: Table, number: int, error: Any) -> Problem:
    columns = [error.field_name] if error.type == "unique-error" else list(table.schema.primary_key)
    keys = list(zip(*map(table.cells, columns), strict=True))
    first = table.row_numbers[keys.index(keys[number - 2])]
    return table.problem(
        table.row_numbers[number - 2], columns[0], "unique", ", ".join(keys[number - 2]), first=first
    )


EXPLAINED = 5_000
"""Rows of a table with mistakes that frictionless is asked to explain."""
WHOLE, SAMPLE = 10_000, 1_000
"""Rows of a sound table that frictionless is asked about in whole, and rows at the beginning of a larger one."""


def _by_form(table: Table) -> Iterator[Problem]:
    for field in table.schema.fields:
        rules = {cell: judge(field, cell)[1] for cell in table.distinct(field.name)}
        if not any(rules.values()):
            continue
        seen: Counter[str] = Counter()
        for number, cell in zip(table.row_numbers, table.cells(field.name), strict=True):
            if rule := rules[cell]:
                seen[rule] += 1
                if seen[rule] <= ENOUGH:
                    yield table.problem(number, field.name, rule, cell, **_details(field, cell, rule))
        for rule, count in seen.items():
            if count > ENOUGH:
                yield table.problem(0, field.name, MORE, of=rule, count=count - ENOUGH)


def _repeated(table: Table) -> Iterator[Problem]:
    """Values and primary keys that stand in a table twice."""
    keys = [(name,) for name in table.schema.names if table.schema.field(name).unique]
    for key in [*keys, *([table.schema.primary_key] if table.schema.primary_key else [])]:
        for number, values, before in _twice(table, key):
            if any(values):
                yield table.problem(number, key[0], "unique", ", ".join(values), first=before)


def _unique_keys(table: Table) -> Iterator[Problem]:
    for key in table.schema.unique_keys:
        if not table.missing.intersection(key):
            for number, values, before in _twice(table, key):
                details = {"columns": ", ".join(key), "first": before}
                yield table.problem(number, key[0], "unique-key", ", ".join(values), **details)


def _twice(table: Table, key: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """Yield (row, values, first row with them) where the values of a key stand for another time."""
    first: dict[tuple[str, ...], int] = {}
    for number, values in zip(table.row_numbers, zip(*map(table.cells, key), strict=True), strict=True):
        if first.setdefault(values, number) != number:
            yield number, values, first[values]
