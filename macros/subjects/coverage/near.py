"""Who helps near, who farther, and what municipalities lack: one pass over all, by their centres.

Near is a service for the municipality or its ORP, or one for the whole region with a place in the ORP.
Farther is one for the region from elsewhere in it. Where neither helps in a situation, people still want to
know whom to ask: candidates are services with a place (or, without places, a territory) in a municipality up
to `WITHIN` km away. Bits stand for what people want: one a situation, and one for free time. A grid of cells
as wide as `WITHIN` keeps the pass linear, so that a portal of the whole state costs no more a page than a
small one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import asin, cos, floor, radians, sin, sqrt
from typing import NamedTuple

from macros.model.roles import FREE_TIME, LEISURE
from macros.model.site import Site, latest
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.catalogue.serving import beyond, serving
from macros.subjects.coverage.model import Farther, Lack, Missing, Nearest
from macros.subjects.territory.model import Municipality, Region, Territories

WITHIN = 25
"""Kilometres as the crow flies."""
EARTH = 6371.0088
DEGREE = EARTH * radians(1)
"""Kilometres a degree of latitude."""

Point = tuple[float, float, float]


def is_free_time(service: Service) -> bool:
    """Whether children can spend free time there, holidays included."""
    if service.kind.row.family != "leisure" and service.kind.row.role != LEISURE:
        return False
    return not service.row.narrow or any(one.situation.row.role in FREE_TIME for one in service.situations)


@latest
def near_services(site: Site, town: Municipality) -> tuple[Service, ...]:
    """Services near: for the municipality, for its ORP, and those for the region with a place in the ORP."""
    catalogue = site[Catalogue]
    found = (
        *catalogue.served.get(town.id, ()),
        *catalogue.served.get(town.orp.id, ()),
        *catalogue.at_home.get(town.orp.code, ()),
    )
    return tuple(dict.fromkeys(found))


@latest
def far_services(site: Site, town: Municipality) -> tuple[Service, ...]:
    """Services that help people of a municipality from elsewhere in the region."""
    return beyond(near_services(site, town), serving(site, town))


class _Spot(NamedTuple):
    """A municipality with services in it: its point, what they help with, and the first one for each bit."""

    town: Municipality
    point: Point
    mask: int
    first: dict[int, Service]


def lacks(site: Site) -> dict[str, Lack]:
    """What each covered municipality lacks, by its code."""
    land = site[Territories]
    catalogue = site[Catalogue]
    towns = land.covered_municipalities()
    masks = _masks(site)
    local = {key: _either(masks[one.row.id] for one in found) for key, found in catalogue.served.items()}
    local |= {
        ("home", key): _either(masks[one.row.id] for one in found) for key, found in catalogue.at_home.items()
    }
    free, everything = 1 << len(catalogue.situations), (1 << (len(catalogue.situations) + 1)) - 1
    ranks = _ranks(site)
    grid = _Grid(towns, _spots(site, masks, ranks))
    regional = {
        region.row.code_nuts3: _Regional(site, region, masks, ranks) for region in land.covered_regions()
    }
    situations = tuple(catalogue.situations.values())
    found = {}
    for one in towns:
        orp, region = one.orp.row.code_csu, one.orp.region.row.code_nuts3
        keys = (("municipality", one.row.code_csu), ("orp", orp), ("home", orp))
        wanted = everything & ~_either(local.get(key, 0) for key in keys)
        # A club elsewhere in the region is no farther help but the nearest club.
        farther = wanted & ~free & local.get(("region", region), 0)
        near = grid.nearest(one, wanted & ~farther)
        away = regional[region].nearest(one, farther)
        found[one.row.code_csu] = Lack(
            tuple(
                Missing(situation, near.get(1 << at))
                for at, situation in enumerate(situations)
                if (wanted & ~farther) >> at & 1
            ),
            tuple(
                Farther(situation, *away[1 << at])
                for at, situation in enumerate(situations)
                if farther >> at & 1
            ),
            near.get(free),
        )
    return found


def _either(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _masks(site: Site) -> dict[str, int]:
    """What each active service helps with."""
    catalogue = site[Catalogue]
    bits = {code: 1 << at for at, code in enumerate(catalogue.situations)}
    free = 1 << len(bits)
    return {
        one.row.id: _either(bits[helps.situation.row.id] for helps in one.situations)
        | (free if is_free_time(one) else 0)
        for one in catalogue.active
    }


Ranks = Mapping[tuple[str, int], int]
"""Order of the services that help with a bit, by id of the service and the bit."""


def _ranks(site: Site) -> Ranks:
    return {
        (helps.service.row.id, 1 << at): order
        for at, one in enumerate(site[Catalogue].situations.values())
        for order, helps in enumerate(one.services)
    }


def _first(services: Iterable[Service], masks: Mapping[str, int], ranks: Ranks) -> dict[int, Service]:
    """For each bit the service to go to first."""
    known = {one.row.id: one for one in services}
    best: dict[int, tuple[int, str]] = {}
    for one in known:
        for bit in _bits(masks.get(one, 0)):
            this = ranks.get((one, bit), 0), one
            best[bit] = min(best.get(bit, this), this)
    return {bit: known[one] for bit, (_, one) in best.items()}


def _spots(site: Site, masks: Mapping[str, int], ranks: Ranks) -> Iterator[_Spot]:
    """Municipalities where somebody helps in person; of several for one bit the first to go to."""
    land = site[Territories]
    at_home: defaultdict[str, list[Service]] = defaultdict(list)
    for service in site[Catalogue].active:
        # Who helps everywhere is named among the lines for everybody.
        if masks.get(service.row.id) and not any(area.row.level == "state" for area in service.areas):
            for code in _homes(service):
                at_home[code].append(service)
    for code, services in at_home.items():
        point = point_of(land.municipalities[code])
        if point is not None:
            first = _first(services, masks, ranks)
            yield _Spot(land.municipalities[code], point, _either(first), first)


class _Regional:
    """Services for a whole region: who of them is nearest to a municipality, without a limit."""

    def __init__(self, site: Site, region: Region, masks: Mapping[str, int], ranks: Ranks) -> None:
        services = site[Catalogue].served.get(("region", region.row.code_nuts3), ())
        placed: defaultdict[str, list[Service]] = defaultdict(list)
        for service in services:
            for place in service.places:
                placed[place.municipality.row.code_csu].append(service)
        towns = [(site[Territories].municipalities[code], some) for code, some in placed.items()]
        self._spots = [
            _Spot(town, point, _either(first), first)
            for town, some in towns
            if (point := point_of(town)) is not None
            for first in [_first(some, masks, ranks)]
        ]
        # Whose place or centre is not known comes last.
        self._anywhere = _first(services, masks, ranks)

    def nearest(
        self, town: Municipality, wanted: int
    ) -> dict[int, tuple[Service, Municipality | None, int | None]]:
        """Service, its town and kilometres for each bit of `wanted`, which the services of the region cover."""
        found: dict[int, tuple[Service, Municipality | None, int | None]] = {}
        if wanted and (point := point_of(town)) is not None:
            found |= dict(_pick(_by_distance(point, self._spots, wanted), wanted))
        for bit in _bits(wanted):
            if bit not in found:
                service = self._anywhere[bit]
                home = service.places[0].municipality if service.places else None
                found[bit] = service, home, None
        return found


def _homes(service: Service) -> Iterable[str]:
    if service.places:
        return [place.municipality.row.code_csu for place in service.places]
    return [area.row.territory_code for area in service.areas if area.row.level == "municipality"]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def point_of(town: Municipality) -> Point | None:
    """The centre of a municipality on a sphere, in kilometres from its middle; None if unknown."""
    if town.row.lat is None or town.row.lon is None:
        return None
    lat, lon = radians(town.row.lat), radians(town.row.lon)
    return EARTH * cos(lat) * cos(lon), EARTH * cos(lat) * sin(lon), EARTH * sin(lat)


def kilometres(here: Point, there: Point) -> int:
    """Whole kilometres between two centres as the crow flies, at least 1."""
    return _km(sum((a - b) * (a - b) for a, b in zip(here, there, strict=True)))


def _km(chord: float) -> int:
    """Kilometres along the ground of the square of a chord."""
    return max(1, round(2 * EARTH * asin(sqrt(chord) / (2 * EARTH))))


class _Grid:
    """Spots by cells of the map, each at least `WITHIN` km wide, so that neighbours are enough."""

    def __init__(self, towns: Iterable[Municipality], spots: Iterable[_Spot]) -> None:
        self._cells: defaultdict[tuple[int, int], list[_Spot]] = defaultdict(list)
        found = list(spots)
        known = [one.row.lat for one in [*towns, *(spot.town for spot in found)] if one.row.lat is not None]
        north = min(max(map(abs, known), default=0.0) + 0.5, 89.0)
        self._high = WITHIN / DEGREE
        self._wide = WITHIN / (DEGREE * cos(radians(north)))
        for spot in found:
            assert spot.town.row.lat is not None and spot.town.row.lon is not None
            self._cells[self._cell(spot.town.row.lat, spot.town.row.lon)].append(spot)
        self._around: dict[tuple[int, int], list[_Spot]] = {}

    def _cell(self, lat: float, lon: float) -> tuple[int, int]:
        return floor(lat / self._high), floor(lon / self._wide)

    def _near(self, cell: tuple[int, int]) -> list[_Spot]:
        """Spots of a cell and of the eight around it."""
        if cell not in self._around:
            row, column = cell
            self._around[cell] = [
                spot
                for y in (row - 1, row, row + 1)
                for x in (column - 1, column, column + 1)
                for spot in self._cells.get((y, x), ())
            ]
        return self._around[cell]

    def nearest(self, town: Municipality, wanted: int) -> dict[int, Nearest]:
        """The nearest service for each bit of `wanted` that anybody within `WITHIN` km has."""
        point = point_of(town)
        if point is None or not wanted:
            return {}
        assert town.row.lat is not None and town.row.lon is not None
        limit = (2 * EARTH * sin(WITHIN / (2 * EARTH))) ** 2
        around = self._near(self._cell(town.row.lat, town.row.lon))
        near = ((far, spot) for far, spot in _by_distance(point, around, wanted) if far <= limit)
        return dict(_pick(near, wanted))


def _by_distance(point: Point, spots: Iterable[_Spot], wanted: int) -> list[tuple[float, _Spot]]:
    """Spots with any bit of `wanted`, the nearest first, and the squares of their chords in km."""
    x, y, z = point
    found = []
    for spot in spots:
        if spot.mask & wanted:
            a, b, c = spot.point
            far = (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)
            found.append((far, spot.town.row.code_csu, spot))
    found.sort(key=lambda pair: pair[:2])
    return [(far, spot) for far, _, spot in found]


def _pick(spots: Iterable[tuple[float, _Spot]], wanted: int) -> Iterator[tuple[int, Nearest]]:
    """For each bit of `wanted` the service of the first spot that has it."""
    for far, spot in spots:
        km = _km(far)
        for bit in _bits(spot.mask & wanted):
            yield bit, Nearest(spot.first[bit], spot.town, km)
            wanted ^= bit
        if not wanted:
            return
