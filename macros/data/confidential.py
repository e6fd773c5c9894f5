"""Places that protect people: which they are, what is published of them, and what no report may repeat.

The one place where a secret ends. `veil` gives tables as they may be published; the model and the downloads
are made from those. `hush` takes values out of problems before anybody can print them. Both are closed by
default: a place is public only where its row says so beyond doubt, and a column is blank unless it is kept
here by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from macros.data.form import UNREAD
from macros.data.mend import mend_cell
from macros.data.problems import Problem
from macros.data.schema import Field
from macros.data.tables import Table, Tables

PLACES, SERVICES = ("services", "places"), ("services", "services")
KEPT = ("id", "municipality_code_csu", "confidential")
"""All that is published of a confidential place; its id is a neutral one."""
BLANK: Mapping[str, tuple[str, ...]] = {
    "services": ("registration", "source_url", "source_date"),
    "contacts": ("source_url", "source_date"),
    "hours": ("source_url", "source_date"),
    "areas": ("source_url", "source_date"),
    "evidence": ("source_url", "source_date"),
}
"""Columns about a service with a confidential place that lead to where its address or its point stands."""
NEUTRAL = re.compile(r"utajene(-[a-z0-9]+)+")
HUSHED = "…"
"""Stands in a report for a value that it must not repeat."""
_PUBLIC_DETAILS = frozenset(("title", "example", "limit", "allowed", "first", "columns", "table", "fix"))
_LINKS = ("web", "source_url")
_LONG = 4
"""Shorter values of a secret row (a digit, a word like "As") stand everywhere and tell nothing."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is confidential: ids of places, of services that have one, and of their providers."""

    places: frozenset[str]
    services: frozenset[str]
    providers: frozenset[str]
    known: frozenset[str]
    """Ids of all services."""
    lost: bool = False
    """Whether nobody can tell which services have a confidential place: their table cannot be read."""

    def __bool__(self) -> bool:
        return bool(self.places or self.services or self.lost)


def _unread(table: Table) -> bool:
    return any(one.rule in UNREAD for one in table.problems)


def is_secret(field: Field, cell: str) -> bool:
    """Whether a place is confidential by its cell: all that does not surely say no."""
    return mend_cell(field, cell) != "false"


def secrets_of(tables: Tables) -> Secrets:
    """Find what is confidential. Where places cannot be read, every service that has one is taken for it."""
    places = tables.get(PLACES)
    # A package without places has no secrets; one whose places are lost has nothing but.
    lost = places is None or _unread(places)
    secret = (
        frozenset(places.cells("id")[at].strip() for at in secret_rows(places)) if places else frozenset()
    )
    services = tables.get(SERVICES)
    if services is None or _unread(services):
        nothing = frozenset[str]()
        return Secrets(
            secret, nothing, nothing, nothing, lost=bool(secret) or (services is not None and lost)
        )
    hidden, providers = set(_users(tables, secret)) if secret else set(), set()
    rows = list(zip(*map(services.cells, ("id", "places", "provider")), strict=True))
    for code, where, provider in rows:
        if code in hidden or (where and (lost or not secret.isdisjoint(_listed(where)))):
            hidden.add(code.strip())
            providers.add(provider.strip())
    known = frozenset(code.strip() for code, _, _ in rows)
    return Secrets(secret, frozenset(hidden), frozenset(providers), known)


def secret_rows(places: Table) -> list[int]:
    """Positions of confidential rows in the table of places, those of a wrong length among them."""
    if "confidential" not in places.schema.names:
        return list(range(len(places.row_numbers)))
    field, crooked = places.schema.field("confidential"), places.crooked
    return [
        at
        for at, (row, cell) in enumerate(zip(places.row_numbers, places.cells("confidential"), strict=True))
        if cell != "false" and (is_secret(field, cell) or row in crooked)
    ]


def _listed(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";")]


