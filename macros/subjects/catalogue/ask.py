"""Whom to ask where a service itself cannot be called: never a circle, always somebody who answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.subjects.catalogue import words
from macros.subjects.catalogue.model import Service
from macros.subjects.territory.model import Municipality

MOST = 2
"""So many other services of the same provider are named."""


class Ask(NamedTuple):
    """Somebody who may know: who it is, what it has to do with the service, and how to reach it."""

    who: str
    why: str
    key: bytes
    """Of the row that it comes from."""
    url: str = ""
    """Its page from the root of the site; "" where it has none."""
    phone: str = ""
    web: str = ""


def whom_to_ask(service: Service) -> tuple[Ask, ...]:
    """Who can be asked about a service without a phone, the nearest first; nobody for one with a phone."""
    if service.phone:
        return ()
    offices = tuple(_office(service))
    # A department of an office has its switchboard: it is named as what it is.
    known = {one.phone for one in offices}
    others = (one for one in _provider(service) if not one.phone or one.phone not in known)
    return (*others, *offices, *_line(service))


def _provider(service: Service) -> Iterator[Ask]:
    near = {place.municipality.region.code for place in service.places}
    others = [one for one in service.provider.services if one.active and one.phone and one is not service]
    # A branch elsewhere knows as little of this one as anybody.
    others = [
        one for one in others if not near or near & {place.municipality.region.code for place in one.places}
    ]
    for one in others[:MOST]:
        if one.phone:
            yield Ask(one.row.name, words.SAME_PROVIDER, one.key, one.url, one.phone.value)
    row = service.provider.row
    if row.web and not service.web:
        yield Ask(row.name, words.PROVIDERS_WEB, service.provider.key, service.provider.url, web=row.web)


def _office(service: Service) -> Iterator[Ask]:
    towns = [place.municipality for place in service.places]
    for town in towns[:1]:
        holder = _with_office(town)
        region = town.region
        if holder and holder.office and holder.office.phone:
            who = words.TOWN_OFFICE.format(holder.row.name)
            yield Ask(who, words.SWITCHBOARD, holder.key, holder.url, holder.office.phone)
        elif phone := region.row.office_phone:
            who = words.REGION_OFFICE.format(region.row.name)
            yield Ask(who, words.SWITCHBOARD, region.key, region.url, phone)


def _with_office(town: Municipality) -> Municipality | None:
    """The municipality itself where its office is known, else the seat of its ORP."""
    return town if town.office else town.orp.seat


def _line(service: Service) -> Iterator[Ask]:
    # Of what it helps with first, not of whatever comes first in the list of situations.
    lines = (helps.situation.line for helps in sorted(service.situations, key=lambda helps: helps.rank))
    line = next((one for one in lines if one and one is not service), None)
    if line and line.phone:
        yield Ask(line.row.name, words.LINE, line.key, line.url, line.phone.value)
