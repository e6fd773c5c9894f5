"""Rules about texts: no word about a confidential service tells where it is, whoever wrote it and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.checks import Data, Rule
from macros.checks.confidential import rows_of, surely_secret
from macros.checks.history import Columns, changed_files, committed
from macros.confidential import PLACES, SERVICES, Secrets, secrets_of
from macros.czech import fold
from macros.problems import Problem, problem
from macros.tables import Table
from macros.telling import link_tells, street_words, tells

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


def secret_contact(data: Data) -> Iterator[Problem]:
    """No text about a service with a confidential place, nor about its provider, reads like an address."""
    secrets = secrets_of(data.tables)
    if not secrets.services:
        return
    towns = town_names(data)
    for key, columns in _TEXTS.items():
        if table := data.table(*key):
            yield from _texts(table, rows_of(table, secrets), columns, towns)
    yield from _elsewhere(data, secrets, towns)
    yield from _written(data, secrets, towns)


def secret_former(data: Data) -> Iterator[Problem]:
    """A street that the last commit still tells of a confidential place stands nowhere else in the data."""
    table = data.table(*PLACES)
    if table is None or not surely_secret(table) or table.file not in changed_files(data.root):
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
        for at in rows_of(table, secrets):
            for name, cell in zip(table.schema.names, table.rows[at], strict=True):
                if cell and any(one.search(fold(cell)) for one in found):
                    yield table.problem(table.row_numbers[at], name, "secret-former")
    spoken = _spoken(data, secrets)
    for file, row, text in _paragraphs(data.root, spoken):
        if any(one.search(fold(text)) for one in found):
            yield problem(file, row, "", "secret-former")


def town_names(data: Data) -> frozenset[str]:
    """Folded names of all municipalities: their forms are no streets."""
    return frozenset(fold(one) for one in data.values("territory", "municipalities", "name") if one)


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
            if not _speaks("\n".join(column), spoken):
                continue
            for row, cell in zip(table.row_numbers, column, strict=True):
                if _speaks(cell, spoken) and tells(cell, towns):
                    yield table.problem(row, field.name, "secret-contact")


def _written(data: Data, secrets: Secrets, towns: frozenset[str]) -> Iterator[Problem]:
    """Paragraphs of hand-written texts that name a confidential service and read like an address."""
    spoken = _spoken(data, secrets)
    for file, row, text in _paragraphs(data.root, spoken):
        if _linked(text) or tells(_bare(text), towns):
            yield problem(file, row, "", "secret-text")


def _spoken(data: Data, secrets: Secrets) -> tuple[str, ...]:
    """By what a text in lower case speaks of a confidential service: its id, its name, with diacritics or without."""
    table = data.table(*SERVICES)
    if table is None:
        return ()
    rows = zip(table.cells("id"), table.cells("name"), strict=True)
    words = (
        one for code, name in rows if code in secrets.services for one in (code, name.lower(), fold(name))
    )
    return tuple(dict.fromkeys(one for one in words if len(one) > 5))


def _speaks(text: str, spoken: tuple[str, ...]) -> bool:
    low = text.lower()
    return any(one in low for one in spoken)


def _paragraphs(root: Path, spoken: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and text of every paragraph of the hand-written texts that speaks of a secret service."""
    for folder in ("catalogue", "strategy"):
        for path in sorted((root / folder).rglob("*.md")):
            if not path.is_file():
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            # Almost no text does: one search in each before it is taken apart.
            for match in _PARAGRAPH.finditer(text) if _speaks(text, spoken) else ():
                if _speaks(match[0], spoken):
                    row = text.count("\n", 0, match.start()) + 1
                    yield path.relative_to(root).as_posix(), row, match[0]


_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|<[^>]*>", re.DOTALL)
_LINK = re.compile(r"https?://[^\s)\">]+|\w[\w.+-]*@[\w.-]+\w")


def _bare(text: str) -> str:
    """A paragraph without calls of macros, targets of links and marks of lists."""
    return re.sub(r"^\s*(?:\d+\.|[-*#>]+) ", "", _LINK.sub(" ", _CALL.sub(" ", text)), flags=re.MULTILINE)


def _linked(text: str) -> bool:
    return any(link_tells(one) for one in _LINK.findall(text))


def _former(table: Table, before: Columns) -> Iterator[str]:
    """Streets that the last commit has of places that are confidential now, or that were renamed to be so."""
    if not {"id", "street", "municipality_code_csu"} <= before.keys():
        return
    now, towns, secret = set(table.cells("id")), set(), set()
    for at in surely_secret(table):
        secret.add(table.cells("id")[at])
        towns.add(table.cells("municipality_code_csu")[at])
    rows = zip(before["id"], before["street"], before["municipality_code_csu"], strict=True)
    for code, street, town in rows:
        if street and (code in secret or (code not in now and town in towns)):
            yield street


RULES: tuple[Rule, ...] = (secret_contact, secret_former)
