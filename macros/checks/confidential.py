"""Rules that keep secret where people hide: rows, ids, sources, texts and links about confidential places.

No problem found here holds a value: `confidential.hush` takes them away, and these rules give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.checks import Data, Rule
from macros.checks.history import Columns, changed_files, committed
from macros.confidential import (
    KEPT,
    PLACES,
    SERVICES,
    Secrets,
    is_neutral,
    secret_rows,
    secrets_of,
)
from macros.czech import fold
from macros.mend import mend_cell
from macros.problems import Problem, problem
from macros.tables import Table
from macros.telling import id_tells, leads_to_points, link_tells, street_words, tells

_ADDRESS = ("street", "postcode", "lat", "lon")
_TEXTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("services", "services"): ("name", "summary", "cost_note", "conditions", "bring"),
    ("services", "contacts"): ("label", "note"),
    ("services", "hours"): ("note",),
    ("services", "areas"): ("note",),
    ("services", "providers"): ("name",),
    ("situations", "service_situations"): ("how",),
    ("strategy", "node_services"): ("how",),
}
"""Columns with free text about a service or its provider."""
_SOURCED = ("places", "services", "contacts", "hours", "areas", "providers")
"""Tables of the package services whose rows name their source, unless that would tell a secret."""
_LINKS: Mapping[str, tuple[str, ...]] = {
    "services": ("source_url",),
    "contacts": ("value", "source_url"),
    "hours": ("source_url",),
    "areas": ("source_url",),
    "providers": ("web", "source_url"),
}
"""Columns with links about a service or its provider."""


def secret_address(data: Data) -> Iterator[Problem]:
    """A confidential place has a municipality and nothing else; the report does not repeat what stands there."""
    table = data.table(*PLACES)
    if table is None:
        return
    for at in _surely_secret(table):
        for name, cell in zip(table.schema.names, table.rows[at], strict=True):
            if name not in KEPT and cell:
                rule = "secret-address" if name in _ADDRESS else "secret-column"
                yield table.problem(table.row_numbers[at], name, rule)


def secret_id(data: Data) -> Iterator[Problem]:
    """The id of a confidential place is a neutral one; that of its service is no address."""
    table = data.table(*PLACES)
    if table is None:
        return
    for at in _surely_secret(table):
        code, town = table.cells("id")[at], table.cells("municipality_code_csu")[at]
        if code and not is_neutral(data.tables, code, town):
            yield table.problem(table.row_numbers[at], "id", "secret-id")


def secret_service_id(data: Data) -> Iterator[Problem]:
    """The id of a service with a confidential place is no address of a house; no redirect keeps an old one."""
    secrets = secrets_of(data.tables)
    targets = set()
    for name, pages, hidden in (
        ("services", "sluzby", secrets.services),
        ("providers", "poskytovatele", secrets.providers),
    ):
        targets |= {f"{pages}/{one}/" for one in hidden}
        if owners := data.table("services", name):
            for row, code in owners.records(["id"]):
                if code in hidden and id_tells(code):
                    yield owners.problem(row, "id", "secret-service-id")
    redirects = data.table("codelists", "redirects")
    if redirects is None:
        return
    for row, old, new in redirects.records(["old_path", "new_path"]):
        if new in targets and old and id_tells(old.strip("/")):
            yield redirects.problem(row, "old_path", "secret-service-id")


def secret_contact(data: Data) -> Iterator[Problem]:
    """No text about a service with a confidential place, nor about its provider, reads like an address."""
    secrets = secrets_of(data.tables)
    if not secrets.services:
        return
    towns = town_names(data)
    for key, columns in _TEXTS.items():
        if table := data.table(*key):
            yield from _texts(table, _rows(table, secrets), columns, towns)
    yield from _elsewhere(data, secrets, towns)
    yield from _written(data, secrets, towns)


def secret_link(data: Data) -> Iterator[Problem]:
    """No link of a service with a confidential place leads to its address, nor to data where its point stands."""
    secrets = secrets_of(data.tables)
    if not secrets.services:
        return
    for name, columns in _LINKS.items():
        table = data.table("services", name)
        if table is None:
            continue
        for at in _rows(table, secrets):
            for column in columns:
                cell = table.cells(column)[at]
                if not cell or _is_phone(cell) or not link_tells(cell):
                    continue
                rule = "secret-source" if leads_to_points(cell) else "secret-link"
                # Data about towns tell the town hall, which everybody may know.
                if rule != "secret-source" or not _is_office(table, at):
                    yield table.problem(table.row_numbers[at], column, rule)


def secret_registration(data: Data) -> Iterator[Problem]:
    """A service with a confidential place has no number in a register, where its address stands."""
    secrets, table = secrets_of(data.tables), data.table(*SERVICES)
    if not secrets.services or table is None:
        return
    for row, code, number in table.records(["id", "registration"]):
        if number and code in secrets.services:
            yield table.problem(row, "registration", "secret-registration")


def secret_second(data: Data) -> Iterator[Problem]:
    """A service with a confidential place has no public one beside it."""
    secrets, table = secrets_of(data.tables), data.table(*SERVICES)
    if not secrets.places or table is None:
        return
    for row, code, where in table.records(["id", "places"]):
        if code in secrets.services and where and not secrets.places.issuperset(where.split(";")):
            yield table.problem(row, "places", "secret-second")


def secret_former(data: Data) -> Iterator[Problem]:
    """A street that the last commit still tells of a confidential place stands nowhere else in the data."""
    table = data.table(*PLACES)
    if table is None or not _surely_secret(table) or table.file not in changed_files(data.root):
        return
    yield from repeated(data, list(_former(table, committed(data.root, table.file))))


def repeated(data: Data, streets: list[str]) -> Iterator[Problem]:
    """Yield a problem wherever texts about confidential services, or other places, repeat one of the streets."""
    secrets, whole = secrets_of(data.tables), {fold(one) for one in streets}
    found = [one for street in streets if (one := street_words(street))]
    if table := data.table(*PLACES):
        for row, street in zip(table.row_numbers, table.cells("street"), strict=True):
            if street and fold(street) in whole:
                yield table.problem(row, "street", "secret-former")
    for table in data.tables.values():
        for at in _rows(table, secrets):
            for name, cell in zip(table.schema.names, table.rows[at], strict=True):
                if cell and any(one.search(fold(cell)) for one in found):
                    yield table.problem(table.row_numbers[at], name, "secret-former")
    spoken = _spoken(data, secrets)
    for file, row, text in _paragraphs(data.root):
        if _speaks(fold(text), spoken) and any(one.search(fold(text)) for one in found):
            yield problem(file, row, "", "secret-former")


def source_missing(data: Data) -> Iterator[Problem]:
    """Every row says its source, but those about a confidential place: there the source would tell it."""
    secrets = None
    for name in _SOURCED:
        table = data.table("services", name)
        if table is None or "source_url" in table.missing or "" not in set(table.cells("source_url")):
            continue
        secrets = secrets or secrets_of(data.tables)
        secret = {*secret_rows(table)} if name == "places" else {*_rows(table, secrets)}
        field = table.schema.field("source_url")
        for at, cell in enumerate(table.cells("source_url")):
            if not cell and at not in secret:
                row = table.row_numbers[at]
                yield table.problem(row, "source_url", "required", title=field.title, example=field.example)


def town_names(data: Data) -> frozenset[str]:
    """Folded names of all municipalities: their forms are no streets."""
    return frozenset(fold(one) for one in data.values("territory", "municipalities", "name") if one)


def _surely_secret(table: Table) -> list[int]:
    """Positions of rows that say they are confidential; what cannot be read has its own error."""
    field = table.schema.field("confidential")
    return [at for at in secret_rows(table) if mend_cell(field, table.cells("confidential")[at]) == "true"]


def _rows(table: Table, secrets: Secrets) -> list[int]:
    """Positions of rows about services with a confidential place, or about their providers."""
    owner, hidden = "service", secrets.services
    if (table.package, table.name) == SERVICES:
        owner = "id"
    elif (table.package, table.name) == ("services", "providers"):
        owner, hidden = "id", secrets.providers
    if owner not in table.schema.names:
        return []
    return [at for at, code in enumerate(table.cells(owner)) if code.strip() in hidden]


def _texts(
    table: Table, rows: list[int], columns: tuple[str, ...], towns: frozenset[str]
) -> Iterator[Problem]:
    for name in columns:
        at = table.schema.names.index(name)
        for row in rows:
            if tells(table.rows[row][at], towns):
                yield table.problem(table.row_numbers[row], name, "secret-contact")


def _elsewhere(data: Data, secrets: Secrets, towns: frozenset[str]) -> Iterator[Problem]:
    """Texts of other tables that name a confidential service and read like an address."""
    spoken = _spoken(data, secrets)
    for key, table in data.tables.items():
        if key in _TEXTS or key[0] == "territory":
            continue
        for field in table.schema.fields:
            if field.type != "string" or field.pattern or field.enum or field.reference:
                continue
            column = table.cells(field.name)
            # One search in the whole column first: almost no column names such a service.
            if not _speaks(fold("\n".join(column)), spoken):
                continue
            for row, cell in zip(table.row_numbers, column, strict=True):
                if _speaks(fold(cell), spoken) and tells(cell, towns):
                    yield table.problem(row, field.name, "secret-contact")


def _written(data: Data, secrets: Secrets, towns: frozenset[str]) -> Iterator[Problem]:
    """Paragraphs of hand-written texts that name a confidential service and read like an address."""
    spoken = _spoken(data, secrets)
    for file, row, text in _paragraphs(data.root):
        if _speaks(fold(text), spoken) and (_linked(text) or tells(_bare(text), towns)):
            yield problem(file, row, "", "secret-text")


def _spoken(data: Data, secrets: Secrets) -> tuple[str, ...]:
    """Ids and folded names by which a text speaks of a confidential service."""
    table = data.table(*SERVICES)
    if table is None:
        return ()
    rows = zip(table.cells("id"), table.cells("name"), strict=True)
    return tuple(
        one for code, name in rows if code in secrets.services for one in (code, fold(name)) if len(one) > 5
    )


def _speaks(folded: str, spoken: tuple[str, ...]) -> bool:
    return any(one in folded for one in spoken)


def _paragraphs(root: Path) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and text of every paragraph of the hand-written texts."""
    for folder in ("catalogue", "strategy"):
        for path in sorted((root / folder).rglob("*.md")):
            if not path.is_file():
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            file = path.relative_to(root).as_posix()
            for match in _PARAGRAPH.finditer(text):
                yield file, text.count("\n", 0, match.start()) + 1, match[0]


