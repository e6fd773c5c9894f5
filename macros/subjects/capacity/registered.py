"""Registered capacity: each registration once, however many places and services it has, and each unit for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.model.keys import grouped
from macros.subjects.capacity import rows
from macros.subjects.catalogue.model import Kind, Service
from macros.subjects.territory.model import Municipality

UNITS = ("clients", "beds", "contacts", "interventions", "calls")
_NUMBER = re.compile(r"\S+")


class Known(NamedTuple):
    """A capacity and its year; year 0 where the source does not say it."""

    capacity: int
    year: int


@dataclass(slots=True, eq=False, repr=False)
class Registration:
    """What is registered as one: its services, and the newest capacity that is known in each unit."""

    name: str
    """Its number; "" where none is known, then it is one service."""
    services: tuple[Service, ...]
    counts: dict[str, Known] = field(default_factory=dict)
    years: dict[tuple[str, int], int] = field(default_factory=dict)
    """Capacity by unit and year, of years that a table tells."""

    @property
    def towns(self) -> frozenset[Municipality]:
        """Municipalities in which it has places."""
        return frozenset(place.municipality for one in self.services for place in one.places)

    def of(self, kind: Kind) -> bool:
        """Whether it is of the kind or of a finer one."""
        return any(kind in one.kind.ladder for one in self.services)


class Is(NamedTuple):
    """What is registered of a kind in an area, in one unit. `total` is None where nothing is known: never zero."""

    total: int | None
    known: tuple[Registration, ...]
    """Those that `total` adds up."""
    silent: tuple[Registration, ...]
    """In the area, but of unknown capacity in this unit."""
    shared: tuple[Registration, ...]
    """With places also outside of the area: how much of them is for the area nobody says."""

    @property
    def whole(self) -> bool:
        """Whether the count says all, so that it may be compared."""
        return self.total is not None and not self.silent and not self.shared


def number_of(text: str) -> str:
    """A number of registration; "" where the text names several or none, so that nobody knows which it is."""
    return text if _NUMBER.fullmatch(text) else ""


def registrations(
    services: Iterable[Service], capacities: Iterable[rows.CapacityRow]
) -> tuple[Registration, ...]:
    """All services of today by their registrations, with capacities of the table before those of the catalogue."""
    told = grouped(capacities, lambda row: str(row.service))
    found: dict[str, Registration] = {}
    for one in services:
        if not one.active:
            continue
        mine = sorted(told[one.row.id], key=lambda row: row.year)
        named = [row.registration for row in mine if row.registration]
        name = named[-1] if named else number_of(one.row.registration)
        key = name or f" {one.row.id}"
        other = found.get(key)
        group = found[key] = Registration(
            name,
            (*(other.services if other else ()), one),
            other.counts if other else {},
            other.years if other else {},
        )
        _count(group, one, mine)
    return tuple(found.values())


def _count(group: Registration, service: Service, mine: Iterable[rows.CapacityRow]) -> None:
    """Put what is known of a service into its registration; the same said twice is one."""
    newest: dict[str, Known] = {}
    for row in mine:
        newest[row.unit] = Known(row.capacity, row.year)
        group.years.setdefault((row.unit, row.year), row.capacity)
    unit = service.row.capacity_unit
    if unit and unit not in newest and service.row.capacity is not None:
        day = service.row.source_date
        newest[unit] = Known(service.row.capacity, day.year if day else 0)
    for one, known in newest.items():
        if one not in group.counts or known.year > group.counts[one].year:
            group.counts[one] = known


def in_area(found: Iterable[Registration], towns: Iterable[Municipality], kind: Kind, unit: str) -> Is:
    """What is registered of a kind (and finer ones) in one unit, by whether all places lie in the area."""
    area = frozenset(towns)
    near = [one for one in found if one.of(kind) and not one.towns.isdisjoint(area)]
    whole = [one for one in near if one.towns <= area]
    known = tuple(one for one in whole if unit in one.counts)
    return Is(
        sum(one.counts[unit].capacity for one in known) if known else None,
        known,
        tuple(one for one in whole if unit not in one.counts),
        tuple(one for one in near if not one.towns <= area),
    )


class Side(NamedTuple):
    """A side in one unit: what is known together, of how many registrations, and how many say nothing."""

    total: int | None
    known: int
    all: int


def side_now(found: Iterable[Registration], sides: Mapping[str, str], side: str, unit: str) -> Side:
    """What is registered on a side in one unit, of those that count in it; None where nothing is known."""
    mine = [one for one in found if side_of(one, sides) == side]
    known = [one.counts[unit].capacity for one in mine if unit in one.counts]
    return Side(sum(known) if known else None, len(known), len(mine))


def side_by_year(
    found: Iterable[Registration], sides: Mapping[str, str], unit: str
) -> dict[int, dict[str, Side]]:
    """Sides by year in one unit, of years that a table tells."""
    years: dict[int, dict[str, Side]] = {}
    for one in found:
        side = side_of(one, sides)
        for (of, year), count in one.years.items() if side else ():
            if of == unit:
                before = years.setdefault(year, {}).get(side, Side(0, 0, 0))
                together = Side((before.total or 0) + count, before.known + 1, before.all + 1)
                years[year][side] = together
    return dict(sorted(years.items()))


def side_of(registration: Registration, sides: Mapping[str, str]) -> str:
    """The side of a registration: that of its services; "" where nobody says it or they differ."""
    mine = {sides.get(service.kind.row.id, "") for service in registration.services}
    return mine.pop() if len(mine) == 1 else ""
