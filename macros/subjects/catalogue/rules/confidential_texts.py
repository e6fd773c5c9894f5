"""Rules about texts: no word about a confidential service tells where it is, whoever wrote it and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from macros.check import Check, Data, check
from macros.check.common import free_fields, free_texts, joined
from macros.check.history import Columns, changed_files, committed
from macros.data.confidential import PLACES, SERVICES, Secrets, secrets_of
from macros.data.problems import Problem, problem
from macros.data.tables import Table
from macros.subjects.catalogue.rules.confidential import rows_of, surely_secret
from macros.subjects.catalogue.telling import house, link_tells, names_something, street_words, tells
from macros.words.czech import fold, tokens

_TEXTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("services", "services"): ("name", "summary", "not_for", "cost_note", "conditions", "bring"),
    ("services", "contacts"): ("label", "note"),
    ("services", "hours"): ("note",),
    ("services", "areas"): ("note",),
    ("services", "providers"): ("name",),
    ("situations", "service_situations"): ("how",),
    ("strategy", "node_services"): ("how",),
}
"""Columns with free text about a service or its provider."""


@check("secret-contact", "secret-name", "secret-text")
def secret_contact(data: Data) -> Iterator[Problem]:
    """No text about a service with a confidential place, nor about its provider, reads like an address."""
    secrets = secrets_of(data.tables)
    if not secrets.services:
        return
    judge = _Judge(data)
    for key in _TEXTS:
        if table := data.table(*key):
            yield from _texts(table, secrets, judge)
    yield from _naming(data, secrets, judge)
    yield from _elsewhere(data, secrets, judge)
    yield from _written(data, secrets, judge)


class _Judge:
    """Asks the rule of wording about texts that no earlier build has proved to be sound."""

    def __init__(self, data: Data) -> None:
        self._data, self._proved = data, data.proved
        tables = [data.table("territory", one) for one in ("municipalities", "regions")]
        tables.append(data.table(*PLACES))
        # All that a verdict depends on beside the text: names of towns, and where places are.
        self._base = self._proved.key(*("\n".join(table.lines) for table in tables if table))

    @cached_property
    def _towns(self) -> frozenset[str]:
        return town_names(self._data)

    def tells(self, text: str) -> bool:
        """Whether a text may tell an address."""
        if self.sound("tells", text):
            return False
        told = tells(text, self._towns)
        if not told:
            self.add("tells", text)
        return told

    def key(self, kind: str, texts: Iterable[str]) -> str:
        """What a verdict about many texts is kept under; "" where nothing is kept."""
        return self._proved.key(self._base, kind, "\n".join(texts)) if self._proved.keeps else ""

    def known(self, key: str) -> bool:
        """Whether what has this key was found sound before."""
        return self._proved.sound(key)

    def sound(self, *parts: str) -> bool:
        """Whether this was found sound before."""
        return self._proved.sound(self._proved.key(self._base, *parts))

    def add(self, *parts: str) -> None:
        """Keep that this was found sound."""
        self._proved.add(self._proved.key(self._base, *parts))


@check("secret-former")
def secret_former(data: Data) -> Iterator[Problem]:
    """What the last commit still tells of a confidential place stands nowhere else."""
    table = data.table(*PLACES)
    if table is None or not surely_secret(table) or table.file not in changed_files(data):
        return
    yield from repeated(data, list(_former(table, committed(data, table))))


class Former(NamedTuple):
    """What a confidential place was before: anywhere else it tells where the place is."""

    id: str
    town: str
    street: str
    lat: str = ""
    lon: str = ""


def repeated(data: Data, former: list[Former]) -> Iterator[Problem]:
    """Yield a problem wherever former places are repeated: in other places of their towns and in any text.

    A street alone is looked for in texts about confidential services; with its number, in all texts.
    """
    secrets = secrets_of(data.tables)
    streets = list(filter(None, (street_words(one.street) for one in former)))
    houses = list(filter(None, (house(one.street) for one in former)))
    if places := data.table(*PLACES):
        yield from _same_places(places, former)
    for table in data.tables.values():
        for at in rows_of(table, secrets):
            for name, cell in zip(table.schema.names, table.rows[at], strict=True):
                if cell and any(one.search(fold(cell)) for one in streets):
                    yield table.problem(table.row_numbers[at], name, "secret-former")
    for table, column, texts in free_texts(data) if houses else ():
        if (table.package, table.name) == PLACES:
            continue
        telling = {one for one in texts if any(door.search(fold(one)) for door in houses)}
        for row, cell in table.records([column]) if telling else ():
            if cell in telling:
                yield table.problem(row, column, "secret-former")
    spoken = _spoken(data, secrets)
    for file, row, text in _paragraphs(data.root):
        if any(one.search(fold(text)) for one in (streets if _speaks(text, spoken) else houses)):
            yield problem(file, row, "", "secret-former")


def _same_places(table: Table, former: list[Former]) -> Iterator[Problem]:
    """Public places at the door of a former one: the same town, and the same street, number or point."""
    names = ("municipality_code_csu", "street", "lat", "lon")
    for at, row in enumerate(table.row_numbers):
        town, street, lat, lon = (table.cells(name)[at] for name in names)
        for one in former:
            if town != one.town:
                continue
            door = house(one.street)
            if street and (fold(street) == fold(one.street) or (door and door.search(fold(street)))):
                yield table.problem(row, "street", "secret-former")
            elif lat and (lat, lon) == (one.lat, one.lon):
                yield table.problem(row, "lat", "secret-former")


def town_names(data: Data) -> frozenset[str]:
    """Folded names of all municipalities: their forms are no streets."""
    return frozenset(fold(one) for one in data.values("territory", "municipalities", "name") if one)


def _texts(table: Table, secrets: Secrets, judge: _Judge) -> Iterator[Problem]:
    columns = _TEXTS[table.package, table.name]
    for name, row, text in _cells(table, secrets, columns):
        if judge.tells(text):
            yield table.problem(row, name, "secret-contact")


def _naming(data: Data, secrets: Secrets, judge: _Judge) -> Iterator[Problem]:
    """Texts with a proper name that is neither the service's own nor that of a town around."""
    own = _own_names(data, secrets)
    kind = "names " + " ".join(sorted(own))
    tables = [table for key in _TEXTS if (table := data.table(*key))]
    found = [
        (table, *cell)
        for table in tables
        for cell in _cells(
            table, secrets, [one for one in _TEXTS[table.package, table.name] if one != "name"]
        )
        if not judge.sound(kind, cell[2]) and not judge.tells(cell[2])
    ]
    known = own | _towns_around(data) if found else own
    for table, name, row, text in found:
        if names_something(text, own) and names_something(text, known):
            yield table.problem(row, name, "secret-name")
        else:
            judge.add(kind, text)