_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|<[^>]*>", re.DOTALL)
_LINK = re.compile(r"https?://[^\s)\">]+|\w[\w.+-]*@[\w.-]+\w")


def _bare(text: str) -> str:
    """A paragraph without calls of macros, targets of links and marks of lists."""
    return re.sub(r"^\s*(?:\d+\.|[-*#>]+) ", "", _LINK.sub(" ", _CALL.sub(" ", text)), flags=re.MULTILINE)


def _linked(text: str) -> bool:
    return any(link_tells(one) for one in _LINK.findall(text))


def _is_office(table: Table, at: int) -> bool:
    return table.name == "providers" and table.cells("kind")[at] in ("municipality", "region", "state")


def _is_phone(cell: str) -> bool:
    return re.fullmatch(r"[+0-9 ]+", cell) is not None


def _former(table: Table, before: Columns) -> Iterator[str]:
    """Streets that the last commit has of places that are confidential now, or that were renamed to be so."""
    if not {"id", "street", "municipality_code_csu"} <= before.keys():
        return
    now, towns, secret = set(table.cells("id")), set(), set()
    for at in _surely_secret(table):
        secret.add(table.cells("id")[at])
        towns.add(table.cells("municipality_code_csu")[at])
    rows = zip(before["id"], before["street"], before["municipality_code_csu"], strict=True)
    for code, street, town in rows:
        if street and (code in secret or (code not in now and town in towns)):
            yield street


RULES: tuple[Rule, ...] = (
    secret_address,
    secret_id,
    secret_service_id,
    secret_contact,
    secret_link,
    secret_registration,
    secret_second,
    secret_former,
    source_missing,
)
