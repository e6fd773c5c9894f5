"""What a sheet of paper says of services: the reader's own list, and the printed or saved choice of a catalogue.

    {"id of a service": {"name": …, "kind": …, "where": …, "form": …, "cost": …, "not": …, "sure": …, "danger": 1,
                         "phones": [["number to dial", "as people read it", "whose it is and when it answers"], …],
                         "ask": ["number to dial", "as people read it", "who, what it has to do with the service"],
                         "ways": [["e-mail", "mailto:…"], ["web", "https://…"], …],
                         "places": ["Dlouhá 1, 350 02 Cheb", …], "hours": ["pondělí 8:00–12:00", …],
                         "source": "what it is or its address", "dated": "2026-09-27", "changed": "2026-11-01"}, …}

What is not known is left out; `ask` is whom to call where the service has no phone. `danger` stands where a page
has a quick exit: such services are printed and saved by whoever works with families, but never kept in a
browser, into which somebody else may look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from macros.model.site import Site
from macros.subjects.catalogue import rows
from macros.subjects.catalogue.ask import Ask, whom_to_ask
from macros.subjects.catalogue.facts import COSTS, address, noted, sites, trust, where
from macros.subjects.catalogue.hours_words import openings
from macros.subjects.catalogue.model import Catalogue, Place, Service
from macros.subjects.catalogue.origins import origin
from macros.subjects.catalogue.words import DATABOX_WORD, EMAIL, WEB, WEBS
from macros.words import czech


def sheet(site: Site, services: Iterable[Service]) -> dict[str, Any]:
    """What is said of each service, by its id."""
    return {one.row.id: {name: said for name, said in _said(site, one).items() if said} for one in services}


def sheet_keys(services: Iterable[Service]) -> Iterator[bytes]:
    """Keys of all that is said of services."""
    for one in services:
        yield one.key
        yield from (ask.key for ask in whom_to_ask(one))


def _said(site: Site, service: Service) -> dict[str, Any]:
    row = service.row
    cost = ". ".join(filter(None, (COSTS.get(row.cost, ""), row.cost_note.rstrip("."))))
    named = origin(row.source_url, site[Catalogue].sources)
    return {
        "name": czech.typeset(row.name),
        "kind": service.kind.row.everyday_name,
        "where": where(service),
        "form": ", ".join(one.name for one in service.forms),
        "cost": czech.typeset(cost),
        "not": czech.typeset(row.not_for.rstrip(".")),
        "sure": trust(row).label,
        "danger": int(service.quick_exit),
        "phones": [_phone(site, one) for one in service.phones],
        "ask": next((_ask(site, one) for one in whom_to_ask(service) if one.phone), None),
        "ways": [_way(one) for one in service.contacts if one.kind != "phone"],
        "places": [_place(one) for one in service.places],
        "hours": [
            czech.typeset(" ".join(filter(None, (one.days, one.times, one.when, one.note))))
            for one in openings(service.hours, sites(service))
        ],
        "source": named.title if named else row.source_url,
        "dated": row.source_date.isoformat() if row.source_date else "",
        "changed": row.updated_on.isoformat(),
    }


def _phone(site: Site, row: rows.ContactRow) -> list[str]:
    """A number as it is dialled and as people read it; whose it is and when it answers."""
    return _number(site, row.value, noted(row))


def _ask(site: Site, ask: Ask) -> list[str]:
    return _number(site, ask.phone, f"{ask.who} ({ask.why})")


def _number(site: Site, value: str, note: str) -> list[str]:
    dialled = site.language.tel_href(value).removeprefix("tel:")
    return [dialled, site.language.phone(value), czech.typeset(note)]


def _way(row: rows.ContactRow) -> list[str]:
    """What a way to write is called, and where it leads."""
    if row.kind == "email":
        return [EMAIL, f"mailto:{row.value}"]
    if row.kind == "databox":
        return [DATABOX_WORD, row.value]
    return [WEBS.get(row.kind, WEB), row.value]


def _place(place: Place) -> str:
    return czech.typeset(", ".join(filter(None, (place.row.name, address(place)))))