def _cells(table: Table, secrets: Secrets, columns: Collection[str]) -> Iterator[tuple[str, int, str]]:
    """Column, row and text of cells about confidential services."""
    rows = rows_of(table, secrets)
    for name in columns:
        cells = table.cells(name)
        yield from ((name, table.row_numbers[at], cells[at]) for at in rows if cells[at])


def _own_names(data: Data, secrets: Secrets) -> frozenset[str]:
    """Folded words of the names of confidential services and of who runs them."""
    found = set()
    for name, hidden in (("services", secrets.services), ("providers", secrets.providers)):
        if table := data.table("services", name):
            rows = zip(table.cells("id"), table.cells("name"), strict=True)
            found |= {word for code, said in rows if code in hidden for word in tokens(said)}
    return frozenset(found)


def _towns_around(data: Data) -> frozenset[str]:
    """Folded names of the towns of the regions with a confidential place, and of large towns everywhere.

    All others stay out: Růžová, Výsluní and Vítězná are villages, too.
    """
    towns, places = data.table("territory", "municipalities"), data.table(*PLACES)
    if towns is None or places is None:
        return frozenset()
    where = {places.cells("municipality_code_csu")[at] for at in surely_secret(places)}
    columns = (towns.cells("code_csu"), towns.cells("region_nuts3"), towns.cells("name"))
    regions = {region for code, region, _ in zip(*columns, strict=True) if code in where}
    large = set(data.values("territory", "orp", "seat_code_csu"))
    rows = zip(*columns, strict=True)
    names = {fold(name) for code, region, name in rows if region in regions or code in large}
    called = zip(*(data.values("territory", "regions", name) for name in ("code_nuts3", "name")), strict=True)
    names |= {word for code, name in called if code in regions and name for word in tokens(name)}
    # "v Jablonci" is Jablonec nad Nisou.
    return frozenset(names | {re.split(" (?:nad|pod|u|v|na) ", one)[0] for one in names})


def _elsewhere(data: Data, secrets: Secrets, judge: _Judge) -> Iterator[Problem]:
    """Texts of other tables that name a confidential service and read like an address."""
    spoken = _spoken(data, secrets)
    kind = "elsewhere " + "\n".join(spoken)
    for table, field in free_fields(data):
        if (table.package, table.name) in _TEXTS or table.package == "territory":
            continue
        column, said = table.cells(field.name), table.said(field.name)
        key = judge.key(kind, said)
        if judge.known(key):
            continue
        # A search in many texts at once first: almost no column names such a service.
        speaks = any(_speaks(whole, spoken) for whole in joined(said))
        found = [
            table.problem(row, field.name, "secret-contact")
            for row, cell in (zip(table.row_numbers, column, strict=True) if speaks else ())
            if _speaks(cell, spoken) and judge.tells(cell)
        ]
        if not found:
            data.proved.add(key)
        yield from found


def _written(data: Data, secrets: Secrets, judge: _Judge) -> Iterator[Problem]:
    """Paragraphs of hand-written texts that name a confidential service and read like an address."""
    spoken = _spoken(data, secrets)
    for file, row, text in _paragraphs(data.root, spoken):
        if _linked(text) or judge.tells(_bare(text)):
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


def _paragraphs(root: Path, spoken: tuple[str, ...] | None = None) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and text of paragraphs of the hand-written texts: all, or those that speak of `spoken`."""
    for folder in ("catalogue", "strategy"):
        for path in sorted((root / folder).rglob("*.md")):
            if not path.is_file():
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            # Almost no text does: one search in each before it is taken apart.
            for match in _PARAGRAPH.finditer(text) if spoken is None or _speaks(text, spoken) else ():
                if spoken is None or _speaks(match[0], spoken):
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


def _former(table: Table, before: Columns) -> Iterator[Former]:
    """What the last commit has of places that are confidential now, or that were renamed to be so."""
    if not {"id", "street", "municipality_code_csu"} <= before.keys():
        return
    now, towns, secret = set(table.cells("id")), set(), set()
    for at in surely_secret(table):
        secret.add(table.cells("id")[at])
        towns.add(table.cells("municipality_code_csu")[at])
    nothing = [""] * len(before["id"])
    columns = [before.get(one, nothing) for one in ("id", "municipality_code_csu", "street", "lat", "lon")]
    for one in map(Former._make, zip(*columns, strict=True)):
        if (one.street or one.lat) and (one.id in secret or (one.id not in now and one.town in towns)):
            yield one


RULES: tuple[Check, ...] = (secret_contact, secret_former)
