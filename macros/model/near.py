"""What municipalities lack, and who is nearest: one pass over all, by the centres of municipalities.

Where nobody local helps in a situation, people still want to know whom to ask. Candidates are services with
a place (or, without places, a territory) in a municipality up to `WITHIN` km away. Bits stand for what
people want: one a situation, and one for free time. A grid of cells as wide as `WITHIN` keeps the pass
linear, so that a portal of the whole state costs no more a page than a small one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import asin, cos, floor, radians, sin, sqrt
from typing import NamedTuple

from macros.model.site import Lack, Missing, Municipality, Nearest, Service, Site

WITHIN = 25
"""Kilometres as the crow flies."""
FREE_TIME = frozenset({"nizkoprahove-zarizeni", "rodinne-centrum", "komunitni-centrum"})
"""Kinds where children spend free time, besides those of the family `leisure`."""
EARTH = 6371.0088
DEGREE = EARTH * radians(1)
"""Kilometres a degree of latitude."""

Point = tuple[float, float, float]


def is_free_time(service: Service) -> bool:
    """Whether children can spend free time there, holidays included."""
    return service.kind.row.family == "leisure" or service.kind.row.id in FREE_TIME


class _Spot(NamedTuple):
    """A municipality with services in it: its point, what they help with, and the first one for each bit."""

    town: Municipality
    point: Point
    mask: int
    first: dict[int, Service]


def lacks(site: Site) -> dict[str, Lack]:
    """What each covered municipality lacks, by its code."""
    towns = site.covered_municipalities()
    masks = _masks(site)
    local = {key: _either(masks[one.row.id] for one in found) for key, found in site.served.items()}
    free, everything = 1 << len(site.situations), (1 << (len(site.situations) + 1)) - 1
    grid = _Grid(towns, _spots(site, masks))
    situations = tuple(site.situations.values())
    found = {}
    for one in towns:
        orp, region = one.orp.row.code_csu, one.orp.region.row.code_nuts3
        keys = (("municipality", one.row.code_csu), ("orp", orp), ("region", region))
        wanted = everything & ~_either(local.get(key, 0) for key in keys)
        near = grid.nearest(one, wanted)
        found[one.row.code_csu] = Lack(
            tuple(
                Missing(situation, near.get(1 << at))
                for at, situation in enumerate(situations)
                if wanted >> at & 1
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
    bits = {code: 1 << at for at, code in enumerate(site.situations)}
    free = 1 << len(bits)
    return {
        one.row.id: _either(bits[helps.situation.row.id] for helps in one.situations)
        | (free if is_free_time(one) else 0)
        for one in site.services.values()
        if one.active
    }


def _spots(site: Site, masks: Mapping[str, int]) -> Iterator[_Spot]:
    """Municipalities where somebody helps in person; of several for one bit the first to go to."""
    at_home: defaultdict[str, dict[str, Service]] = defaultdict(dict)
    for service in site.services.values():
        # Who helps everywhere is named among the lines for everybody.
        if masks.get(service.row.id) and not any(area.row.level == "state" for area in service.areas):
            for code in _homes(service):
                at_home[code][service.row.id] = service
    ranks = {
        (helps.service.row.id, 1 << at): order
        for at, one in enumerate(site.situations.values())
        for order, helps in enumerate(one.services)
    }
    for code, services in at_home.items():
        point = _point(site.municipalities[code])
        if point is not None:
            best: dict[int, tuple[int, str]] = {}
            for one in services:
                for bit in _bits(masks[one]):
                    this = ranks.get((one, bit), 0), one
                    best[bit] = min(best.get(bit, this), this)
            first = {bit: services[one] for bit, (_, one) in best.items()}
            yield _Spot(site.municipalities[code], point, _either(best), first)


def _homes(service: Service) -> Iterable[str]:
    if service.places:
        return [place.municipality.row.code_csu for place in service.places]
    return [area.row.territory_code for area in service.areas if area.row.level == "municipality"]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _point(town: Municipality) -> Point | None:
    """The centre of a municipality on a sphere, in kilometres from its middle; None if unknown."""
    if town.row.lat is None or town.row.lon is None:
        return None
    lat, lon = radians(town.row.lat), radians(town.row.lon)
    return EARTH * cos(lat) * cos(lon), EARTH * cos(lat) * sin(lon), EARTH * sin(lat)


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
        point = _point(town)
        if point is None or not wanted:
            return {}
        assert town.row.lat is not None and town.row.lon is not None
        x, y, z = point
        limit = (2 * EARTH * sin(WITHIN / (2 * EARTH))) ** 2
        near = []
        for spot in self._near(self._cell(town.row.lat, town.row.lon)):
            a, b, c = spot.point
            far = (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)
            if far <= limit and spot.mask & wanted:
                near.append((far, spot.town.row.code_csu, spot))
        found: dict[int, Nearest] = {}
        for far, _, spot in sorted(near, key=lambda one: one[:2]):
            km = max(1, round(2 * EARTH * asin(sqrt(far) / (2 * EARTH))))
            for bit in _bits(spot.mask & wanted):
                found[bit] = Nearest(spot.first[bit], spot.town, km)
                wanted ^= bit
            if not wanted:
                break
        return found
