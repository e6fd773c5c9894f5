"""Rules about what is in the catalogue twice: services, providers, contacts. A reader cannot tell which one counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import repeated
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.words.czech import tokens


@check("service-twice")
def services_once(data: Data) -> Iterator[Problem]:
    """A provider has a service once: no other of its kind, place and contacts, or of its name; a warning."""
    table, contacts = data.table("services", "services"), data.table("services", "contacts")
    if table is None:
        return
    names: dict[tuple[str, str], int] = {}
    alike: dict[tuple[object, ...], list[tuple[int, frozenset[str]]]] = defaultdict(list)
    reached = _reached(contacts) if contacts else {}
    columns = ["id", "name", "provider", "kind", "places", "status"]
    for row, code, name, provider, kind, places, status in table.records(columns):
        if not (code and name and provider) or status == "ended":
            continue
        said = frozenset(tokens(name))
        first = names.setdefault((provider, " ".join(tokens(name))), row)
        calls = reached.get(code, frozenset())
        if first == row and (calls or places):
            same = alike[provider, kind, places, calls]
            first = next((before for before, words in same if words <= said or said <= words), row)
            same.append((row, said))
        if first != row:
            yield table.problem(row, "name", "service-twice", name, warning=True, first=first)


def _reached(contacts: Table) -> dict[str, frozenset[tuple[str, str]]]:
    """Kinds and values of the contacts of each service."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, service, kind, value in contacts.records(["service", "kind", "value"]):
        if service and kind and value:
            found[service].add((kind, _plain(value)))
    return {service: frozenset(calls) for service, calls in found.items()}


def _plain(value: str) -> str:
    return value.lower().rstrip("/")


@check("provider-twice")
def providers_once(data: Data) -> Iterator[Problem]:
    """A provider is there once: nobody else has its IČO or its name; a warning, as branches may share an IČO."""
    if table := data.table("services", "providers"):
        for column in ("ico", "name"):
            cells = table.by_row(column)
            keys = (" ".join(tokens(cell)) or None if cell else None for cell in table.columns[column])
            for row, first in repeated(keys, table.row_numbers):
                yield table.problem(row, column, "provider-twice", cells[row], warning=True, first=first)


@check("contact-twice")
def contacts_once(data: Data) -> Iterator[Problem]:
    """A service has a contact once, whatever letters it is written in."""
    table = data.table("services", "contacts")
    if table is None:
        return
    first: dict[tuple[str, str, str, str], tuple[int, str]] = {}
    for row, service, kind, value, place in table.records(["service", "kind", "value", "place"]):
        if service and kind and value:
            before, said = first.setdefault((service, kind, _plain(value), place or ""), (row, value))
            # What is the same letter by letter the schema refuses.
            if before != row and said != value:
                yield table.problem(row, "value", "contact-twice", value, first=before)


@check("phone-shared")
def own_phones(data: Data) -> Iterator[Problem]:
    """A telephone or mailbox belongs to services of one provider; a warning, as two may share an office."""
    table, services = data.table("services", "contacts"), data.table("services", "services")
    if table is None or services is None:
        return
    owner = services.by("id", "provider")
    first: dict[str, tuple[int, str]] = {}
    for row, service, kind, value in table.records(["service", "kind", "value"]):
        if kind in ("phone", "email") and value and (mine := owner.get(service)):
            before, whose = first.setdefault(_plain(value), (row, mine))
            if whose != mine:
                yield table.problem(
                    row, "value", "phone-shared", value, warning=True, first=before, owner=whose
                )


RULES: tuple[Check, ...] = (services_once, providers_once, contacts_once, own_phones)