def _users(tables: Tables, secret: Set[str]) -> Iterator[str]:
    """Services whose contacts or hours name a confidential place that their own row forgot."""
    for name in ("contacts", "hours"):
        if table := tables.get(("services", name)):
            for service, place in zip(table.cells("service"), table.cells("place"), strict=True):
                if place and place.strip() in secret:
                    yield service.strip()


# What is published ------------------------------------------------------------------------------------


def veil(tables: Tables) -> Tables:
    """Return tables as they may be published: only those that hold a secret are other ones."""
    secrets = secrets_of(tables)
    if not secrets:
        return tables
    names = neutral_ids(tables)
    found = dict(tables)
    if PLACES in tables:
        found[PLACES] = _veiled(tables[PLACES], "id", secrets.places, KEPT, keep=True)
    for name, columns in BLANK.items():
        if table := tables.get(("services", name)):
            owner = "id" if name == "services" else "service"
            found["services", name] = _veiled(table, owner, secrets.services, columns, keep=False)
    renamed = {old: new for old, new in names.items() if old != new}
    return rename(found, renamed) if renamed else found


def neutral_ids(tables: Tables) -> dict[str, str]:
    """Return for each confidential place the id by which it is published: its own where that tells nothing."""
    places = tables[PLACES]
    codes = places.cells("id")
    taken, found = set(codes), {}
    for at in secret_rows(places):
        code, town = codes[at], places.cells("municipality_code_csu")[at]
        found[code] = code if is_neutral(tables, code, town) else neutral_id(tables, town, taken)
        taken.add(found[code])
    return found


def is_neutral(tables: Tables, code: str, town: str) -> bool:
    """Whether an id says only that a place is confidential and in which municipality."""
    return re.fullmatch(rf"{re.escape(neutral_id(tables, town, ()))}(-[0-9]{{1,2}})?", code) is not None


def neutral_id(tables: Tables, town: str, taken: Set[str] | tuple[()]) -> str:
    """Make the id of a confidential place from its municipality (a code): utajene-cheb, utajene-cheb-2."""
    towns = tables.get(("territory", "municipalities"))
    codes = towns.columns["code_csu"] if towns else ()
    slug = towns.columns["slug"][codes.index(town)] if towns and town in codes else ""
    base = f"utajene-{slug or town or 'misto'}"
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in numbered if one not in taken)


def _veiled(table: Table, owner: str, secret: Set[str], columns: Sequence[str], *, keep: bool) -> Table:
    """Blank columns (all but them where `keep`) of the rows whose owner is secret."""
    blank = [one for one in table.schema.names if (one in columns) != keep]
    rows = [number for number, cell in enumerate(table.cells(owner)) if cell.strip() in secret]
    return with_cells(table, {number: dict.fromkeys(blank, "") for number in rows})


def rename(tables: Tables, names: Mapping[str, str]) -> Tables:
    """Give places other ids wherever a schema says that a column names one."""
    found = dict(tables)
    for key, table in tables.items():
        changes: dict[int, dict[str, str]] = {}
        for field in place_columns(table):
            for number, cell in enumerate(table.cells(field.name)):
                parts = cell.split(";")
                if cell and not names.keys().isdisjoint(parts):
                    new = ";".join(names.get(one, one) for one in parts)
                    changes.setdefault(number, {})[field.name] = new
        if changes:
            found[key] = with_cells(table, changes)
    return found


def place_columns(table: Table) -> list[Field]:
    """Columns that hold ids of places: the id of the table of places and all that refer to it."""
    if (table.package, table.name) == PLACES:
        return [table.schema.field("id")]
    return [one for one in table.schema.fields if _refers(one, PLACES)]


def _refers(field: Field, to: tuple[str, str]) -> bool:
    target = field.reference
    return target is not None and (target.package, target.resource) == to


