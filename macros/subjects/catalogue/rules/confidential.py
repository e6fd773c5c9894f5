"""Rules that keep secret where people hide: rows, ids, sources, texts and links about confidential places.

No problem found here holds a value: `confidential.hush` takes them away, and these rules give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.check import Check, Data, check
from macros.data.confidential import KEPT, PLACES, SERVICES, Secrets, is_neutral, secret_rows, secrets_of
from macros.data.mend import mend_cell
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.subjects.catalogue.telling import id_tells, leads_to_points, link_tells

_ADDRESS = ("street", "postcode", "lat", "lon")
_SOURCED = ("places", "services", "contacts", "hours", "areas", "evidence", "providers")
"""Tables of the package services whose rows name their source, unless that would tell a secret."""
_LINKS: Mapping[str, tuple[str, ...]] = {
    "services": ("source_url",),
    "contacts": ("value", "source_url"),
    "hours": ("source_url",),
    "areas": ("source_url",),
    "evidence": ("source_url",),
    "providers": ("web", "source_url"),
}
"""Columns with links about a service or its provider."""


@check("secret-address", "secret-column")
def secret_address(data: Data) -> Iterator[Problem]:
    """A confidential place has a municipality and nothing else; the report does not repeat what stands there."""
    table = data.table(*PLACES)
    if table is None:
        return
    for at in surely_secret(table):
        for name, cell in zip(table.schema.names, table.rows[at], strict=True):
            if name not in KEPT and cell:
                rule = "secret-address" if name in _ADDRESS else "secret-column"
                yield table.problem(table.row_numbers[at], name, rule)


@check("secret-id")
def secret_id(data: Data) -> Iterator[Problem]:
    """The id of a confidential place is a neutral one."""
    table = data.table(*PLACES)
    if table is None:
        return
    for at in surely_secret(table):
        code, town = table.cells("id")[at], table.cells("municipality_code_csu")[at]
        if code and not is_neutral(data.tables, code, town):
            yield table.problem(table.row_numbers[at], "id", "secret-id")


@check("secret-service-id")
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


@check("secret-link", "secret-source")
def secret_link(data: Data) -> Iterator[Problem]:
    """No link of a service with a confidential place leads to its address, nor to data where its point stands."""
    secrets = secrets_of(data.tables)
    if not secrets.services:
        return
    for name, columns in _LINKS.items():
        table = data.table("services", name)
        if table is None:
            continue
        for at in rows_of(table, secrets):
            for column in columns:
                cell = table.cells(column)[at]
                if not cell or _is_phone(cell) or not link_tells(cell):
                    continue
                rule = "secret-source" if leads_to_points(cell) else "secret-link"
                # Data about towns tell the town hall, which everybody may know.
                if rule != "secret-source" or not _is_office(table, at):
                    yield table.problem(table.row_numbers[at], column, rule)


@check("secret-registration")
def secret_registration(data: Data) -> Iterator[Problem]:
    """A service with a confidential place has no number in a register, where its address stands."""
    secrets, table = secrets_of(data.tables), data.table(*SERVICES)
    if not secrets.services or table is None:
        return
    for row, code, number in table.records(["id", "registration"]):
        if number and code in secrets.services:
            yield table.problem(row, "registration", "secret-registration")


@check("secret-second")
def secret_second(data: Data) -> Iterator[Problem]:
    """A service with a confidential place has no public one beside it."""
    secrets, table = secrets_of(data.tables), data.table(*SERVICES)
    if not secrets.places or table is None:
        return
    for row, code, where in table.records(["id", "places"]):
        if code in secrets.services and where and not secrets.places.issuperset(where.split(";")):
            yield table.problem(row, "places", "secret-second")


@check("required")
def source_missing(data: Data) -> Iterator[Problem]:
    """Every row says its source, but those about a confidential place: there the source would tell it."""
    secrets = None
    for name in _SOURCED:
        table = data.table("services", name)
        if table is None or "source_url" in table.missing or "" not in set(table.cells("source_url")):
            continue
        secrets = secrets or secrets_of(data.tables)
        secret = {*secret_rows(table)} if name == "places" else {*rows_of(table, secrets)}
        field = table.schema.field("source_url")
        for at, cell in enumerate(table.cells("source_url")):
            if not cell and at not in secret:
                row = table.row_numbers[at]
                yield table.problem(row, "source_url", "required", title=field.title, example=field.example)


def surely_secret(table: Table) -> list[int]:
    """Positions of rows that say they are confidential; what cannot be read has its own error."""
    field = table.schema.field("confidential")
    return [at for at in secret_rows(table) if mend_cell(field, table.cells("confidential")[at]) == "true"]


def rows_of(table: Table, secrets: Secrets) -> list[int]:
    """Positions of rows about services with a confidential place, or about their providers."""
    owner, hidden = "service", secrets.services
    if (table.package, table.name) == SERVICES:
        owner = "id"
    elif (table.package, table.name) == ("services", "providers"):
        owner, hidden = "id", secrets.providers
    if owner not in table.schema.names:
        return []
    return [at for at, code in enumerate(table.cells(owner)) if code.strip() in hidden]


def _is_office(table: Table, at: int) -> bool:
    return table.name == "providers" and table.cells("kind")[at] in ("municipality", "region", "state")


def _is_phone(cell: str) -> bool:
    return re.fullmatch(r"[+0-9 ]+", cell) is not None


RULES: tuple[Check, ...] = (
    secret_address,
    secret_id,
    secret_service_id,
    secret_link,
    secret_registration,
    secret_second,
    source_missing,
)