def with_cells(table: Table, changes: Mapping[int, Mapping[str, str]]) -> Table:
    """Return a table with other text cells; its typed columns follow, and its lines forget the old ones."""
    if not changes:
        return table
    names, texts = table.schema.names, list(table.texts)
    columns: dict[str, Sequence[Any]] = dict(table.columns)
    lines = list(table.lines)
    for name in {name for cells in changes.values() for name in cells}:
        text, column = list(table.cells(name)), list(columns[name])
        is_text = table.schema.field(name).type == "string"
        for number, cells in changes.items():
            if name in cells:
                text[number], column[number] = cells[name], cells[name] if is_text else None
        texts[names.index(name)], columns[name] = text, column
    for number in changes:
        if number < len(lines):
            lines[number] = ",".join(cells[number] for cells in texts)
    return replace(table, texts=texts, columns=columns, known_lines=lines, pools={})


# What no report repeats -------------------------------------------------------------------------------


def hush(problems: list[Problem], tables: Tables) -> list[Problem]:
    """Take values and telling details out of problems about confidential places and services that have one."""
    if not problems or not (secrets := secrets_of(tables)):
        return problems
    closed, doubtful = spoken_of(tables, secrets)
    said = telling_cells(tables)

    def secret(found: Problem) -> bool:
        at = (found.file, found.row)
        return at in closed or (at in doubtful and found.rule != "reference") or _repeats(found, said)

    known_by_links = {(file, row) for file, row in _providers(tables, secrets)}
    return [
        _hushed(one)
        if secret(one) or ((one.file, one.row) in known_by_links and one.column in _LINKS)
        else one
        for one in problems
    ]


def _providers(tables: Tables, secrets: Secrets) -> Iterator[tuple[str, int]]:
    """File and row of providers of confidential services: who they are is public, where their links lead is not."""
    if table := tables.get(("services", "providers")):
        for row, code in zip(table.row_numbers, table.cells("id"), strict=True):
            if code.strip() in secrets.providers:
                yield table.file, row


def spoken_of(tables: Tables, secrets: Secrets) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Return (file, row) of all rows about something confidential, and of rows whose owner nobody knows."""
    closed: set[tuple[str, int]] = set()
    doubtful: set[tuple[str, int]] = set()
    if places := tables.get(PLACES):
        closed |= {(places.file, places.row_numbers[at]) for at in secret_rows(places)}
    for table in tables.values():
        for field in table.schema.fields:
            owners, known = _owners(table, field, secrets)
            unsure = secrets.lost and _refers(field, SERVICES)
            if not owners and not unsure:
                continue
            for row, cell in zip(table.row_numbers, table.cells(field.name), strict=True):
                parts = _listed(cell)
                if not owners.isdisjoint(parts):
                    closed.add((table.file, row))
                elif unsure or (known and cell and not known.issuperset(parts)):
                    doubtful.add((table.file, row))
    return closed, doubtful


def _owners(table: Table, field: Field, secrets: Secrets) -> tuple[frozenset[str], frozenset[str]]:
    """Which values of a column make its row confidential, and all values that are known to exist."""
    key, nothing = (table.package, table.name, field.name), frozenset[str]()
    if key == (*SERVICES, "id"):
        return secrets.services, nothing
    if _refers(field, PLACES):
        return secrets.places, nothing
    return (secrets.services, secrets.known) if _refers(field, SERVICES) else (nothing, nothing)


def telling_cells(tables: Tables) -> frozenset[str]:
    """Texts of confidential rows that tell where the place is, wherever else they are repeated."""
    places = tables.get(PLACES)
    if places is None:
        return frozenset()
    names = [one for one in ("id", "name", "street", "lat", "lon", "note") if one in places.schema.names]
    cells = {name: places.cells(name) for name in names}
    found = {cells[name][at].strip() for at in secret_rows(places) for name in names}
    return frozenset(one for one in found if len(one) >= _LONG and not NEUTRAL.fullmatch(one))


def _repeats(found: Problem, said: Set[str]) -> bool:
    texts = (found.value, *(detail for _, detail in found.details))
    return any(cell in text for cell in said for text in texts)


def _hushed(found: Problem) -> Problem:
    details = tuple(
        (name, said if name in _PUBLIC_DETAILS else "" if name == "hint" else HUSHED)
        for name, said in found.details
    )
    return replace(found, value=HUSHED if found.value else "", details=details)
